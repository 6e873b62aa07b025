import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';

import type { Packages } from './packages';
import type { GivenCredentials } from './types';

/** Does for one run what n8n's server does with stored credentials, without a database. */
export class EngineCredentials extends ICredentialsHelper {
	constructor(
		private readonly packages: Packages,
		private readonly given: GivenCredentials,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		const parents = this.packages.credentialType(name).extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return [type, ...this.getParentTypes(type)].flatMap(
			(name) => this.packages.credentialType(name).properties,
		);
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.given[type];
		if (!data) throw new Error(`The run was given no credential of the type "${type}".`);
		return this.withDefaults(type, data);
	}

	/** n8n saves only what the user filled in. */
	withDefaults(type: string, data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
		const defaults = NodeHelpers.getNodeParameters(
			properties,
			data as Parameters<typeof NodeHelpers.getNodeParameters>[1],
			true,
			false,
			null,
			null,
		);
		return { ...(defaults as ICredentialDataDecryptedObject), ...data };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = request as IHttpRequestOptions;
		const { authenticate } = this.packages.credentialType(typeName);
		if (!authenticate) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);

		if (!workflow || !node) throw new Error('A generic credential needs a workflow and a node.');
		const resolve = (value: string): string => {
			if (!isExpression(value)) return value;
			const keys = { $credentials: credentials };
			const { expression } = workflow;
			return String(
				expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, '') ?? '',
			);
		};
		const target = options as IHttpRequestOptions & Record<string, IDataObject | undefined>;
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			const values = (target[part] ??= {});
			for (const [key, value] of Object.entries(entries as Record<string, string>)) {
				values[resolve(key)] = resolve(value);
			}
		}
		return options;
	}

	async preAuthentication(
		_helpers: IHttpRequestHelper,
		_credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<undefined> {
		if (this.packages.credentialType(typeName).preAuthentication) {
			throw new Error(`This engine logs in nowhere, as "${typeName}" would need.`);
		}
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<undefined> {
		await this.preAuthentication(helpers, credentials, typeName);
	}

	async getCredentials(): Promise<ICredentials> {
		throw notStored();
	}

	async updateCredentials(): Promise<void> {
		throw notStored();
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw notStored();
	}
}

function notStored(): Error {
	return new Error('This engine stores no credentials.');
}
