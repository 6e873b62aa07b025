import './environment';
import 'reflect-metadata';

import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialType,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import { dirname, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');

/** The node and credential types of n8n's own package and of ours, loaded as n8n loads them. */
export class Packages implements INodeTypes {
	private constructor(private readonly loaders: ReadonlyMap<string, PackageDirectoryLoader>) {}

	/** @param folder of our package, with its package.json and dist/ */
	static async load(folder = PROJECT): Promise<Packages> {
		const own = new PackageDirectoryLoader(folder);
		const base = new LazyPackageDirectoryLoader(
			dirname(require.resolve('n8n-nodes-base/package.json')),
		);
		await Promise.all([own.loadAll(), base.loadAll()]);
		return new Packages(
			new Map<string, PackageDirectoryLoader>([
				[own.packageName, own],
				[base.packageName, base],
			]),
		);
	}

	private find(type: string): INodeType | IVersionedNodeType {
		const [packageName, name] = type.split('.');
		const loader = this.loaders.get(packageName!);
		if (!loader || !name) throw new Error(`No package for the node type ${type}`);
		return loader.getNode(name).type;
	}

	getByName(type: string): INodeType | IVersionedNodeType {
		return this.find(type);
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.find(type), version);
	}

	getKnownTypes(): Record<string, never> {
		return {};
	}

	credentialType(name: string): ICredentialType {
		for (const loader of this.loaders.values()) {
			if (name in loader.known.credentials) return loader.getCredential(name).type;
		}
		throw new Error(`No credential type ${name}`);
	}
}
