import { NoAnswer, type Line } from './http/Line';
import { notSeen, type Finding, type Result } from './finding';
import {
	askGraphql,
	countNulls,
	type GraphqlAnswer,
	type GraphqlError,
	type Variables,
} from './graphql';
import type { ListedFile, Reply, Ticket } from './rows';
import type { Scrubber } from './Scrubber';

/** What earlier checks found out and later ones build on. */
export interface Facts {
	userId: string;
	/** The newest, up to a hundred. */
	files: ListedFile[];
	/** How many there are, if Sonar tells. */
	fileCount?: number;
	/** Whether lists tell how many rows they have. */
	hasPageInfo: boolean;
	/** How many rows a page surely may be asked for. */
	pageSize: number;
	/** How many fields a request surely may have. */
	fieldsPerRequest: number;
	mutationsPerRequest: number;
	/** The last changed, up to 500. */
	tickets: Ticket[];
	/** The newest replies from outside, up to a hundred. */
	replies: Reply[];
	nulls: number;
}

/** What became of one field of a request of several. */
export type FieldAnswer = { value: unknown; error?: undefined } | { error: GraphqlError };

/** One run of the probe: whom it asks, and what it knows and has found so far. */
export class Session {
	readonly findings: Finding[] = [];

	readonly facts: Facts = {
		userId: '',
		files: [],
		hasPageInfo: true,
		pageSize: 10,
		fieldsPerRequest: 1,
		mutationsPerRequest: 1,
		tickets: [],
		replies: [],
		nulls: 0,
	};

	constructor(
		readonly line: Line,
		/** The address of the instance. */
		readonly origin: string,
		readonly scrubber: Scrubber,
		private readonly onFinding: (finding: Finding) => void = () => undefined,
		private readonly onStart: (what: string, number: number) => void = () => undefined,
	) {}

	/** Whether the row that is worked on was announced. */
	private isAnnounced = false;

	/** Runs a check and notes its row; without an answer of Sonar's the row says so. */
	async check(id: string, what: string, run: () => Promise<Result> | Result): Promise<void> {
		this.announce(what);
		try {
			this.note(id, what, await run());
		} catch (error) {
			if (!(error instanceof NoAnswer)) throw error;
			this.note(id, what, notSeen(error.message));
		}
	}

	private announce(what: string): void {
		this.isAnnounced = true;
		this.onStart(what, this.findings.length + 1);
	}

	note(id: string, what: string, { answer, verdict, nodes }: Result): void {
		if (!this.isAnnounced) this.announce(what);
		this.isAnnounced = false;
		const finding: Finding = { id, what, answer, verdict, ...(nodes ? { nodes } : {}) };
		this.findings.push(finding);
		this.onFinding(finding);
	}

	/** Asks, and remembers what must not come into the report. */
	async ask(query: string, variables?: Variables): Promise<GraphqlAnswer> {
		this.scrubber.learn(variables);
		const answer = await askGraphql(this.line, query, { variables });
		for (const [name, value] of Object.entries(answer.data ?? {})) {
			// The schema holds Sonar's own names only.
			if (!name.startsWith('__')) this.scrubber.learn(value);
			// Beside an error, a null stands for what failed.
			if (answer.errors.length === 0) this.facts.nulls += countNulls(value);
		}
		return answer;
	}

	/** Sonar's own words, in quotes. */
	quote(errors: readonly GraphqlError[]): string {
		const words = [...new Set(errors.map((error) => error.words))].slice(0, 2).join('; ');
		return this.quoteText(words);
	}

	quoteText(words: string): string {
		return `“${this.scrubber.hideToken(words).replace(/[“”]/g, '"')}”`;
	}

	/** The rows as everyone may see them: of what Sonar said, only words that can be no one's. */
	get publicFindings(): Finding[] {
		return this.findings.map((finding) => ({
			...finding,
			answer: finding.answer.replace(
				/“([^”]*)”/g,
				(_, words: string) => `“${this.scrubber.scrub(words)}”`,
			),
		}));
	}

	/**
	 * As many fields in one request as Sonar takes; a field that fails takes no other one with it. What
	 * came to nothing as a whole is sent again, so a mutation must do no harm if it is sent twice.
	 */
	async askEach<Key extends string>(
		fields: ReadonlyMap<Key, string>,
		operation: 'query' | 'mutation' = 'query',
	): Promise<Map<Key, FieldAnswer>> {
		const { facts } = this;
		const answers = new Map<Key, FieldAnswer>();
		let open = [...fields];
		let together = operation === 'query' ? facts.fieldsPerRequest : facts.mutationsPerRequest;
		while (open.length > 0) {
			const chunk = open.slice(0, together);
			const text = chunk.map(([, field], index) => `f${index}: ${field}`).join('\n');
			const { data, errors } = await this.ask(`${operation} {\n${text}\n}`);
			for (const [index, [key]] of chunk.entries()) {
				const own = errors.find(({ alias }) => alias === `f${index}`);
				const value = data?.[`f${index}`];
				const isLost = data === undefined && chunk.length === 1;
				if (own ?? isLost) answers.set(key, { error: own ?? errors[0]! });
				else if (data !== undefined) answers.set(key, { value });
			}
			// If nobody is to blame, one after the other tells.
			if (chunk.every(([key]) => !answers.has(key))) {
				together = 1;
				if (operation === 'mutation') facts.mutationsPerRequest = 1;
			}
			open = open.filter(([key]) => !answers.has(key));
		}
		return answers;
	}
}
