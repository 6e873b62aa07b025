import { randomBelow } from './random';
import type { Character, Outcome } from './Character';
import { downloads } from './downloads';
import { emails } from './emails';
import { errors } from './errors';
import { lags } from './lags';
import { links } from './links';
import { lists } from './lists';
import { names } from './names';
import { tickets } from './tickets';
import { uploads } from './uploads';
import { values } from './values';
import { webhooks } from './webhooks';

export type { Character, Outcome } from './Character';

const all = {
	...names,
	...uploads,
	...links,
	...tickets,
	...emails,
	...lists,
	...lags,
	...downloads,
	...errors,
	...values,
	...webhooks,
};

export type CharacterName = keyof typeof all;

/** All characters, by name. */
export const characters: Readonly<Record<CharacterName, Character>> = all;

export const characterNames = Object.keys(all) as CharacterName[];

/** Under these everything must still succeed. */
export const harmlessNames = characterNames.filter((name) => !characters[name].allows);

/** Outcomes that several characters allow only together. */
const TOGETHER: ReadonlyArray<[names: CharacterName[], outcome: Outcome]> = [
	// Nothing then says how long the file is.
	[['pictureSizesDiffer', 'noContentLength'], 'downloadFails'],
	// If names prove nothing, sizes speak against the order, and pictures cannot be read.
	...(
		[
			'namesAllTheSame',
			'namesCut',
			'namesHashed',
			'namesInAscii',
			'namesNumbered',
			'namesNumberedBehind',
			'slugs',
		] as const
	).map((name): [CharacterName[], Outcome] => [
		[name, 'pictureSizesDiffer', 'noContentLength'],
		'uploadUnknown',
	]),
	// Nothing then names the entity of the file.
	[['linkAnswersNull', 'lagsAnHour'], 'linkUnknown'],
];

/** Which outcomes are allowed under some characters together. */
export function allowedUnder(chosen: readonly CharacterName[]): Set<Outcome> {
	return new Set([
		...chosen.flatMap((name) => characters[name].allows ?? []),
		...TOGETHER.filter(([needed]) => needed.every((name) => chosen.includes(name))).map(
			([, outcome]) => outcome,
		),
	]);
}

/** Characters by their names, or themselves. */
export function charactersOf(chosen: ReadonlyArray<string | Character>): Character[] {
	return chosen.map((character) => {
		if (typeof character !== 'string') return character;
		if (!Object.hasOwn(characters, character))
			throw new Error(`There is no character ${character}: ${characterNames.join(', ')}.`);
		return characters[character as CharacterName];
	});
}

const MOST_AT_ONCE = 5;

/** Up to five characters; the same for the same seed. */
export function fromSeed(
	seed: number,
	names: readonly CharacterName[] = characterNames,
): CharacterName[] {
	const below = randomBelow(seed);
	const left = [...names];
	return Array.from(
		{ length: below(Math.min(MOST_AT_ONCE, left.length) + 1) },
		() => left.splice(below(left.length), 1)[0]!,
	);
}
