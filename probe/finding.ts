/** What the nodes make of an answer. */
export type Verdict =
	| 'as expected'
	/** Otherwise than the documented way, and the nodes do what they promise all the same. */
	| 'handled'
	| 'not handled'
	/** The instance has nothing to see it by, or gave no answer. */
	| 'not seen';

/** A row of the report. */
export interface Finding {
	/** The same in every version of the probe. */
	id: string;
	what: string;
	/** What Sonar answered: counts, types, shapes, statuses, names of headers, its own words. */
	answer: string;
	verdict: Verdict;
	/** What the nodes make of it, and what to do where that is not enough. */
	nodes?: string;
}

/** What a check found out; the rest of the row is the same whatever it finds. */
export type Result = Pick<Finding, 'answer' | 'verdict' | 'nodes'>;

export function expected(answer: string, nodes?: string): Result {
	return { answer, verdict: 'as expected', nodes };
}

export function handled(answer: string, nodes: string): Result {
	return { answer, verdict: 'handled', nodes };
}

export function notHandled(answer: string, nodes: string): Result {
	return { answer, verdict: 'not handled', nodes };
}

export function notSeen(answer: string): Result {
	return { answer, verdict: 'not seen' };
}

const NAMED = 8;

/** A few names, and how many more there are. */
export function nameSome(names: readonly string[]): string {
	const rest = names.length - NAMED;
	return names.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
