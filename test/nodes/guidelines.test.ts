import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { REMEDIES } from '../../nodes/shared/n8n/remedies';
import { n8n } from '../../package.json';
import { useKit } from './useKit';

const NODES = join(__dirname, '../../nodes');
const ICONS = join(__dirname, '../../icons');
const names = readdirSync(NODES).filter((name) => name.startsWith('Sonar'));

/** What n8n's guidelines ask for and its lint does not see; see docs/dev/guidelines.md. */
const kit = useKit();

const typeOf = (name: string) => kit.engine.descriptionOf(name.replace(/^S/, 's'));
const read = (name: string, file: string) => readFileSync(join(NODES, name, file), 'utf8');

/** All fields of a node, with those in its collections and the modes of its locators. */
function fieldsOf(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) => {
			if ('type' in option) return [option];
			return 'values' in option ? option.values : [];
		});
		return [property, ...fieldsOf(inner)];
	});
}

/** n8n's own sentence on expressions, which its lint asks for. */
const EXPRESSIONS = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Without n8n's own field of triggers that poll. */
function allFields(name: string): INodeProperties[] {
	const ownProperties = typeOf(name).properties.filter((property) => property.name !== 'pollTimes');
	return fieldsOf(ownProperties);
}

/** What explains a field, in the panel and in its tooltip. */
function textsOf({
	displayName,
	description,
	hint,
	options = [],
	type,
}: INodeProperties): string[] {
	const ofOptions = options.map((option) =>
		'description' in option ? option.description : undefined,
	);
	const texts = [description, hint, type === 'notice' ? displayName : undefined, ...ofOptions];
	return texts.filter((text) => text !== undefined);
}

/** For each theme, the shape and colour of the icons that belong together. */
const families = new Map([
	['light', new Map<string, string[]>()],
	['dark', new Map<string, string[]>()],
]);
const signs = new Set<string>();

describe.each(names)('%s', (name) => {
	it('has a codex of its own, and icons for both themes that differ and are square', () => {
		const codex = JSON.parse(read(name, `${name}.node.json`)) as Record<string, unknown>;
		const { name: type, iconUrl } = typeOf(name);
		expect(codex).toMatchObject({
			node: `n8n-nodes-sonar-software.${type}`,
			nodeVersion: '1.0',
			codexVersion: '1.0',
			categories: ['Data & Storage', 'Communication'],
		});
		expect(codex.alias).toEqual(expect.arrayContaining(['Sonar', 'sonar.software', 'Attachment']));
		expect(new Set(codex.alias as string[]).size).toBe((codex.alias as string[]).length);
		const { light, dark } = iconUrl as { light: string; dark: string };
		const icons = [light, dark].map((path) => readFileSync(join(ICONS, basename(path)), 'utf8'));
		expect(icons[0]).not.toBe(icons[1]);
		for (const svg of icons) expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 60 60"/);
	});

	it('has a short description without jargon', () => {
		const { description, displayName } = typeOf(name);
		expect(description).toMatch(/^(?=.*\bSonar\b).{10,80}(?<!\.)$/);
		expect(displayName).toMatch(/^Sonar [A-Z]/);
	});

	it('is found by "ticket" only if it is about tickets', () => {
		const { alias } = JSON.parse(read(name, `${name}.node.json`)) as { alias: string[] };
		const isAboutTickets = /Ticket|Event/.test(name);
		expect(alias.includes('Ticket')).toBe(isAboutTickets);
		expect(alias).toEqual(expect.arrayContaining(['ISP', 'Billing']));
	});

	it('has a small icon, with the shape and colour of what it is about', () => {
		const { light, dark } = typeOf(name).iconUrl as { light: string; dark: string };
		for (const url of [light, dark]) {
			const svg = readFileSync(join(ICONS, basename(url)), 'utf8');
			expect(svg.length).toBeLessThan(1000);
			const [, shape, colour] = /<path d="([^"]+)" fill="([^"]+)"/.exec(svg)!;
			const family = families.get(url === dark ? 'dark' : 'light')!;
			const of = name.includes('Ticket') ? 'ticket' : /Trigger|Graphql/.test(name) ? name : 'file';
			expect(family.get(of) ?? [shape, colour]).toEqual([shape, colour]);
			family.set(of, [shape!, colour!]);
			const looks = [...family.values()].map(String);
			expect(new Set(looks).size).toBe(looks.length);
			expect(signs.has(svg)).toBe(false);
			signs.add(svg);
		}
	});

	it('sorts options and optional fields by name', () => {
		for (const { name: of, displayName, options = [], type } of allFields(name)) {
			const shown = options.map((option) =>
				'displayName' in option ? option.displayName : option.name,
			);
			const isSorted = ['options', 'multiOptions', 'collection'].includes(type) && of !== 'sort';
			const sorted = [...shown].sort((a, b) => a.localeCompare(b, 'en'));
			if (isSorted) expect([displayName, shown]).toEqual([displayName, sorted]);
		}
	});

	it('explains each field in sentences, without what n8n would take for HTML', () => {
		for (const field of allFields(name)) {
			const { displayName, description, type } = field;
			for (const text of textsOf(field)) {
				expect(text.replace(EXPRESSIONS, 'expression')).toMatch(/^\p{Lu}[^<>]*$|^n8n [^<>]*$/u);
				// One sentence has no full stop, several have.
				const isOne = !/[.!?] \p{Lu}|\. n8n/u.test(text);
				expect([text, text.endsWith('.')]).toEqual([text, !isOne]);
			}
			if (type === 'boolean') expect(description).toMatch(/^Whether /);
			if (!['notice', 'collection'].includes(type))
				expect([displayName, description]).not.toContain(undefined);
		}
	});

	it('has placeholders that are examples, and options below all but Sort', () => {
		const { properties } = typeOf(name);
		const texts = fieldsOf(properties).filter(({ type }) => type === 'string');
		const placeholders = texts.flatMap(({ placeholder }) => placeholder ?? []);
		expect(placeholders.filter((text) => !text.startsWith('e.g. '))).toEqual([]);
		const order = properties.map((property) => property.name).filter((one) => one !== 'sort');
		if (order.includes('options')) expect(order.at(-1)).toBe('options');
		const sort = properties.findIndex((property) => property.name === 'sort');
		if (sort >= 0) expect(sort).toBe(properties.length - 1);
	});
});

it('The nodes for tickets come first in the node panel', () => {
	const order = n8n.nodes.map((path) => basename(path, '.node.js'));
	expect(order.slice(0, 5)).toEqual([
		'SonarEmailToTicket',
		'SonarCreateTicket',
		'SonarReplyToTicket',
		'SonarUpdateTicket',
		'SonarListTickets',
	]);
});

describe('Remedies', () => {
	it('hold nothing that n8n would take for HTML', () => {
		expect(Object.values(REMEDIES).filter((remedy) => /[<>]/.test(remedy))).toEqual([]);
	});

	it('help on, without words for a failure', () => {
		const words = /\b(errors?|problems?|failures?|mistakes?)\b/i;
		expect(Object.values(REMEDIES).filter((remedy) => words.test(remedy))).toEqual([]);
	});
});
