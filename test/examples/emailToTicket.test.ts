import type { INodeExecutionData } from 'n8n-workflow';

import { useKit } from '../nodes/useKit';
import { Example } from './example';
import { mail } from './mail';

const kit = useKit();
beforeAll(() => {
	for (const id of ['7', '8']) kit.sonar.addEntity('Ticket', { id, subject: 'No internet' });
});

const receive = async (...mails: INodeExecutionData[]) => {
	const { error } = await new Example(kit, 'email-to-ticket.json').run(mails);
	expect(error).toBeUndefined();
};

const ticketsByName = () =>
	Object.fromEntries(kit.sonar.files.map((file) => [file.filename, file.fileable_id]));

describe('The example email-to-ticket', () => {
	it.each(['Re: [#7] No internet', 'Ticket 7', 'AW: ticket #7: no internet', 'Ticket: [#7]'])(
		'links the attachments of "%s" to ticket 7',
		async (subject) => {
			await receive(await mail(kit, subject, `${subject} a.txt`, `${subject} b.txt`));
			expect(ticketsByName()).toMatchObject({
				[`${subject} a.txt`]: '7',
				[`${subject} b.txt`]: '7',
			});
		},
	);

	it('takes each email of a batch to its own ticket', async () => {
		await receive(
			await mail(kit, '[#8] one', 'one.txt'),
			await mail(kit, 'Hello', 'none.txt'),
			await mail(kit, '[#7] two', 'two.txt', 'three.txt'),
		);
		expect(ticketsByName()).toMatchObject({ 'one.txt': '8', 'two.txt': '7', 'three.txt': '7' });
		expect(ticketsByName()).not.toHaveProperty(['none.txt']);
		expect(kit.sonar.log).toHaveLength(2);
	});

	it.each([
		['that names no ticket', 'Invoice 12', ['a.txt']],
		['without an attachment', '[#7] Thanks', []],
		['without a subject', undefined, ['a.txt']],
	])('does nothing about mail %s', async (_, subject, files) => {
		await receive(await mail(kit, subject, ...files));
		expect(kit.sonar.log).toEqual([]);
	});
});
