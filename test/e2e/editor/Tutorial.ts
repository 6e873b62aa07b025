import { Markdown } from '../../readme/Markdown';

/** What a tutorial names in bold, as code or in quotes, which is what its reader clicks, enters or sees. */
const WORDS = /\*\*(.+?)\*\*|`(.+?)`|"(.+?)"/g;

/** The words of one step, in their order. */
export class Words {
	private readonly left: string[];

	constructor(private readonly step: string) {
		this.left = [...step.matchAll(WORDS)].map(([, bold, code, quoted]) => bold ?? code ?? quoted!);
	}

	/** @throws Error if the step names no more: what should be done next is not in the README */
	next(): string {
		const word = this.left.shift();
		if (word === undefined)
			throw new Error(`The README does not name what to do next: ${this.step}`);
		return word;
	}

	/** @throws Error if the step names something with which nothing was done */
	end(): void {
		if (this.left.length > 0)
			throw new Error(`Nothing was done with ${this.left.join(', ')}: ${this.step}`);
	}
}

/** Does what one step says, by the words that it names. */
export type Deed = (words: Words) => Promise<void>;

/** The numbered steps below a heading of the README. */
export class Tutorial {
	readonly steps: string[];

	constructor(readonly heading: string) {
		const lines = new Markdown('README.md').section(heading).split('\n');
		this.steps = lines.flatMap((line) => /^\d+\. (.*)$/.exec(line)?.[1] ?? []);
	}

	/**
	 * Follows it: each step by its deed.
	 * @throws Error if it has other steps than there are deeds, or a step other words than its deed takes
	 */
	async follow(deeds: Deed[]): Promise<void> {
		if (this.steps.length !== deeds.length)
			throw new Error(`"${this.heading}" has ${this.steps.length} steps, not ${deeds.length}.`);
		for (const [index, deed] of deeds.entries()) {
			const words = new Words(this.steps[index]!);
			await deed(words);
			words.end();
		}
	}
}
