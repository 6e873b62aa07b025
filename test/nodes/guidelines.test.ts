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
	it('help on, without words for a failure', () => {
		const words = /\b(errors?|problems?|failures?|mistakes?)\b/i;
		expect(Object.values(REMEDIES).filter((remedy) => words.test(remedy))).toEqual([]);
	});
});
