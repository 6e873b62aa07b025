import type { INodeExecutionData } from 'n8n-workflow';

/** The IDs of the input items, and of the server's `unlinkedFiles`. */
export const FIRST_ID = 1_000_000;

/** The input items, without files. */
export function makeItems(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, index) => ({ json: { id: String(FIRST_ID + index) } }));
}
