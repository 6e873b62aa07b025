import type { RawAnswer } from '../sonar';
import { data, json, reshaped } from '../sonar/answers';
import { faultsOfJson } from './faults';
import { messages, type Row } from './runFault';

/** Sonar's answer to a mutation of several things. */
export interface Answer {
	data: Record<string, object>;
}

/** The name of the first thing's result in an answer. */
export const first = ({ data: named }: Answer): string => Object.keys(named)[0]!;

/** Sonar does everything, and answers something else about the first thing. */
export function withFirst(value: unknown): RawAnswer {
	return reshaped((answer: Answer) => ({ data: { ...answer.data, [first(answer)]: value } }));
}

/** Every fault that a mutation of two things can meet. Linking is tried with all of them. */
export const faultsOfMutations: Record<string, RawAnswer> = {
	...faultsOfJson,
	'errors alone': json({ errors: [{ message: 'Bad.' }] }),
	'errors alone, after all was done': reshaped(() => ({ errors: [{ message: 'Bad.' }] })),
	'errors that are no list': json({ errors: { message: 'Bad.' } }),
	'errors beside null': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
		errors: [{ message: 'Bad.', path: [first(answer)] }],
	})),
	'errors without a path beside data': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.' }],
	})),
	'errors that are no list beside data': reshaped((answer: Answer) => ({
		...answer,
		errors: 'Bad.',
	})),
	'a null answer': withFirst(null),
	'null answers where nothing was done': data(null, null),
	'no data': reshaped(() => ({ status: 'ok' })),
	'data that is null': reshaped(() => ({ data: null })),
	'an empty list of errors': reshaped((answer: Answer) => ({ ...answer, errors: [] })),
};

/**
 * The faults whose outcome each mutation settles in its own way. The client handles all others alike for
 * every mutation: the tables of links and uploads have them.
 */
const SETTLED = [
	'a dead token under 200',
	'400',
	'502',
	'a reset after all was done',
	'errors alone',
	'errors alone, after all was done',
	'errors beside null',
	'a null answer',
	'null answers where nothing was done',
];

export const settledFaults: Record<string, RawAnswer> = Object.fromEntries(
	SETTLED.map((fault) => [fault, faultsOfMutations[fault]!]),
);

/**
 * The rows of these faults that are the same for every mutation of two things. As the fault lasts, the
 * query for the outcome is tried four times after a 502, and halved after a refusal.
 *
 * @param unknown how the message of an unknown outcome ends
 * @param before how many requests go before the mutation
 */
export function settledRows(unknown: string, before = 0): Row[] {
	const bad = `Sonar answered: Bad. ${unknown}`;
	const broke = `${messages.broke}. ${unknown}`;
	return [
		{ fault: 'a dead token under 200', outcome: messages.deadToken, requests: before + 1, done: 0 },
		{ fault: '400', outcome: messages[400], requests: before + 3, done: 0 },
		{ fault: '502', outcome: `${messages[502]}. ${unknown}`, requests: before + 5, done: 0 },
		{ fault: 'a reset after all was done', outcome: broke, requests: before + 5, done: 2 },
		{ fault: 'errors alone', outcome: bad, requests: before + 4, done: 0 },
		{ fault: 'errors alone, after all was done', outcome: bad, requests: before + 4, done: 2 },
		{
			fault: 'errors beside null',
			outcome: ['Sonar answered: Bad.', 'done'],
			requests: before + 1,
			done: 2,
		},
	];
}

/** The rows that end in an unknown outcome. */
export function unknownOf(table: Row[], unknown: string): Row[] {
	return table.filter(({ outcome }) => String(outcome).includes(unknown));
}
