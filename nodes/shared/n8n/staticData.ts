import type { IDataObject } from 'n8n-workflow';

/** Keeps values in n8n's static data. Unchanged ones are not written, since n8n stores every change. */
export function writeStaticData(data: IDataObject, values: object): void {
	for (const [name, value] of Object.entries(values) as Array<[string, IDataObject[string]]>) {
		if (JSON.stringify(data[name]) !== JSON.stringify(value)) data[name] = value;
	}
}
