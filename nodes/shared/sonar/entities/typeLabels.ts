/** Words of type names that read otherwise. */
export const WORDS: Readonly<Record<string, string>> = {
	Ach: 'ACH',
	Fcc: 'FCC',
	Form477: 'Form 477',
	Ipv4: 'IPv4',
	Ipv6: 'IPv6',
};

/** A type's name as people write it: "TicketReply" as "Ticket Reply". */
export function toLabel(name: string): string {
	const words = name.split(/(?<=[a-z0-9])(?=[A-Z])/);
	return words.map((word) => WORDS[word] ?? word).join(' ');
}
