import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { REMEDIES } from '../../nodes/shared/n8n/remedies';
import { devDependencies, n8n, version } from '../../package.json';
import renovate from '../../renovate.json';
import { useKit } from '../nodes/useKit';
import { characterNames } from '../sonar';
import { Markdown, PROJECT } from './Markdown';

/** What the README and its like say of the code, held against the code. */
const kit = useKit();

const README = new Markdown('README.md');
const types = n8n.nodes.map((path) => /(\w+)\.node\.js$/.exec(path)![1]!);

const descriptionOf = (type: string): INodeTypeDescription =>
	kit.engine.descriptionOf(type.replace(/^S/, 's'));

const FILES = ['nodes', 'credentials', 'test', 'scripts', 'probe', 'bench', 'demo'].flatMap(
	(folder) =>
		readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map(
			(file) => `${folder}/${file}`,
		),
);

/** The fields of this package that hold a value: those of collections, and no notices. */
function fieldsOf(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		if (property.type === 'notice' || property.name === 'pollTimes') return [];
		return property.type === 'collection'
			? fieldsOf(property.options as INodeProperties[])
			: [property];
	});
}

/** A default as a cell shows it. */
function show({ type, default: value, options }: INodeProperties): string {
	if (type === 'boolean') return value ? 'on' : 'off';
	if (type === 'resourceLocator') {
		const { mode, value: id } = value as { mode: string; value: string };
		return mode === 'list' ? 'From List' : `\`${id.replace(/^=/, '')}\``;
	}
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string' || value === '') return '';
	if (value.includes('\n')) return 'an example';
	const choice = options?.find((option) => 'value' in option && option.value === value);
	if (choice) return choice.name;
	// The choices of other lists come from Sonar.
	return type === 'options' ? value : `\`${value.replace(/^=/, '')}\``;
}

const SHARED = new Set(README.rowsBelow('Options of every node').map(([name]) => name));

describe('The README', () => {
	it('has a line for each node, in the order of the package', () => {
		const rows = README.rowsBelow('Nodes').map(([cell]) => /^\[(.+)\]/.exec(cell!)![1]);
		expect(rows).toEqual(types.map((type) => descriptionOf(type).displayName));
	});

	it('installs the tarball of this version', () => {
		const named = [...README.text.matchAll(/n8n-nodes-sonar-software-([\w.-]+)\.tgz/g)];
		expect([...new Set(named.map(([, of]) => of))]).toEqual([version]);
	});

	it('has all options for requests in one table, with the nodes that have them', () => {
		const all = types.map((type) => {
			const { displayName, properties } = descriptionOf(type);
			return { name: displayName.replace(/^Sonar /, ''), fields: fieldsOf(properties) };
		});
		const others = all.filter(({ name }) => !name.endsWith('Trigger')).map(({ name }) => name);
		expect([...SHARED].sort()).toEqual([
			'Entities per Request',
			'Parallel Requests',
			'Timeout (Seconds)',
		]);
		for (const [name, value, , where] of README.rowsBelow('Options of every node')) {
			const having = all.filter(({ fields }) => fields.some((one) => one.displayName === name));
			for (const { fields } of having)
				expect(show(fields.find((one) => one.displayName === name)!)).toBe(value);
			const names = having.map((one) => one.name);
			expect(where).toBe(
				names.join() === others.join() ? 'All nodes but the triggers' : names.join(', '),
			);
		}
	});

	it.each(types)('names the fields of %s and their defaults, and no others', (type) => {
		const { displayName, properties } = descriptionOf(type);
		const fields = fieldsOf(properties).filter((field) => !SHARED.has(field.displayName));
		const named = README.rowsBelow(displayName).flatMap(([names, value]) => {
			const list = names!.split(', ');
			for (const name of list) {
				const field = fields.find((one) => one.displayName === name);
				expect([name, field && show(field)]).toEqual([name, value]);
			}
			return list;
		});
		expect(named.sort()).toEqual([...new Set(fields.map((one) => one.displayName))].sort());
	});

	it('names only messages that the code has', () => {
		const code = ['nodes', 'credentials']
			.flatMap((folder) =>
				readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
					.filter((file) => file.endsWith('.ts'))
					.map((file) => readFileSync(join(PROJECT, folder, file), 'utf8')),
			)
			.join('\n')
			.replace(/’/g, "'");
		const parts = README.rowsBelow('Troubleshooting')
			.flatMap(([messages]) => messages!.split('; '))
			.flatMap((message) => message.replace(/^(is not|must be) /, '').split(/…|\d[\d,]*/))
			.map((part) => part.trim().replace(/^[.:"]+$/, ''))
			.filter(Boolean);
		expect(parts.length).toBeGreaterThan(40);
		expect(parts.filter((part) => !code.includes(part))).toEqual([]);
	});

	it('names each permission that an error names', () => {
		const named = Object.values(REMEDIES)
			.join(' ')
			.match(/\b[A-Z]{4,}(?:_[A-Z]+)+\b/g)!;
		expect(named.length).toBeGreaterThan(20);
		expect(named.filter((name) => !README.text.includes(`\`${name}\``))).toEqual([]);
	});

	it('has a row for each example', () => {
		const files = README.rowsBelow('Examples').map(
			([cell]) => /\(examples\/(.+)\)/.exec(cell!)![1],
		);
		expect(files.sort()).toEqual(readdirSync(join(PROJECT, 'examples')).sort());
	});

	it('shows each picture of docs/', () => {
		const shown = README.links.filter((link) => /^docs\/.+\.png$/.test(link)).sort();
		expect(shown).toEqual(
			readdirSync(join(PROJECT, 'docs'))
				.filter((file) => file.endsWith('.png'))
				.map((file) => `docs/${file}`)
				.sort(),
		);
	});
});

it.each([
	'README.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'docs/dev/guidelines.md',
	'docs/dev/state.md',
	'docs/verification.md',
	'probe/README.md',
	'test/README.md',
	'test/faults/README.md',
	'test/mutation/README.md',
	'test/e2e/README.md',
])('%s names and links to files and headings that are there', (path) => {
	const broken = new Markdown(path).links.filter((link) => {
		const [file, anchor] = link.split('#') as [string, string?];
		const target = file ? join(dirname(path), file) : path;
		if (!existsSync(join(PROJECT, target))) return true;
		return anchor !== undefined && !new Markdown(target).anchors.includes(anchor);
	});
	expect(broken).toEqual([]);
	const gone = new Markdown(path).sources.filter(
		(file) => !FILES.some((one) => `/${one}`.endsWith(`/${file}`)),
	);
	expect(gone).toEqual([]);
});

it('renovate.json holds back only packages that are in use, and says why', () => {
	const used = [...Object.keys(devDependencies), 'node'];
	const held = renovate.packageRules.filter((rule) => rule.allowedVersions !== undefined);
	expect(held.length).toBeGreaterThan(0);
	for (const { description, matchPackageNames } of held) {
		expect(description).toBeTruthy();
		expect(used).toEqual(expect.arrayContaining(matchPackageNames));
	}
});

it('renovate.json groups the packages that are bundled', () => {
	const vendor = join(PROJECT, 'nodes/shared/vendor');
	const bundled = readdirSync(vendor)
		.flatMap((file) => [...readFileSync(join(vendor, file), 'utf8').matchAll(/ from '([^']+)'/g)])
		.map(([, name]) => name!);
	const group = renovate.packageRules.find(({ groupName }) => groupName === 'bundled packages');
	expect(group!.matchPackageNames).toEqual(expect.arrayContaining(bundled));
	expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(group!.matchPackageNames!));
});

it('test/README.md names each character of the Sonar server, and the code that copes with it', () => {
	const rows = new Markdown('test/README.md').rowsBelow('What is believed of Sonar');
	const named = rows.flatMap(([, , cell]) => cell!.match(/\w+/g));
	expect(named.sort()).toEqual([...characterNames].sort());
	const code = rows.flatMap(([, cell]) => [...cell!.matchAll(/`([\w/]+\.ts)`/g)]);
	const nodes = readdirSync(join(PROJECT, 'nodes'), { recursive: true, encoding: 'utf8' });
	const gone = code.filter(([, file]) => !nodes.some((path) => path.endsWith(`/${file}`)));
	expect(gone.map(([, file]) => file)).toEqual([]);
});

it('the form for bugs names each node', () => {
	const form = readFileSync(join(PROJECT, '.github/ISSUE_TEMPLATE/bug.yml'), 'utf8');
	const [, list] = /label: Node\n +options:\n((?: +- .*\n)+)/.exec(form)!;
	const named = [...list!.matchAll(/- (.*)/g)].map(([, name]) => name);
	expect(named).toEqual([
		...types.map((type) => descriptionOf(type).displayName),
		'The credential',
	]);
});
