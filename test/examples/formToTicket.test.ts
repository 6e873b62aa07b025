import type { GenericValue } from 'n8n-workflow';

import { attachments, textFile, type FileOfItem } from '../nodes/files';
import { useKitWithNewSonars } from '../nodes/useKit';
import { addCustomers } from './emailExample';
import { Example } from './example';

const kit = useKitWithNewSonars({ refusedExtensions: ['exe'] });
beforeEach(() => addCustomers(kit));

const submit = async (Email: string, Message: GenericValue, ...files: FileOfItem[]) => {
	const form = { Name: 'Jane Doe', Email, Message, submittedAt: '2026-03-03T09:12:45Z' };
	const item = await kit.item(attachments(files), form);
	const submitted = files.length > 0 ? item : { json: item.json };
	// The form itself is an ES module in parts, which jest cannot load.
	const { error } = await new Example(kit, 'form-to-ticket.json')
		.replace('On form submission', 'n8n-nodes-base.manualTrigger')
		.run([submitted]);
	const tickets = kit.sonar.entities('Ticket').filter(({ id }) => !['7', '8'].includes(id));
	return { error: error?.message, tickets };
};

const linked = () => kit.sonar.files.map((file) => [file.filename, file.fileable_id]);

describe('The example form-to-ticket', () => {
	it('makes a ticket of the account, with all files of the form', async () => {
		const files = [textFile('a.txt'), textFile('b.txt')];
		const { error, tickets } = await submit(
			'jane@example.com',
			'No internet\r\nSince noon',
			...files,
		);
		expect(error).toBeUndefined();
		expect(tickets).toMatchObject([
			{
				subject: 'Form: No internet',
				description: 'No internet\r\nSince noon\n\nForm of Jane Doe, jane@example.com',
				ticketable_id: '1',
			},
		]);
		expect(linked()).toEqual([
			['a.txt', tickets[0]!.id],
			['b.txt', tickets[0]!.id],
		]);
	});

	it('makes one ticket that says so if no account has the address, with the files once', async () => {
		const { error, tickets } = await submit('bob@example.com', ' \n ', textFile('c.txt'));
		expect(error).toBeUndefined();
		expect(tickets).toHaveLength(1);
		expect(tickets[0]!.subject).toBe('Form: (no subject)');
		expect(tickets[0]!.description).toBe(
			'(no text)\n\nForm of Jane Doe, bob@example.com\nNo account: No account in Sonar has a contact with the address bob@example.com',
		);
		expect(linked()).toEqual([['c.txt', tickets[0]!.id]]);
	});

	it.each([
		[42, '42'],
		[['No internet', 'Since noon'], 'No internet,Since noon'],
		[undefined, '(no text)'],
	])('loses no message that is no text: %j', async (message, text) => {
		const { error, tickets } = await submit('jane@example.com', message);
		expect(error).toBeUndefined();
		expect(tickets.map(({ description }) => description)).toEqual([
			`${text}\n\nForm of Jane Doe, jane@example.com`,
		]);
	});

	it('works without files', async () => {
		expect((await submit('bob@example.com', 'Hi')).tickets).toHaveLength(1);
		expect(linked()).toEqual([]);
	});

	it('fails, so that the form says so, if Sonar does not take a file', async () => {
		const { error, tickets } = await submit('jane@example.com', 'Hi', textFile('x.exe'));
		expect(tickets).toEqual([]);
		expect(error).toMatch(/^The form of Jane Doe, jane@example.com, .*Sonar refused x\.exe/);
	});
});
