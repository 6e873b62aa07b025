/** A value of the node's fields that cannot be used. It never left n8n. */
export class ParameterError extends Error {
	override readonly name = 'ParameterError';

	/**
	 * @param remedy what the user can do now
	 * @param context kept with the error, for example all names of a list that the message shortens
	 */
	constructor(
		message: string,
		readonly remedy: string,
		readonly context: Record<string, unknown> = {},
	) {
		super(message);
	}
}
