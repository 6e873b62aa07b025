import fc from 'fast-check';

import { characterNames, harmlessNames, type CharacterName } from '../sonar';
import { charactersAmong } from './workflow';

/** One test. */
export interface Choice {
	title: string;
	/** The characters of each workflow. */
	characters: fc.Arbitrary<CharacterName[]>;
	/** The options of `npm run test:characters` that select the same. */
	flags: string;
}

/** The settings of `npm run test:characters`. By default a few workflows, always the same. */
export interface Settings {
	seed: number;
	runs: number;
	/** fast-check's path to a single workflow, to repeat it. */
	path?: string;
	choices: Choice[];
}

interface Flags {
	seed?: string;
	runs?: string;
	path?: string;
	characters?: string;
	harmless?: boolean;
	each?: boolean;
}

const DEFAULTS = { seed: '17', runs: '30' };

export function readSettings(): Settings {
	const asked = process.env.SONAR_CHARACTERS;
	const flags: Flags = asked === undefined ? DEFAULTS : (JSON.parse(asked) as Flags);
	const { seed, runs, path, each } = flags;
	return {
		seed: Number(seed),
		runs: Number(runs),
		path,
		choices: each
			? [exactly([]), ...namesOf(flags).map((name) => exactly([name]))]
			: [choiceOf(flags)],
	};
}

function namesOf({ characters, harmless }: Flags): CharacterName[] {
	if (characters !== undefined) return characters.split(',').filter(Boolean) as CharacterName[];
	return harmless ? harmlessNames : characterNames;
}

function choiceOf(flags: Flags): Choice {
	const names = namesOf(flags);
	if (flags.characters !== undefined) return exactly(names);
	return {
		title: flags.harmless ? 'harmless characters' : 'all characters',
		characters: charactersAmong(names),
		flags: flags.harmless ? ' --harmless' : '',
	};
}

function exactly(names: CharacterName[]): Choice {
	const list = names.join(',');
	return {
		title: list || 'no character',
		characters: fc.constant(names),
		flags: ` --characters ${list || "''"}`,
	};
}
