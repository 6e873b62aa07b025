import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';

import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
} from 'n8n-workflow';

import { repository, version } from '../../package.json';
import { byId } from '../nodes/kit';
import { useKit } from '../nodes/useKit';
import { PROJECT } from './Markdown';
import { page, README } from './pages';

/** What a newcomer reads first and copies. */
const kit = useKit();

const INSTALL = page('docs/install.md');

describe('The README', () => {
	it('is short', () => {
		expect(README.text.trimEnd().split('\n').length).toBeLessThanOrEqual(130);
	});

	it('begins with the two commands', () => {
		const [top] = README.text.split('<picture>');
		expect(top!.split('\n').length).toBeLessThanOrEqual(20);
		expect(top).toMatch(/```sh\n[^`]*\nnpm start .*\nnpm test .*\n```/);
		const emails = readdirSync(join(PROJECT, 'demo/emails'));
		expect(emails).toHaveLength(5);
		expect(top).toContain('five emails');
	});

	it.each([README, INSTALL])('has the address of the repository: $path', ({ text }) => {
		const url = repository.url.replace(/^git\+/, '');
		expect(text).toContain(`git clone ${url}\ncd ${/([^/]+)\.git$/.exec(url)![1]}\n`);
	});

	it.each([README, INSTALL])('installs the tarball of this version: $path', ({ text }) => {
		const named = [...text.matchAll(/n8n-nodes-sonar-software-([\w.-]+)\.tgz/g)];
		expect([...new Set(named.map(([, of]) => of))]).toEqual([version]);
	});

	it('installs as docs/install.md does', () => {
		const commands = README.section('Install').match(/^(?:mkdir|tar|docker exec) .*$/gm)!;
		expect(commands).toHaveLength(3);
		expect(commands.filter((command) => !INSTALL.text.includes(command))).toEqual([]);
	});

	it('names the versions that the end-to-end tests run', () => {
		const tried = README.rowsBelow('Versions').map(([n8n, node]) => `${n8n} ${node}`);
		const readVersion = (folder: string) => {
			const { dependencies } = JSON.parse(
				readFileSync(join(PROJECT, 'test/e2e', folder, 'package.json'), 'utf8'),
			) as { dependencies: Record<string, string> };
			return dependencies.n8n!;
		};
		const run = ['n8n-newest', 'n8n-oldest', 'n8n-1.x'].map(readVersion);
		expect([...new Set(tried.map((one) => one.split(' ')[0]))]).toEqual(run);
	});
});

describe('The tutorial of the first attachment', () => {
	const STEPS = README.section('First attachment on a ticket');

	it('fills in all that n8n’s form needs', () => {
		const form = kit.engine.descriptionOf('n8n-nodes-base.formTrigger');
		const typeVersion = Math.max(...[form.version].flat());
		/** The labels of the shown fields that must be filled in. */
		const requiredOf = (properties: INodeProperties[], values: INodeParameters) =>
			properties
				.filter((one) => one.required && one.default === '')
				.filter((one) => NodeHelpers.displayParameter(values, one, { typeVersion }, form))
				.map(({ displayName }) => displayName);
		expect(requiredOf(form.properties, {})).toEqual(['Form Title']);
		const elements = form.properties.find(
			(one) =>
				one.name === 'formFields' && NodeHelpers.displayParameter({}, one, { typeVersion }, form),
		)!;
		const { values } = elements.options![0] as INodePropertyCollection;
		expect(requiredOf(values, { fieldType: 'file' })).toEqual(['Label']);
		const type = values.find(({ name }) => name === 'fieldType')!;
		expect(type.options).toContainEqual({ name: 'File', value: 'file' });
		for (const label of ['Form Title', elements.placeholder, 'Label', type.displayName])
			expect(STEPS).toContain(`**${label}**`);
	});

	it('puts a file on a ticket', async () => {
		const { properties } = kit.engine.descriptionOf('sonarUploadFile');
		const valueOf = (label: string) => properties.find((one) => one.displayName === label)!;
		const [, files] = /Enter `(.+)` in \*\*Input Binary Field\*\*/.exec(STEPS)!;
		const [, choice] = /Set \*\*Link To\*\* to (.+?)\./.exec(STEPS)!;
		const linkTo = valueOf('Link To').options!.find(({ name }) => name === choice);
		expect(STEPS).toContain('At **Entity**, choose a ticket from the list.');
		kit.sonar.addEntity('Ticket', { id: '7' });
		const { error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: {
				[valueOf('Input Binary Field').name]: files!,
				linkTo: (linkTo as { value: string }).value,
				fileableId: { ...byId('7'), mode: 'list' },
			},
			input: [await kit.item({ File: { name: 'form.txt', content: 'signed' } })],
		});
		expect(error).toBeUndefined();
		expect(kit.sonar.files).toMatchObject([
			{ filename: 'form.txt', fileable_type: 'Ticket', fileable_id: '7' },
		]);
	});
});
