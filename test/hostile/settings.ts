/** The settings of `npm run test:answers`. By default a few cases for each node, always the same. */
export interface Settings {
	seed: number;
	/** For each node. */
	runs: number;
	/** fast-check's path to a single case, to repeat it. */
	path?: string;
}

export function readSettings(): Settings {
	const asked = process.env.HOSTILE_ANSWERS;
	const { seed, runs, path }: Record<string, string | undefined> = asked
		? (JSON.parse(asked) as Record<string, string>)
		: { seed: '17', runs: '10' };
	return { seed: Number(seed), runs: Number(runs), path };
}
