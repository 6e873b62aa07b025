import type { IDataObject } from 'n8n-workflow';

/** What the node keeps while it is switched on; n8n's static data of the node. */
export interface State {
	/** Of the secret that Sonar's calls bring. */
	secretHash: string;
	/** What Sonar was asked to call for, for example "File.CREATED". */
	events: string[];
	/** Those that the instance has events of. */
	models: string[];
}

/** Nothing if the node is not switched on, as far as n8n has stored. */
export function readState({ secretHash, events, models }: IDataObject): State | undefined {
	if (typeof secretHash !== 'string' || !Array.isArray(events)) return undefined;
	return {
		secretHash,
		events: events.map(String),
		models: Array.isArray(models) ? models.map(String) : [],
	};
}

export function clearState(data: IDataObject): void {
	for (const name of ['secretHash', 'events', 'models']) delete data[name];
}
