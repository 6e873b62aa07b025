import { textFile, type FileOfItem } from '../files';
import { useKit, useKitWithNewSonars } from '../useKit';
import { addCustomers, JANE, run, type EmailRun } from './emails';

const kit = useKitWithNewSonars({ refusedExtensions: ['exe'] });
beforeEach(() => addCustomers(kit));

const email = (more: object) => ({ from: JANE, subject: 'New', text: 'Hello', ...more });
const filesAfter = async (more: object, options: EmailRun['options'] = {}) => {
	const { tickets, filesOf, textOf, error } = await run(kit, [email(more)], { options });
	expect(error).toBeUndefined();
	const [ticket] = tickets;
	return { files: filesOf(ticket!), leftOut: ticket!.left_out, text: textOf(ticket!) };
};
const contentOf = (name: string) =>
	kit.sonar.content(kit.sonar.files.find(({ filename }) => filename === name)!.id);

describe('The attachments of a ticket', () => {
	const signed = {
		text: undefined,
		html: `<p>Hello</p><img src="data:image/png;base64,${btoa('logo')}">`,
		files: [
			{ name: 'image001.png', content: 'logo', type: 'image/png' },
			{ name: 'image0.jpeg', content: 'photo', type: 'image/jpeg' },
		],
	};

	it('lack the pictures of a signature, which are named', async () => {
		const { files, leftOut, text } = await filesAfter(signed);
		expect(files).toEqual(['image0.jpeg']);
		expect(leftOut).toEqual([{ filename: 'image001.png', reason: 'picture of a signature' }]);
		expect(text).toContain('[Not attached: image001.png (picture of a signature).]');
	});

	it('have them if the user keeps them', async () => {
		const { files, leftOut } = await filesAfter(signed, { signaturePictures: 'keep' });
		expect(files).toEqual(['image001.png', 'image0.jpeg']);
		expect(leftOut).toEqual([]);
	});

	it.each([
		['always', ['message.html']],
		['never', []],
		['ifNeeded', []],
	])('have the HTML as Attach Original HTML says: %s', async (originalHtml, files) => {
		const html = '<p>Hello</p>';
		expect(await filesAfter({ html }, { originalHtml })).toMatchObject({ files });
		if (files.length > 0) expect(contentOf('message.html').toString()).toBe(html);
	});

	it('are all there: many, of equal names, empty, without a name', async () => {
		const many = Array.from({ length: 60 }, (_, index) => ({
			name: index % 2 ? 'same.txt' : `${index}.txt`,
			content: `content ${index}`,
		}));
		const odd = [
			{ name: 'empty.txt', content: '' },
			{ name: '', content: 'nameless', type: 'application/pdf' },
			{ name: '../ünï çödé?.txt', content: 'odd' },
		];
		const { files, leftOut } = await filesAfter({ files: [...many, ...odd] });
		expect(leftOut).toEqual([]);
		expect(files).toHaveLength(63);
		const contents = kit.sonar.files.map(({ id }) => kit.sonar.content(id).toString());
		expect(new Set(contents).size).toBe(63);
	});

	it('have the name that n8n gives if the email gives none', async () => {
		const forwarded = { name: '', content: 'Subject: x\r\n\r\nHi', type: 'message/rfc822' };
		expect((await filesAfter({ files: [forwarded] })).files).toEqual(['file.eml']);
	});
});

/** Emails of all kinds, with files that say whose they are. */
const mixed = () => {
	const files = (...names: string[]): FileOfItem[] => names.map((name) => textFile(name));
	const once = { headers: { 'Message-ID': `<${Math.random()}@example.com>` } };
	const twice = email({ subject: 'Twice', files: files('twice.txt'), ...once });
	return [
		email({ files: files('away.txt'), headers: { 'Auto-Submitted': 'auto-replied' } }),
		twice,
		email({ subject: 'None' }),
		twice,
		email({ subject: 'Two', files: files('x.exe', 'a.txt', 'b.txt') }),
		email({ subject: '[#7]', files: files('reply.txt') }),
		email({ subject: '[#8]', files: files('stranger.txt') }),
	];
};
const ofMixed = [
	['Twice', ['twice.txt']],
	['None', []],
	['Two', ['a.txt', 'b.txt']],
	['[#8]', ['stranger.txt']],
	['[#7]', ['reply.txt']],
];
const filesByEmail = ({ tickets, replies, filesOf, error }: Awaited<ReturnType<typeof run>>) => {
	expect(error).toBeUndefined();
	return [...tickets, ...replies].map((item) => [item.subject, filesOf(item)]);
};

describe('Attachments stay with their own email', () => {
	it('whatever else comes along', async () => {
		expect(filesByEmail(await run(kit, mixed()))).toEqual(ofMixed);
	});

	const inMemory = useKit({ refusedExtensions: ['exe'] }, { binaryMode: 'default' });
	it('in n8n’s memory', async () => {
		addCustomers(inMemory);
		expect(filesByEmail(await run(inMemory, mixed()))).toEqual(ofMixed);
	});
});

describe('An automatic email', () => {
	const headers = { 'Message-ID': '<away@example.com>', 'Auto-Submitted': 'auto-replied' };

	it('is skipped, or not, as the user says', async () => {
		const { skipped } = await run(kit, [email({ headers })]);
		expect(skipped).toMatchObject([{ action: 'skipped', reason: 'automatic', subject: 'New' }]);
		expect(skipped[0]!.explanation).toContain('auto-submitted');
		const options = { automaticEmail: 'accept' };
		expect((await run(kit, [email({ headers })], { options })).tickets).toHaveLength(1);
	});
});
