import fc from 'fast-check';

import type { RawAnswer, Sonar } from '../sonar';
import { afterwards, status } from '../sonar/answers';

/** How an answer differs from Sonar's own. */
export type Mutation = { request: number } & (
	| { kind: 'value'; place: number; value: unknown }
	| { kind: 'gone'; place: number }
	| { kind: 'twice'; place: number }
	| { kind: 'text'; text: string }
	| { kind: 'cut'; at: number }
	| { kind: 'status'; status: number; headers: Record<string, string> }
);

const DEEP = '['.repeat(20_000) + ']'.repeat(20_000);

/** In place of the value that the schema promises. */
const VALUES: unknown[] = [
	null,
	true,
	false,
	0,
	-1,
	1.5,
	1e21,
	9223372036854775808n.toString(),
	'9223372036854775807',
	'',
	' ',
	'61',
	'NaN',
	'1e3',
	'0x3d',
	'canceled',
	'2026-13-45T99:99:99+99:99',
	'\u0000\ud800',
	'x'.repeat(100_000),
	[],
	[null],
	[[[[]]]],
	{},
	{ id: null },
	{ message: { message: [] } },
	JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];

const TEXTS = [
	'',
	' ',
	'null',
	'[]',
	'{}',
	'"text"',
	'{"data":[]}',
	'{"data":null}',
	'{"data":{}}',
	'{"data":[],"errors":[]}',
	'{"data":null,"errors":[{"message":"x","extensions":[]}]}',
	'{"errors":[null]}',
	'{"errors":{}}',
	'{"errors":[{"message":"x","path":["f0",null,{}]}],"data":{"f0":null}}',
	'{"errors":[{"message":null,"path":[]}]}',
	'{"errors":"no"}',
	'{"files":{}}',
	'{"files":[[]]}',
	'{"files":[{"id":1.5,"stored":true}]}',
	'{"files":[{"id":null,"stored":true},{"id":{},"stored":true}]}',
	'\ufeff{"data":null}',
	'<!DOCTYPE html><html>Sonar</html>',
	`{"data":${DEEP}}`,
	`{"errors":${DEEP}}`,
	`{"errors":[{"message":${DEEP}}]}`,
	`{"files":${DEEP}}`,
	`{"data":${'{"f0":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
	`{"data":{"f0":1${'0'.repeat(5000)}}}`,
];

const STATUSES = [
	201, 203, 206, 301, 302, 304, 400, 401, 403, 404, 409, 413, 422, 429, 500, 503, 599,
];

const HEADERS: Array<Record<string, string>> = [
	{},
	{ 'content-encoding': 'gzip' },
	{ 'content-encoding': 'unknown' },
	{ 'content-type': 'application/octet-stream' },
	{ 'content-length': '0' },
	{ 'retry-after': 'Infinity' },
	{ 'retry-after': '-1' },
	{ date: 'never' },
	{ location: 'javascript:1' },
	{ location: '/api/graphql' },
	{ location: 'http://[' },
];

const request = fc.nat({ max: 5 });
const place = fc.nat({ max: 400 });

export const mutations: fc.Arbitrary<Mutation> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			request,
			kind: fc.constant('value' as const),
			place,
			value: fc.constantFrom(...VALUES),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ request, kind: fc.constant('gone' as const), place }) },
	{ weight: 1, arbitrary: fc.record({ request, kind: fc.constant('twice' as const), place }) },
	{
		weight: 3,
		arbitrary: fc.record({
			request,
			kind: fc.constant('text' as const),
			text: fc.constantFrom(...TEXTS),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ request, kind: fc.constant('cut' as const), at: fc.nat({ max: 999 }) }),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			request,
			kind: fc.constant('status' as const),
			status: fc.constantFrom(...STATUSES),
			headers: fc.constantFrom(...HEADERS),
		}),
	},
);

/** Sonar executes the request, but answers differently. It executes nothing that it refuses or redirects. */
export function mutated(mutation: Mutation): RawAnswer {
	const refuses = mutation.kind === 'status' && mutation.status >= 300 && mutation.status < 500;
	const otherwise = afterwards((text) => said(mutation, text));
	return async (request, response, carryOut) => {
		// A file's bytes are not text.
		const answer = refuses || request.method === 'GET' ? said(mutation, 'a.txt') : otherwise;
		await answer(request, response, carryOut);
	};
}

function said(mutation: Mutation, text: string): RawAnswer {
	switch (mutation.kind) {
		case 'text':
			return status(200, mutation.text);
		case 'cut':
			return status(200, text.slice(0, Math.floor((text.length * mutation.at) / 1000)));
		case 'status':
			return status(mutation.status, text, mutation.headers);
		case 'value':
		case 'gone':
		case 'twice':
			return status(200, changed(text, mutation));
	}
}

/** A part of a JSON text: the object or list that holds it, and its key there. */
interface Place {
	holder: Record<string, unknown>;
	key: string;
}

function changed(text: string, mutation: Extract<Mutation, { place: number }>): string {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return text.slice(1);
	}
	const places = [...placesIn(body)];
	const place = places[mutation.place % Math.max(1, places.length)];
	if (!place) return '[]';
	const { holder, key } = place;
	if (mutation.kind === 'value') holder[key] = mutation.value;
	else if (mutation.kind === 'gone') delete holder[key];
	else if (Array.isArray(holder)) holder.push(holder[Number(key)]);
	else holder[`${key}_`] = holder[key];
	return JSON.stringify(body);
}

function* placesIn(value: unknown): Generator<Place> {
	if (typeof value !== 'object' || value === null) return;
	const holder = value as Record<string, unknown>;
	for (const key of Object.keys(holder)) {
		yield { holder, key };
		yield* placesIn(holder[key]);
	}
}

/** Mutates the answers to some requests, counted from now on. */
export function mutateAnswers(sonar: Sonar, list: readonly Mutation[]): void {
	let count = 0;
	const numbers = new WeakMap<object, number>();
	for (const mutation of list) {
		sonar.answerNext((request) => {
			const number = numbers.get(request) ?? count++;
			numbers.set(request, number);
			return number === mutation.request;
		}, mutated(mutation));
	}
}
