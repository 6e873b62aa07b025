import type { Character, Sonar } from '../sonar';
import { ACCOUNT } from './books';
import { probe, startFull } from './probing';

describe('A report', () => {
	/** Words that tell everything there is to tell. */
	const telling = (sonar: () => Sonar): Character => ({
		description: 'Errors and refusals name whatever there is.',
		graphqlError: (error) => ({ ...error, message: `${error.message} ${wordsOf(sonar())}` }),
		answer: (answer) =>
			typeof answer.body === 'object' && 'message' in answer.body
				? { ...answer, body: { message: wordsOf(sonar()) } }
				: answer,
		linkRefusal: (message) => `${message} Already! ${wordsOf(sonar())}`,
	});

	function wordsOf({ url, token, files }: Sonar): string {
		const [first] = files;
		return `Berta vogelsang of 10.9.8.7, Quendolin Hapsburg (account ${ACCOUNT}, ${first!.filename}, ${files.at(-1)!.id}) at ${url} with Bearer ${token}, quendolin@hapsburg.example, uuid ${first!.sonar_unique_id}`;
	}

	it('holds nothing that an instance or its customers are known by', async () => {
		let started: Sonar | undefined;
		const sonar = (started = await startFull({
			characters: [telling(() => started!), 'searchesInCase', 'manyRefusedBy422'],
		}));
		const { report, findings } = await probe(sonar, { account: ACCOUNT });
		const text = JSON.stringify(report);
		const { host, port, hostname } = new URL(sonar.url);
		const files = [...sonar.files, ...sonar.log.flatMap((request) => request.stored ?? [])];
		const secrets = [
			...[
				sonar.token,
				host,
				port,
				hostname,
				ACCOUNT,
				'Berta',
				'vogelsang',
				'10.9',
				'Quendolin',
				'Hapsburg',
				'Ottokar',
				'Wobbl',
			],
			...['Rooftop', 'Lease', '736451829', '827364518', '645182937', 'Test User'],
			...files.flatMap((file) => ('filename' in file ? [file.filename, file.sonar_unique_id] : [])),
		];
		for (const secret of secrets) expect(text).not.toContain(secret);
		const ids = new RegExp(`\\b(${files.map(({ id }) => id).join('|')})\\b`);
		for (const { answer } of report.findings) expect(quotesOf(answer)).not.toMatch(ids);
		expect(text).toContain('“File has no attribute no_such_attribute. ');
		// The user's own terminal has all the words, but not the token.
		expect(JSON.stringify(findings)).toContain('Berta vogelsang');
		expect(JSON.stringify(findings)).not.toContain(sonar.token);
	});

	/** Counts may be equal to an id by chance; Sonar's words may not hold one. */
	function quotesOf(answer: string): string {
		return [...answer.matchAll(/“[^”]*”/g)].join(' ');
	}
});
