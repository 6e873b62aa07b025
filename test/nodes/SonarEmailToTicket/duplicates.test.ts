import { DataDeduplicationService } from 'n8n-core';

import { readMails } from '../../examples/emailExample';
import type { RawAnswer } from '../../sonar';
import { answerWith, resetAfterBody, status } from '../../sonar/answers';
import { useKitWithNewSonars } from '../useKit';
import { addCustomers, JANE, run, runItems, type EmailRun } from './emails';

const kit = useKitWithNewSonars();
beforeEach(() => addCustomers(kit));

let number = 0;
/** An email that no other test has. */
const mail = (changes = {}) => {
	number += 1;
	const headers = { 'Message-ID': `<${number}.duplicates@example.com>` };
	return { from: JANE, subject: 'No internet', text: 'Since noon.', headers, ...changes };
};
const file = (content: string) => ({ files: [{ name: 'a.txt', content, type: 'text/plain' }] });
const counts = ({ tickets, skipped }: Awaited<ReturnType<typeof run>>) => [
	tickets.length,
	skipped.map(({ reason }) => reason),
];

describe('Each Email Once', () => {
	it('skips an email of an earlier execution, and says what it was', async () => {
		const email = mail();
		await run(kit, [email]);
		const { tickets, skipped } = await run(kit, [email, mail()]);
		expect(tickets).toHaveLength(1);
		expect(skipped).toEqual([
			{
				action: 'skipped',
				reason: 'duplicate',
				explanation: 'The same email, with the same attachments, has come in an earlier execution.',
				subject: 'No internet',
				sender: { name: 'Jane Doe', address: 'jane@example.com' },
				message_id: email.headers['Message-ID'],
			},
		]);
		expect(kit.sonar.entities('Ticket')).toHaveLength(4);
	});

	it('skips the second of two in an execution', async () => {
		const email = mail(file('a'));
		const { tickets, skipped, outputs } = await run(kit, [email, mail(), email]);
		expect([tickets.length, skipped.map(({ reason }) => reason)]).toEqual([2, ['duplicate']]);
		expect(outputs[2]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }]);
	});

	it.each([
		['subject', { subject: 'Another' }],
		['text', { text: 'Another' }],
		['sender', { from: 'farm@example.com' }],
		['attachment’s content', file('b')],
		['attachments', { files: [] }],
	])('tells emails of one Message-ID apart by their %s', async (_, changes) => {
		const email = mail(file('a'));
		const { tickets, skipped } = await run(kit, [email, { ...email, ...changes }]);
		expect([tickets.length, skipped]).toEqual([2, []]);
	});

	it.each([
		['Message-ID', { Date: 'Tue, 03 Mar 2026 09:12:45 +0000' }],
		['Message-ID and date', { 'X-Mailer': 'old' }],
	])('knows emails without %s by their text', async (kind, headers) => {
		const email = mail({ subject: kind, headers });
		expect(counts(await run(kit, [email, { ...email, text: 'Other' }]))).toEqual([2, []]);
		expect(counts(await run(kit, [email]))).toEqual([0, ['duplicate']]);
	});

	it('does not count one that failed, or whose outcome is unknown', async () => {
		const email = mail();
		for (const answer of [status(403), resetAfterBody]) {
			answerWith(kit.sonar, '/api/graphql', 'as usual', answer);
			const { skipped } = await run(kit, [email], { onError: 'continueRegularOutput' });
			expect(skipped).toMatchObject([{ action: 'failed' }]);
		}
		expect(counts(await run(kit, [email]))).toEqual([1, []]);
		expect(counts(await run(kit, [email]))).toEqual([0, ['duplicate']]);
	});

	it('fails the second of two with the first', async () => {
		const email = mail();
		answerWith(kit.sonar, '/api/graphql', 'as usual', status(403));
		const { skipped } = await run(kit, [email, email], { onError: 'continueRegularOutput' });
		expect(skipped.map(({ action }) => action)).toEqual(['failed', 'failed']);
	});

	it('does not ask or remember in tests of the editor', async () => {
		const email = mail();
		for (const isManual of [true, true, false]) {
			expect(counts(await run(kit, [email], { isManual }))).toEqual([1, []]);
		}
		expect(counts(await run(kit, [email], { isManual: true }))).toEqual([1, []]);
		expect(counts(await run(kit, [email]))).toEqual([0, ['duplicate']]);
	});

	it('can be switched off', async () => {
		const email = mail();
		const settings: EmailRun = { options: { eachOnce: false } };
		await run(kit, [email]);
		expect(counts(await run(kit, [email, email], settings))).toEqual([2, []]);
	});

	it('has room for new emails when its history is full', async () => {
		const old = Array.from({ length: 10_000 }, (_, index) => `old ${index}`);
		const store = DataDeduplicationService.getInstance();
		// The node's place in the store, as the engine gives it.
		const place = { node: nodeOf(), workflow: { id: 'workflow', active: true } };
		await store.checkProcessedAndRecord(old, 'node', place, { mode: 'entries' });
		const email = mail();
		expect(counts(await run(kit, [email]))).toEqual([1, []]);
		expect(counts(await run(kit, [email]))).toEqual([0, ['duplicate']]);
		expect(await store.getProcessedDataCount('node', place, { mode: 'entries' })).toBe(10_000);
	});

	it('loses no email if n8n’s store fails', async () => {
		const { instance } = DataDeduplicationService as unknown as { instance: unknown };
		Object.assign(DataDeduplicationService, { instance: undefined });
		try {
			const { tickets, hints, error } = await run(kit, [mail()]);
			expect([tickets.length, error]).toEqual([1, undefined]);
			expect(hints[0]!.message).toContain('n8n’s deduplication store failed');
		} finally {
			Object.assign(DataDeduplicationService, { instance });
		}
	});
});

describe('Retry On Fail', () => {
	it('gives out what the first try made, as no duplicate', async () => {
		answerWith(kit.sonar, '/api/graphql', 'as usual', 'as usual', status(403));
		const input = await readMails(kit, mail(file('a')), mail({ subject: '[#7]', ...file('b') }));
		const { tickets, replies, skipped, error } = await runItems(kit, input, { retryOnFail: true });
		expect(error).toBeUndefined();
		expect([tickets.length, replies.length, skipped]).toEqual([1, 1, []]);
		expect(kit.sonar.entities('Ticket')).toHaveLength(3);
		expect(kit.sonar.files).toHaveLength(2);
		// Neither does it come again.
		const again = await runItems(kit, input);
		expect(again.skipped.map(({ reason }) => reason)).toEqual(['duplicate', 'duplicate']);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'tries what failed again under %s, and no more than n8n would',
		async (onError) => {
			answerWith(kit.sonar, '/api/graphql', 'as usual', status(403));
			const settings = { retryOnFail: true, onError };
			const { tickets, replies, skipped, errors } = await run(
				kit,
				[mail(), mail({ subject: '[#7]' })],
				settings,
			);
			expect([tickets.length, replies.length, skipped, errors]).toEqual([1, 1, [], []]);
			kit.sonar.clearLog();
			answerWith(kit.sonar, '/api/graphql', ...Array<RawAnswer>(9).fill(status(403)));
			const failed = await run(kit, [mail()], settings);
			expect(kit.calls).toHaveLength(3);
			expect([...failed.skipped, ...failed.errors]).toMatchObject([{ action: 'failed' }]);
			expect([...failed.tickets, ...failed.replies]).toEqual([]);
			kit.sonar.answerAsUsual();
		},
	);

	it('does not repeat what may have been done', async () => {
		answerWith(kit.sonar, '/api/graphql', 'as usual', resetAfterBody);
		const { error } = await run(kit, [mail()], { retryOnFail: true });
		expect(error?.message).toContain('Whether Sonar created the ticket is unknown: look in Sonar');
		expect(kit.asked('createInternalTicket')).toHaveLength(0);
	});
});

function nodeOf() {
	return {
		id: '1',
		name: 'Node',
		type: 'n8n-nodes-sonar-software.sonarEmailToTicket',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
}
