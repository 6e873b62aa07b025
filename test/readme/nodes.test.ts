import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { SonarApi } from '../../credentials/SonarApi.credentials';
import { homepage, n8n } from '../../package.json';
import { useKit } from '../nodes/useKit';
import { PROJECT, toAnchor } from './Markdown';
import { NODES, page, pageOf, README } from './pages';

/** What the pages say of each node, held against the code. */
const kit = useKit();

const types = n8n.nodes.map((path) => /(\w+)\.node\.js$/.exec(path)![1]!);
const OPTIONS = NODES.rowsBelow('Options of every node');
const SHARED = new Set(OPTIONS.map(([name]) => name));
const CODE = readdirSync(join(PROJECT, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => readFileSync(join(PROJECT, 'nodes', file), 'utf8'))
	.join('\n');

const descriptionOf = (type: string): INodeTypeDescription =>
	kit.engine.descriptionOf(type.replace(/^S/, 's'));

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

/** What a page must name of a field: its choices, the modes of a locator, and the fields of its rows. */
function partsOf({ type, options = [], modes = [] }: INodeProperties): string[] {
	if (type === 'resourceLocator') return modes.map(({ displayName }) => displayName);
	if (type === 'options' || type === 'multiOptions') return options.map(({ name }) => name);
	return options.flatMap((option) =>
		'values' in option ? option.values.map(({ displayName }) => displayName) : [],
	);
}

it('All options for requests are in one table, with the nodes that have them', () => {
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
	for (const [name, value, , where] of OPTIONS) {
		const having = all.filter(({ fields }) => fields.some((one) => one.displayName === name));
		for (const { fields } of having)
			expect(show(fields.find((one) => one.displayName === name)!)).toBe(value);
		const names = having.map((one) => one.name);
		expect(where).toBe(
			names.join() === others.join() ? 'All nodes but the triggers' : names.join(', '),
		);
	}
});

describe.each(types)('The page of %s', (type) => {
	const readFields = () => {
		const { displayName, properties } = descriptionOf(type);
		const fields = fieldsOf(properties).filter((field) => !SHARED.has(field.displayName));
		return { displayName, fields };
	};

	it('names its fields and their defaults, and no others', () => {
		const { displayName, fields } = readFields();
		const named = pageOf(displayName)
			.rowsBelow(displayName, 'Field')
			.flatMap(([names, value]) => {
				const list = names!.split(', ');
				for (const name of list) {
					const field = fields.find((one) => one.displayName === name);
					expect([name, field && show(field)]).toEqual([name, value]);
				}
				return list;
			});
		expect(named.sort()).toEqual([...new Set(fields.map((one) => one.displayName))].sort());
	});

	it('names all choices of its fields', () => {
		const { displayName, fields } = readFields();
		const text = pageOf(displayName).section(displayName);
		// How an entity is chosen stands in a section of its own.
		const shared = NODES.section('Choosing an entity');
		const unnamed = fields.flatMap((field) => {
			const where = field.type === 'resourceLocator' ? text + shared : text;
			return partsOf(field)
				.filter((part) => !where.includes(part))
				.map((part) => `${field.displayName}: ${part}`);
		});
		expect(unnamed).toEqual([]);
	});

	it('is where the node panel leads to', () => {
		const { displayName } = readFields();
		const codex = JSON.parse(
			readFileSync(join(PROJECT, 'nodes', type, `${type}.node.json`), 'utf8'),
		) as { resources: Record<string, Array<{ url: string }>> };
		const docs = homepage.replace(/#readme$/, '/blob/main/');
		const { path, anchors } = pageOf(displayName);
		expect(codex.resources).toEqual({
			credentialDocumentation: [{ url: `${docs}docs/credential.md` }],
			primaryDocumentation: [{ url: `${docs}${path}#${toAnchor(displayName)}` }],
		});
		expect(anchors).toContain(toAnchor(displayName));
	});
});

// The others output what List Files does, or what Sonar sends.
it.each(types.filter((type) => !/Trigger$|Graphql$|UpdateFile$/.test(type)))(
	'The page of %s names in its outputs only what the code outputs',
	(type) => {
		const { displayName } = descriptionOf(type);
		const lines = pageOf(displayName).section(displayName).split('\n');
		const names = lines
			.filter((line) => /^Output\b|^A ticket: `|comes out as/.test(line))
			.flatMap((line) => [...line.matchAll(/"(\w+)":|`([a-z]+(?:_[a-z]+)*)`/g)])
			.map(([, key, name]) => key ?? name!);
		expect(names.length).toBeGreaterThan(0);
		expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(CODE))).toEqual([]);
	},
);

it('The credential leads to its page, which names its fields', () => {
	const { documentationUrl, properties } = new SonarApi();
	expect(documentationUrl).toBe(homepage.replace(/#readme$/, '/blob/main/docs/credential.md'));
	const named = page('docs/credential.md')
		.rowsBelow('The two fields')
		.map(([name]) => name);
	expect(named).toEqual(properties.map(({ displayName }) => displayName));
});

it('The README has a line for each node, in the order of the package, and leads to its section', () => {
	const rows = README.rowsBelow('Nodes').map(([cell]) => /^\[(.+)\]\((.+)\)/.exec(cell!)!.slice(1));
	expect(rows).toEqual(
		types.map((type) => {
			const { displayName } = descriptionOf(type);
			const { path } = pageOf(displayName);
			const anchor = path === 'docs/email.md' ? '' : `#${toAnchor(displayName)}`;
			return [displayName, `${path}${anchor}`];
		}),
	);
});

it('n8n drops an expression for a whole group of fields, as docs/nodes.md says', () => {
	const groups = types.flatMap((type) => {
		const description = descriptionOf(type);
		return (
			description.properties
				.filter(({ type: kind }) => kind === 'collection' || kind === 'fixedCollection')
				// n8n's own.
				.filter(({ name }) => name !== 'pollTimes')
				.map(({ name, displayName }) => {
					const given = { ticketType: 'public', [name]: '={{ $json.group }}' };
					const read = NodeHelpers.getNodeParameters(
						description.properties,
						given,
						true,
						false,
						{ typeVersion: 1 },
						description,
					);
					return { displayName, value: read![name] };
				})
		);
	});
	expect(groups.filter(({ value }) => JSON.stringify(value ?? {}) !== '{}')).toEqual([]);
	const named = [...new Set(groups.map(({ displayName }) => displayName))];
	const text = NODES.section('All nodes');
	expect(named.filter((name) => !text.includes(name) && name !== 'Sort')).toEqual([]);
});
