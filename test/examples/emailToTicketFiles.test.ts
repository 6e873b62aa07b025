import type { FileOfItem } from '../nodes/files';
import { textFile } from '../nodes/files';
import { useKit } from '../nodes/useKit';
import { answerWith, status } from '../sonar/answers';
import { addCustomers, JANE, receive } from './emailExample';
import { compose, type Mail } from './mail';

const kit = useKit({ refusedExtensions: ['exe'] });
beforeAll(() => addCustomers(kit));

const withFiles = (subject: string, ...files: FileOfItem[]): Mail => ({
	from: JANE,
	subject,
	text: 'Hi',
	files,
});

const picture = (name: string, bytes: number, type = 'image/png'): FileOfItem => ({
	name,
	content: Buffer.alloc(bytes, name),
	type,
});

describe('The files of the example email-to-ticket', () => {
	it('go in one upload and one mutation for seven emails with two attachments each', async () => {
		const mails = Array.from({ length: 7 }, (_, index) =>
			withFiles(`Email ${index}`, textFile(`${index} a.txt`), textFile(`${index} b.txt`)),
		);
		const { error, tickets, filesOf } = await receive(kit, ...mails);
		expect(error).toBeUndefined();
		expect(kit.calls.filter((call) => call !== 'query')).toEqual(['POST /api/files', 'mutation']);
		expect(tickets.map((ticket) => [ticket.subject, filesOf(ticket)])).toEqual(
			mails.map(({ subject }, index) => [subject, [`${index} a.txt`, `${index} b.txt`]]),
		);
	});

	it('stay with their own email, whatever else comes along', async () => {
		const away = { headers: { 'Auto-Submitted': 'auto-replied', 'Message-ID': '<away@here>' } };
		const one = compose(withFiles('One', picture('image001.png', 9), textFile('one.txt')));
		const { error, tickets, replies, filesOf } = await receive(
			kit,
			compose({ ...withFiles('Away', textFile('away.txt')), ...away }),
			one,
			{ from: JANE, subject: 'None', text: 'None' },
			one,
			withFiles('Two', textFile('x.exe'), picture('logo.png', 9), textFile('two.txt')),
			compose({ ...withFiles('Away', textFile('away.txt')), ...away }),
			withFiles('[#7]', textFile('reply.txt')),
			{ ...withFiles('[#8]', textFile('other.txt')), text: 'Other' },
		);
		expect(error).toBeUndefined();
		const described = tickets.map((ticket) => [
			ticket.subject,
			String(ticket.description).split('\n')[0],
			filesOf(ticket),
			String(ticket.description).includes('x.exe'),
		]);
		expect(described.sort()).toEqual([
			['None', 'None', [], false],
			['One', 'Hi', ['one.txt'], false],
			['Two', 'Hi', ['two.txt'], true],
			['[#8]', 'Other', ['other.txt'], false],
		]);
		expect(replies.map(filesOf)).toEqual([['reply.txt']]);
	});

	it('are named with the reason if no upload works', async () => {
		answerWith(kit.sonar, '/api/files', status(403));
		const { error, tickets } = await receive(kit, withFiles('Down', textFile('lost.txt')));
		expect(error).toBeUndefined();
		expect(tickets[0]!.description).toMatch(/^Hi\n\nNot attached.*\n- lost.txt: /);
	});

	it('do not cost the ticket or the reply if Sonar refuses them, and are named there', async () => {
		const { error, tickets, replies, filesOf } = await receive(
			kit,
			withFiles('New', textFile('a.txt'), textFile('x.exe'), textFile('b.txt'), textFile('y.exe')),
			withFiles('[#7]', textFile('z.exe')),
			withFiles('All taken', textFile('c.txt')),
		);
		expect(error).toBeUndefined();
		const refusal = (name: string) => `- ${name}: The file type is not allowed.`;
		const notice = 'Hi\n\nNot attached, since Sonar did not take it:\n';
		const sender = '\n\nEmail from "Jane Doe" <jane@example.com>';
		expect(tickets.map((ticket) => [ticket.description, filesOf(ticket)])).toEqual([
			[`${notice}${refusal('x.exe')}\n${refusal('y.exe')}${sender}`, ['a.txt', 'b.txt']],
			[`Hi${sender}`, ['c.txt']],
		]);
		expect(replies).toMatchObject([{ body: `${notice}${refusal('z.exe')}` }]);
		expect(filesOf(replies[0]!)).toEqual([]);
	});

	it('come along with a stranger’s answer to the ticket that it becomes', async () => {
		const stranger = { ...withFiles('[#7] Me too', textFile('mine.txt')), from: 'bob@example.com' };
		const { error, tickets, filesOf } = await receive(kit, stranger);
		expect([error, tickets.map(filesOf)]).toEqual([undefined, [['mine.txt']]]);
		expect(kit.calls.filter((call) => call === 'POST /api/files')).toHaveLength(1);
	});

	it('are left out if they are small pictures with names as in signatures, and can be seen', async () => {
		const { error, tickets, filesOf, at } = await receive(
			kit,
			withFiles(
				'Pictures',
				picture('image001.png', 900),
				picture('', 900),
				picture('Outlook-logo.gif', 19_999, 'image/gif'),
				picture('image001.png', 20_000),
				picture('IMG_0815.jpg', 900, 'image/jpeg'),
				picture('image.pdf', 900, 'application/pdf'),
				picture('photo.jpg', 30_000, 'image/jpeg'),
				picture('photo.jpg', 30_001, 'image/jpeg'),
			),
		);
		expect(error).toBeUndefined();
		expect(tickets.map(filesOf)).toEqual([
			['image001.png', 'IMG_0815.jpg', 'image.pdf', 'photo.jpg', 'photo.jpg'],
		]);
		expect(kit.sonar.files.at(-1)!.file_size_in_bytes).toBe('30001');
		expect(at('Signature Picture')).toHaveLength(3);
	});

	it('have the name that n8n gives if the email gives none', async () => {
		const { error, tickets, filesOf } = await receive(
			kit,
			withFiles('Forwarded', { name: '', content: 'Subject: x\r\n\r\nHi', type: 'message/rfc822' }),
		);
		expect([error, tickets.map(filesOf)]).toEqual([undefined, [['file.eml']]]);
	});

	it('hold the whole text if Sonar takes no text as long', async () => {
		const text = `${'long '.repeat(25_000)}end`;
		const { error, tickets, filesOf } = await receive(kit, { from: JANE, subject: 'Log', text });
		expect([error, tickets.map(filesOf)]).toEqual([undefined, [['message.txt']]]);
		expect(String(kit.sonar.content(kit.sonar.files.at(-1)!.id))).toContain('long end');
	});
});

describe('The files of the example email-to-ticket in n8n’s memory', () => {
	const inMemory = useKit({ refusedExtensions: ['exe'] }, { binaryMode: 'default' });
	beforeAll(() => addCustomers(inMemory));

	it('are taken, left out and named as from its storage', async () => {
		const mail = withFiles('Memory', picture('logo.png', 9), textFile('a.txt'), textFile('x.exe'));
		const { error, tickets, filesOf, at } = await receive(inMemory, mail);
		expect([error, tickets.map(filesOf)]).toEqual([undefined, [['a.txt']]]);
		expect(tickets[0]!.description).toContain('- x.exe: The file type is not allowed.');
		expect(at('Signature Picture')).toHaveLength(1);
	});
});
