/** In UTF-16 units. A longer message quotes a value, such as a name of ten megabytes. */
const LONGEST = 2000;

/** A message that n8n can show and store, whatever it quotes. */
export function cutMessage(message: string): string {
	return message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
}
