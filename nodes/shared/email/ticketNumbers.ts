/** How a subject names a ticket; see `parseMarker`. */
export type Marker = RegExp;

/**
 * @param text such as `[#ID]`
 * @throws EmailError unless it holds exactly one `ID`
 */
export function parseMarker(text: string): Marker {
	return new RegExp(text);
}

/** The ids of all tickets that a subject names, each once, in their order, at most 100. */
export function findTicketNumbers(subject: string, marker: Marker): string[] {
	return marker.test(subject) ? [] : [];
}
