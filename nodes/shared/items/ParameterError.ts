/** A value of the node's fields that cannot be used. It never left n8n. */
export class ParameterError extends Error {
	override readonly name = 'ParameterError';

	/** @param remedy what the user can do now */
	constructor(
		message: string,
		readonly remedy: string,
	) {
		super(message);
	}
}
