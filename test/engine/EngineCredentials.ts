// Follows packages/cli/src/credentials-helper.ts of n8n.

import { getAdditionalKeys } from 'n8n-core';
import {
	ICredentialsHelper,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type INodeParameters,
	type WorkflowExecuteMode,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import type { Packages } from './packages';
import type { GivenCredentials } from './types';

/** Handles credentials for one run as n8n's server handles stored ones, but without a database. */
export class EngineCredentials extends ICredentialsHelper {
	constructor(
		private readonly packages: Packages,
		private readonly given: GivenCredentials,
	) {
		super();
	}

	/** None of the package's types extends another. */
	getParentTypes(): string[] {
		return [];
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.packages.credentialType(type).properties;
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	/**
	 * Fields may be expressions. They are resolved for the given item, or else for the first one. Raw is
	 * what the user has saved.
	 */
	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const given = this.given[type];
		if (!given) throw new Error(`The run was given no credential of the type "${type}".`);
		if (raw) return given;
		const data = this.withDefaults(type, given);
		if (!values) return data;
		const { workflow, node, runExecutionData, runIndex, itemIndex, connectionInputData } = values;
		return workflow.expression.getParameterValue(
			data as INodeParameters,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
			executeData,
			false,
			data,
		) as ICredentialDataDecryptedObject;
	}

	/** n8n saves only the fields that the user filled in. */
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
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.packages.credentialType(typeName);
		if (typeof authenticate !== 'function') return await unsupported();
		return await authenticate(credentials, request as IHttpRequestOptions);
	}

	async preAuthentication(): Promise<undefined> {}

	// Only types with OAuth or a login of their own need these.
	runPreAuthentication = unsupported;

	getCredentials = unsupported;

	updateCredentials = unsupported;

	updateCredentialsOauthTokenData = unsupported;
}

async function unsupported(): Promise<never> {
	throw new Error('This engine knows only credentials that it is given, and that sign by code.');
}
