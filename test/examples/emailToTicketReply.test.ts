import type { INodeExecutionData } from 'n8n-workflow';

import { useKit } from '../nodes/useKit';
import { answerWith, json } from '../sonar/answers';
import { Example } from './example';
import { mail } from './mail';

const kit = useKit();
beforeAll(() => {
	for (const id of ['7', '8']) kit.sonar.addEntity('Ticket', { id, subject: 'No internet' });
	kit.sonar.addEntity('TicketReply', { id: '48', ticket_id: '7', incoming: true });
	kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7', incoming: true });
	kit.sonar.addEntity('TicketReply', { id: '50', ticket_id: '7', incoming: false });
});

const receive = async (...mails: INodeExecutionData[]) => {
	const example = new Example(kit, 'email-to-ticket-reply.json').skip('Wait');
	return (await example.run(mails)).error?.message;
};

const placeOf = (name: string) => {
	const file = kit.sonar.files.find(({ filename }) => filename === name);
	return file && `${file.fileable_type} ${file.fileable_id}`;
};

describe('The example email-to-ticket-reply', () => {
	it('links the attachments to the newest reply that came from outside, or to the ticket', async () => {
		const error = await receive(
			await mail(kit, 'Re: [#7] No internet', 'a.txt', 'b.txt'),
			await mail(kit, 'Ticket 8', 'c.txt'),
		);
		expect(error).toBeUndefined();
		expect(placeOf('a.txt')).toBe('TicketReply 49');
		expect(placeOf('b.txt')).toBe('TicketReply 49');
		expect(placeOf('c.txt')).toBe('Ticket 8');
		expect(kit.calls).toEqual(['query', 'query', 'POST /api/files', 'mutation']);
	});

	it('does nothing about mail that names no ticket or has no attachment', async () => {
		const error = await receive(
			await mail(kit, 'Invoice 12', 'd.txt'),
			await mail(kit, '[#7] Thanks'),
		);
		expect(error).toBeUndefined();
		expect(kit.calls).toEqual([]);
	});

	it('fails for a ticket that Sonar does not know, without an upload for it', async () => {
		expect(await receive(await mail(kit, '[#9] Hello', 'e.txt'))).toContain(
			'Sonar has no ticket 9',
		);
		expect(kit.calls).toEqual(['query']);
	});

	it('says what Sonar says where it does not show the ticket', async () => {
		const errors = [{ message: 'No permission to read tickets.' }];
		answerWith(kit.sonar, '/api/graphql', json({ data: null, errors }));
		expect(await receive(await mail(kit, '[#7] Hello', 'f.txt'))).toContain(
			'No permission to read',
		);
		expect(kit.calls).not.toContain('POST /api/files');
	});
});
