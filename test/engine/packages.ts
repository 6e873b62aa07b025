// Follows packages/cli/src/load-nodes-and-credentials.ts and node-types.ts of n8n.

import { dirname } from 'node:path';

import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialType,
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

import { agent, AGENT, asTool } from './agent';
import { STAND_IN, standInFor } from './standIn';

/** How n8n's server names the variant of a node that an agent takes. */
const TOOL = 'Tool';

/** They are the same for all engines of a process, and their descriptions alone are 9 MB of JSON. */
let n8nNodes: Promise<PackageDirectoryLoader> | undefined;

async function loadN8nNodes(): Promise<PackageDirectoryLoader> {
	const folder = dirname(require.resolve('n8n-nodes-base/package.json'));
	const loader = new LazyPackageDirectoryLoader(folder);
	await loader.loadAll();
	return loader;
}

/** The node and credential types of n8n itself and of one package beside it. */
export class Packages implements INodeTypes {
	private constructor(
		private readonly own: PackageDirectoryLoader,
		private readonly base: PackageDirectoryLoader,
	) {}

	static async load(folder: string): Promise<Packages> {
		const own = new PackageDirectoryLoader(folder);
		if (!own.packageJson.n8n) {
			throw new Error(`The package.json in ${folder} has no "n8n" section.`);
		}
		await own.loadAll();
		return new Packages(own, await (n8nNodes ??= loadN8nNodes()));
	}

	/** A name without a package is one of this package. */
	fullName(nodeType: string): string {
		return nodeType.includes('.') ? nodeType : `${this.own.packageName}.${nodeType}`;
	}

	getByName(nodeType: string): INodeType | IVersionedNodeType {
		if (nodeType === AGENT) return agent;
		const [packageName, name] = nodeType.split('.');
		const loader = this.loaders.find((candidate) => candidate.packageName === packageName);
		if (!loader) throw new Error(`No package is loaded that has the node type "${nodeType}".`);
		return loader.getNode(name!).type;
	}

	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		if (nodeType.startsWith(STAND_IN)) {
			return standInFor(this.descriptionOf(nodeType.slice(STAND_IN.length), version));
		}
		if (nodeType.endsWith(TOOL)) {
			return asTool(this.getByNameAndVersion(nodeType.slice(0, -TOOL.length), version));
		}
		return NodeHelpers.getVersionedNodeType(this.getByName(nodeType), version);
	}

	/** As the editor gets it, without the code of the node, some of which jest cannot load. */
	private descriptionOf(nodeType: string, version?: number): INodeTypeDescription {
		const [packageName, name] = nodeType.split('.');
		const loader = this.loaders.find((candidate) => candidate.packageName === packageName);
		const description = loader?.types.nodes.find(
			(candidate) => candidate.name === name && [candidate.version].flat().includes(version ?? 1),
		);
		if (!description) throw new Error(`No package has the node type "${nodeType}" ${version}.`);
		return description;
	}

	/** Only the editor's server asks for these. */
	getKnownTypes(): IDataObject {
		return {};
	}

	credentialType(name: string): ICredentialType {
		const loader = this.loaders.find(({ known }) => name in known.credentials);
		if (!loader) throw new Error(`No loaded package has the credential type "${name}".`);
		return loader.getCredential(name).type;
	}

	/** The nodes that take a type of credential, in the order in which n8n loaded them. */
	nodesWith(credentialType: string): INodeType[] {
		const loader = this.loaders.find(({ known }) => credentialType in known.credentials);
		const names = loader?.known.credentials[credentialType]?.supportedNodes ?? [];
		return names.map((name) => this.getByNameAndVersion(`${loader!.packageName}.${name}`));
	}

	private get loaders(): PackageDirectoryLoader[] {
		return [this.own, this.base];
	}
}
