import type { IDataObject } from 'n8n-workflow';

/** Writes values to n8n's static data, but only changed ones: n8n saves after every write. */
export function writeStaticData(data: IDataObject, values: object): void {
	for (const [name, value] of Object.entries(values) as Array<[string, IDataObject[string]]>) {
		if (JSON.stringify(data[name]) !== JSON.stringify(value)) data[name] = value;
	}
}
