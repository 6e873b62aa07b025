import type { INodeParameters } from 'n8n-workflow';

import { answerWith, data, status } from '../sonar/answers';
import { numbered, textFile } from './files';
import { useKitWithNewSonars } from './useKit';

const kit = useKitWithNewSonars();

const NAMES = Array.from({ length: 23 }, (_, index) => `Name ${index + 1}`);
/** Matches the first twenty names and the count of the rest. */
const SHORTENED = /Name 19\b.*, [^,]*Name 20\b[^,]* and 3 more/;

const createTicket = async (parameters: INodeParameters) =>
	await kit.run({
		type: 'sonarCreateTicket',
		parameters: { relatedTo: 'none', subject: 'S', description: 'D', ...parameters },
	});

describe('A message with a long list shows twenty names, and its context all', () => {
	it('of the binary fields of an item', async () => {
		const files = Object.fromEntries(NAMES.map((name) => [name, textFile('a.txt')]));
		const { error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { binaryPropertyName: 'missing' },
			input: [await kit.item(files)],
		});
		expect(error?.description).toMatch(SHORTENED);
		expect(error?.context?.binaryFields).toEqual(NAMES);
	});

	it('of the entities that share a contact’s address', async () => {
		for (const [index, name] of NAMES.entries()) {
			const details = {
				email_address: 'team@example.com',
				contactable_type: 'Account',
				contactable_id: String(index + 1),
			};
			kit.sonar.addEntity('Contact', { name, details });
		}
		const link = async (fileableType: string) =>
			await kit.run({
				type: 'sonarLinkFile',
				parameters: {
					fileableType,
					fileableId: { __rl: true, mode: 'email', value: 'team@example.com' },
				},
				input: [{ json: { id: await kit.sonar.addFile({ filename: 'a', content: 'a' }) } }],
			});
		const several = await link('Account');
		expect(several.error?.message).toMatch(SHORTENED);
		expect(several.error?.context?.entities).toEqual(
			NAMES.map((name, index) => `Account ${index + 1} (${name})`),
		);
		const none = await link('Vendor');
		expect(none.error?.message).toMatch(/Account 20 and 3 more \[item 0\]$/);
		expect(none.error?.context?.entities).toEqual(NAMES.map((_, index) => `Account ${index + 1}`));
	});

	it('of the custom fields that are required, and of the choices of one', async () => {
		kit.sonar.addEntity('CustomField', {
			id: '1',
			name: 'Choice',
			details: { enum_options: NAMES },
		});
		const field = [{ id: '1', value: 'Name 24' }];
		const wrong = await createTicket({ additionalFields: { customFields: { field } } });
		expect(wrong.error?.message).toMatch(SHORTENED);
		expect(wrong.error?.context?.choices).toEqual(NAMES);
		for (const [index, name] of NAMES.entries()) {
			kit.sonar.addEntity('CustomField', {
				id: String(index + 2),
				name,
				details: { required: true },
			});
		}
		const missing = await createTicket({});
		expect(missing.error?.message).toMatch(/^Sonar requires a value for the custom fields Name 1 /);
		expect(missing.error?.message).toMatch(SHORTENED);
		expect(missing.error?.context?.customFields).toEqual(
			NAMES.map((name, index) => `${name} (#${index + 2})`),
		);
	});

	it('of the other items whose outcome is unknown', async () => {
		const input = await kit.items(...numbered(24));
		answerWith(kit.sonar, '/api/files', ...input.map(() => status(502)));
		const { error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { options: { filesPerRequest: 12, parallelRequests: 2 } },
			input,
		});
		expect(error?.message).toMatch(/unknown for: \[item 1\], .*\[item 20\] and 3 more$/);
		expect(error?.context?.unsureItems).toEqual(NAMES.map((_, index) => index + 1));
	});

	it('of the files that are stored for a failed item', async () => {
		const files = Object.fromEntries(NAMES.map((name) => [name, textFile(`${name}.txt`)]));
		answerWith(kit.sonar, '/api/graphql', 'as usual', status(403));
		const { items } = await kit.run({
			type: 'sonarCreateTicket',
			parameters: { relatedTo: 'none', subject: 'S', description: 'D', binaryPropertyName: '*' },
			input: [await kit.item(files)],
			onError: 'continueRegularOutput',
		});
		expect(items[0]!.json.error).toMatch(/Already stored: \d+ \(Name 1\.txt\).* and 3 more/);
		expect(items[0]!.json.file_ids).toHaveLength(NAMES.length);
	});
});

describe('A hint about many files names twenty, and counts the others', () => {
	it('after an update', async () => {
		const ids: string[] = [];
		for (const name of NAMES) ids.push(await kit.sonar.addFile({ filename: name, content: 'a' }));
		answerWith(
			kit.sonar,
			'/api/graphql',
			data(...ids.map((id, index) => ({ id, filename: NAMES[index], description: 'Other' }))),
		);
		const { hints } = await kit.run({
			type: 'sonarUpdateFile',
			parameters: { updateFields: { description: 'New' } },
			input: ids.map((id) => ({ json: { id } })),
		});
		expect(hints.map(({ message }) => message)).toEqual([expect.stringMatching(SHORTENED)]);
	});

	it('after a download', async () => {
		await kit.renewSonar({ characters: ['pictureSizesDiffer'] });
		const ids: string[] = [];
		for (const filename of NAMES) {
			ids.push(await kit.sonar.addFile({ filename, content: 'abc', mime_type: 'image/png' }));
		}
		const { hints, error } = await kit.run({
			type: 'sonarDownloadFile',
			input: ids.map((id) => ({ json: { id } })),
		});
		expect(error).toBeUndefined();
		expect(hints.at(-1)?.message).toMatch(SHORTENED);
	});
});
