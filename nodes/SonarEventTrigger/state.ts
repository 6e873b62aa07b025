import type { IDataObject } from 'n8n-workflow';

/** What the node keeps while it is switched on; n8n's static data of the node. */
export interface State {
	/** Of the secret that Sonar's calls bring. */
	secretHash: string;
}

/** Nothing if the node is not switched on, as far as n8n has stored. */
export function readState({ secretHash }: IDataObject): State | undefined {
	return typeof secretHash === 'string' ? { secretHash } : undefined;
}

export function clearState(data: IDataObject): void {
	delete data.secretHash;
}
