import type { IDataObject } from 'n8n-workflow';

import { type SonarFile } from '../shared/sonar/files/file';
import { compareIds } from '../shared/sonar/ids';
import { isWithin, type IdRange } from '../shared/sonar/files/filePage';
import { recordsOf } from '../shared/sonar/guards';
import { toTime } from '../shared/sonar/text';

/**
 * Files that were linked to nothing when the trigger saw them. A range may hold IDs that Sonar did not
 * show, but none of a file that was given out or is linked.
 */
export interface UnlinkedRange extends IdRange {
	/** Until when they may be linked, in milliseconds since 1970. */
	until: number;
}

const HOUR = 60 * 60 * 1000;
/** Files of emails and forms are linked within a day of their upload. */
const WAIT_FOR_LINK = 24 * HOUR;

/** In whole hours, so that files of different moments can share a range. */
function toUntil({ created_at }: SonarFile, now: number): number {
	const since = Math.min(toTime(created_at) || now, now);
	return Math.ceil((since + WAIT_FOR_LINK) / HOUR) * HOUR;
}

/** Index of the first range that does not end before an ID. */
function findPlace(ranges: readonly IdRange[], id: string): number {
	let [low, high] = [0, ranges.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (compareIds(ranges[middle]!.last, id) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

function contains(range: IdRange | undefined, id: string): range is IdRange {
	return range !== undefined && isWithin(id, range);
}

/**
 * Adds a file, unless its time is over.
 *
 * @param lastId ID of the file before it; a range that ends there is extended
 */
export function addUnlinked(
	ranges: readonly UnlinkedRange[],
	file: SonarFile,
	{ lastId, now }: { lastId: string; now: number },
): readonly UnlinkedRange[] {
	const { id } = file;
	const until = toUntil(file, now);
	const place = findPlace(ranges, id);
	if (until <= now || contains(ranges[place], id)) return ranges;
	const before = ranges[place - 1];
	if (before?.last === lastId && before.until === until) {
		return ranges.with(place - 1, { ...before, last: id });
	}
	return ranges.toSpliced(place, 0, { first: id, last: id, until });
}

export function removeUnlinked(
	ranges: readonly UnlinkedRange[],
	id: string,
): readonly UnlinkedRange[] {
	const place = findPlace(ranges, id);
	const range = ranges[place];
	if (!contains(range, id)) return ranges;
	const parts = [
		{ ...range, last: shift(id, -1n) },
		{ ...range, first: shift(id, 1n) },
	];
	return ranges.toSpliced(place, 1, ...parts.filter(isNotEmpty));
}

function shift(id: string, by: bigint): string {
	return (BigInt(id) + by).toString();
}

function isNotEmpty({ first, last }: IdRange): boolean {
	return compareIds(first, last) <= 0;
}

/** The first `count` ranges behind an ID. */
export function takeUnlinked(
	ranges: readonly UnlinkedRange[],
	behind: string,
	count: number,
): UnlinkedRange[] {
	const first = shift(behind, 1n);
	const place = findPlace(ranges, first);
	return ranges
		.slice(place, place + count)
		.map((range) => (contains(range, first) ? { ...range, first } : range));
}

/** The ranges before an ID. */
export function unlinkedBefore(ranges: readonly UnlinkedRange[], id: string): UnlinkedRange[] {
	const last = shift(id, -1n);
	return ranges
		.map((range) => (contains(range, last) ? { ...range, last } : range))
		.filter((range) => compareIds(range.last, id) < 0);
}

/** The ranges for n8n's static data, one text for each hour: "61-160,165". */
export function writeUnlinked(ranges: readonly UnlinkedRange[]): IDataObject[] {
	const groups: Array<{ ids: string; until: number }> = [];
	for (const { first, last, until } of ranges) {
		const text = first === last ? first : `${first}-${last}`;
		const group = groups.at(-1);
		if (group?.until === until) group.ids += `,${text}`;
		else groups.push({ ids: text, until });
	}
	return groups;
}

/** Reads what `writeUnlinked` wrote, and skips what is damaged. */
export function readUnlinked(data: unknown): UnlinkedRange[] {
	return recordsOf(data).flatMap(({ ids, until }) =>
		String(ids)
			.split(',')
			.flatMap((text) => {
				const match = /^(\d{1,19})(?:-(\d{1,19}))?$/.exec(text);
				if (!match || typeof until !== 'number') return [];
				const first = match[1]!;
				return [{ first, last: match[2] ?? first, until }];
			}),
	);
}
