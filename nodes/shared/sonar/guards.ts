export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The records in a list. None if it is no list. */
export function recordsOf(list: unknown): Array<Record<string, unknown>> {
	return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** The entities of a connection that can be read. */
export function entitiesOf(connection: unknown): Array<Record<string, unknown>> {
	return isRecord(connection) ? recordsOf(connection.entities) : [];
}

/** The message of a thrown value. */
export function messageOf(error: unknown): string {
	// No instanceof: an error may come from another realm, such as a worker's or a test's.
	const message = (error as Partial<Error> | undefined | null)?.message;
	return typeof message === 'string' && message ? message : 'an error without a message';
}
