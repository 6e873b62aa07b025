import { isAskedFor } from '../../../nodes/SonarEventTrigger/eventWords';

const MODELS = [
	'Account',
	'AccountStatus',
	'Address',
	'AchBatch',
	'File',
	'Profile',
	'SeriesReply',
	'Status',
	'Ticket',
	'TicketReply',
	'InvoiceAttachment',
];

const isFor = (word: unknown, ...asked: string[]) => isAskedFor(word, asked, MODELS);

describe('The word of a call', () => {
	it.each([
		'file.created',
		'File.CREATED',
		'FILE_CREATED',
		'file_created',
		'file-created',
		'file:created',
		'file created',
		'FileCreated',
		'fileCreated',
		'files.created',
		'App\\Models\\File.created',
		'App\\Events\\FileCreated',
		'sonar.file.created',
		'created.file',
		'eloquent.created: App\\Models\\File',
	])('names the event however it is spelled: %p', (word) => {
		expect(isFor(word, 'File.CREATED')).toBe(true);
		expect(isFor(word, 'Ticket.DELETED', 'File.CREATED')).toBe(true);
		expect(isFor(word, 'File.DELETED')).toBe(false);
		expect(isFor(word, 'Ticket.CREATED')).toBe(false);
		expect(isFor(word, 'Profile.CREATED')).toBe(false);
	});

	it.each([
		['ticket_reply.created', 'TicketReply.CREATED'],
		['ticket_replies.created', 'TicketReply.CREATED'],
		['TicketReplyCreated', 'TicketReply.CREATED'],
		['addresses.updated', 'Address.UPDATED'],
		['address.updated', 'Address.UPDATED'],
		['ach_batches.updated', 'AchBatch.UPDATED'],
		['account_statuses.updated', 'AccountStatus.UPDATED'],
		['series_replies.updated', 'SeriesReply.UPDATED'],
	])('names a model of several words, and in the plural: %p', (word, asked) => {
		expect(isFor(word, asked)).toBe(true);
		expect(isFor(word, 'Profile.CREATED', 'Profile.UPDATED')).toBe(false);
	});

	it.each([
		['ticket_reply.created', 'Ticket.CREATED'],
		['profile.created', 'File.CREATED'],
		['account_status.updated', 'Account.UPDATED'],
		['invoice_attachment.created', 'File.CREATED'],
		['account_status.updated', 'Status.UPDATED'],
	])('does not mean a part of a longer name: %p', (word, asked) => {
		expect(isFor(word, asked)).toBe(false);
	});

	it.each(['account_stati.updated', 'account.note.updated', 'file_v2.created'])(
		'counts if its model is only a part of a name that is not known: %p',
		(word) => {
			expect(isFor(word, 'AccountStatus.UPDATED', 'TicketReply.CREATED')).toBe(true);
		},
	);

	it('may name a field instead of what happened, as in Sonar’s article', () => {
		expect(isFor('account.status', 'Account.UPDATED')).toBe(true);
		expect(isFor('account.status', 'AccountStatus.UPDATED')).toBe(true);
		expect(isFor('account.status', 'File.CREATED')).toBe(false);
	});

	it.each(['attachment.created', 'created', 'something', '', '…', 'файл.создан'])(
		'counts if it names nothing that is known: %p',
		(word) => {
			expect(isFor(word, 'File.CREATED')).toBe(true);
		},
	);

	it('does not count if what happened was not asked for, whatever it happened to', () => {
		expect(isFor('something.deleted', 'File.CREATED')).toBe(false);
	});

	it('may name what was asked for, though the models of the instance are not known', () => {
		const asked = ['Account.UPDATED', 'Ticket.CREATED'];
		expect(isAskedFor('ticket.created', asked, [])).toBe(true);
		expect(isAskedFor('ticket.updated', asked, [])).toBe(false);
	});

	it.each([undefined, null, 7, {}, ['file.deleted']])('counts if it is no text: %p', (word) => {
		expect(isFor(word, 'File.CREATED')).toBe(true);
	});

	it('takes no long time, however long it is', () => {
		const start = performance.now();
		expect(isFor('a.'.repeat(5_000_000), 'File.CREATED')).toBe(true);
		expect(performance.now() - start).toBeLessThan(1000);
	});
});
