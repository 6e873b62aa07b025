import { readMails } from '../../examples/emailExample';
import {
	afterwards,
	answerWith,
	data,
	reset,
	resetAfterBody,
	reshaped,
	status,
} from '../../sonar/answers';
import { useKit } from '../useKit';
import { addCustomers, JANE, run, runItems, type EmailRun } from './emails';

const kit = useKit();
beforeEach(async () => {
	await kit.renewSonar({ refusedExtensions: ['exe'], largestFileInBytes: 1000 });
	addCustomers(kit);
});

const FARM = 'farm@example.com';
const goesOn: EmailRun = { onError: 'continueRegularOutput' };
const withErrorOutput: EmailRun = { onError: 'continueErrorOutput' };

describe('An attachment that Sonar refuses', () => {
	const files = [
		{ name: 'setup.exe', content: 'x' },
		{ name: 'photo.png', content: 'p', type: 'image/png' },
		{ name: 'film.mp4', content: 'f'.repeat(2000), type: 'video/mp4' },
	];

	it('is named, and does not cost the ticket or the reply', async () => {
		const { tickets, replies, textOf, bodyOf, filesOf, error } = await run(kit, [
			{ from: JANE, subject: 'New', text: 'T', files },
			{ from: JANE, subject: '[#7]', text: 'T', files },
		]);
		expect(error).toBeUndefined();
		expect(tickets).toHaveLength(1);
		for (const item of [...tickets, ...replies]) {
			expect(item.left_out).toEqual([
				{ filename: 'setup.exe', reason: expect.stringContaining('not allowed') as string },
				{ filename: 'film.mp4', reason: expect.stringContaining('Sonar') as string },
			]);
			expect(filesOf(item)).toEqual(['photo.png']);
			expect(item.file_ids).toHaveLength(1);
			const text = item.action === 'reply' ? bodyOf(item) : textOf(item);
			expect(text).toMatch(
				/\[Not attached: setup\.exe \(.*not allowed.*\), film\.mp4 \(.*\)\.\]\n/,
			);
		}
	});

	it('is not one that Sonar could not take now', async () => {
		answerWith(kit.sonar, '/api/files', status(403));
		const { skipped, tickets } = await run(
			kit,
			[{ from: JANE, subject: 'New', text: 'T', files }],
			goesOn,
		);
		expect(tickets).toEqual([]);
		expect(skipped).toMatchObject([
			{
				action: 'failed',
				error: expect.stringContaining('The attachment setup.exe') as string,
				subject: 'New',
				sender: { address: 'jane@example.com' },
			},
		]);
	});
});

describe('On Error', () => {
	const mails = [
		{ from: JANE, subject: 'One', text: 'T' },
		{ from: FARM, subject: 'Two', text: 'T' },
	];
	/** The first ticket of the next mutation is refused. */
	const refuseFirst = () =>
		answerWith(
			kit.sonar,
			'/api/graphql',
			'as usual',
			afterwards((text) => {
				const answer = JSON.parse(text) as { data: object };
				const errors = [{ message: 'The subject is bad.', path: ['f0'] }];
				return status(200, JSON.stringify({ data: { ...answer.data, f0: null }, errors }));
			}),
		);

	it('Continue gives the failed email to Skipped, paired, with its error', async () => {
		refuseFirst();
		const { tickets, skipped, outputs } = await run(kit, mails, goesOn);
		expect(tickets).toMatchObject([{ subject: 'Two' }]);
		expect(skipped).toEqual([
			{
				action: 'failed',
				error: 'Sonar answered: The subject is bad. [item 0]',
				subject: 'One',
				sender: { name: 'Jane Doe', address: 'jane@example.com' },
				message_id: expect.any(String) as string,
			},
		]);
		expect(outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 1 }],
			[],
			[{ item: 0 }],
		]);
	});

	it('Continue (using error output) gives it there, behind the three outputs', async () => {
		refuseFirst();
		const { tickets, skipped, errors, outputs } = await run(kit, mails, withErrorOutput);
		expect(outputs).toHaveLength(4);
		expect([tickets.length, skipped]).toEqual([1, []]);
		expect(errors).toMatchObject([
			{
				action: 'failed',
				error: 'Sonar answered: The subject is bad. [item 0]',
				subject: 'One',
				// As the item has it.
				text: 'T',
			},
		]);
	});

	it('fails one email alone if what it answers cannot be looked up now', async () => {
		const headers = { 'Message-ID': '<b@example.com>', 'In-Reply-To': '<sent@example.com>' };
		answerWith(
			kit.sonar,
			'/api/graphql',
			reshaped(({ data }: { data: Record<string, unknown> }) => {
				const [alias] = Object.keys(data).slice(-1);
				const message = 'Request limit of 400/min reached.';
				return { data: { ...data, [alias!]: null }, errors: [{ message, path: [alias] }] };
			}),
		);
		const { tickets, skipped } = await run(
			kit,
			[
				{ from: FARM, subject: 'Two', text: 'T' },
				{ from: JANE, subject: 'One', text: 'T', headers },
			],
			goesOn,
		);
		expect(tickets).toMatchObject([{ subject: 'Two' }]);
		expect(skipped).toMatchObject([
			{ subject: 'One', error: expect.stringContaining('Request limit') as string },
		]);
	});

	it('makes no ticket of what may be a reply, and loses no other email by it', async () => {
		answerWith(kit.sonar, '/api/graphql', 'as usual', 'as usual', resetAfterBody);
		const { tickets, replies, skipped } = await run(
			kit,
			[{ from: JANE, subject: '[#7] lost', text: 'T' }, mails[1]!],
			goesOn,
		);
		expect([tickets.length, replies]).toEqual([1, []]);
		expect(skipped).toMatchObject([
			{ subject: '[#7] lost', error: expect.stringContaining('unknown') as string },
		]);
	});

	it('Stop names what was made, and what is stored for nothing', async () => {
		const file = { name: 'a.txt', content: 'a' };
		refuseFirst();
		const { error } = await run(
			kit,
			mails.map((mail) => ({ ...mail, files: [file] })),
		);
		expect(error?.message).toMatch(
			/^Sonar answered: The subject is bad\. \[item 0\]\. Already stored: \d+ \(a\.txt\).*Already created: ticket \d+$/,
		);
	});

	it('says of an item that is no email what is understood', async () => {
		const [mail] = await readMails(kit, mails[0]!);
		const { tickets, skipped } = await runItems(
			kit,
			[{ json: { subject: 'x', snippet: 'y' } }, mail!],
			goesOn,
		);
		expect(tickets).toHaveLength(1);
		expect(skipped).toMatchObject([{ action: 'failed' }]);
		const { error } = await runItems(kit, [{ json: { id: 7 } }]);
		expect(error?.message).toContain('This item is no email');
		expect(error?.description).toContain('Email Trigger (IMAP)');
	});
});

describe('A ticket that cannot be opened again', () => {
	const closed = () =>
		kit.sonar.changeEntity('Ticket', '7', { status: 'CLOSED', closed_at: '2026-01-01T00:00:00Z' });
	const answer = async () =>
		await run(kit, [{ from: JANE, subject: '[#7]', text: 'T' }], {
			options: { closedTickets: 'reopen' },
		});
	/** After the look-up and the reply. */
	const answerReopening = (...answers: Array<Parameters<typeof answerWith>[2]>) =>
		answerWith(kit.sonar, '/api/graphql', 'as usual', 'as usual', ...answers);

	it.each([
		['Sonar refuses', data(null), 'was not opened again'],
		['the token may not', status(403), 'was not opened again'],
	])('keeps its reply, and a hint says so, if %s', async (_, refusal, words) => {
		closed();
		answerReopening(refusal, data({ entities: [{ id: '7', status: 'CLOSED' }] }));
		const { replies, hints, error } = await answer();
		expect(error).toBeUndefined();
		expect(replies).toMatchObject([{ ticket_id: '7', reopened: false }]);
		expect(hints.map(({ message }) => message).join()).toContain(
			`Ticket 7 has a new reply, but ${words}`,
		);
	});

	it('is looked at if nobody knows', async () => {
		closed();
		answerReopening(afterwards(() => reset));
		expect((await answer()).replies).toMatchObject([{ reopened: true }]);
		closed();
		answerReopening(resetAfterBody);
		const { replies, hints } = await answer();
		expect(replies).toMatchObject([{ reopened: false }]);
		expect(hints[0]!.message).toContain('Whether Sonar updated the ticket is unknown');
	});
});
