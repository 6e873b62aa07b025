import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { it } from 'node:test';

import { n8n as loaded } from '../../../package.json';
import type { Differences } from '../harness/differences';
import { PACKAGE } from '../harness/packageUnderTest';
import type { N8n } from '../harness/startN8n';

const NODES = loaded.nodes.map((path) => basename(path, '.node.js').replace(/^S/, 's'));
/** Neither a trigger nor what needs an email is a tool. */
const TOOLS = NODES.filter((name) => !/Trigger$|^sonarEmailToTicket$/.test(name));

/** Lines that every n8n also logs without this package. */
const N8N_ALONE = [
	'Migrations in progress',
	'Python task runner',
	'deprecations related to your n8n setup',
	// If there is no internet.
	'api\\.n8n\\.io',
	'system task run failed',
	// Asked for before it listened.
	'webhook.* not registered',
];

interface Shown {
	name: string;
	displayName: string;
	iconUrl?: { light: string; dark: string };
	codex?: { categories?: string[]; alias?: string[]; subcategories?: Record<string, string[]> };
}

export function itIsInstalled(n8n: () => N8n): void {
	it('shows each node of the unpacked tarball with icon and codex, and its variant for AI agents', async () => {
		const all = (await n8n().api.types('nodes')) as unknown as Shown[];
		const ours = all.filter(({ name }) => name.startsWith(`${PACKAGE}.`));
		assert.deepEqual(
			ours.map(({ name }) => name).sort(),
			[...NODES, ...TOOLS.map((name) => `${name}Tool`)].map((name) => `${PACKAGE}.${name}`).sort(),
		);
		const find = (name: string) => ours.find((shown) => shown.name === `${PACKAGE}.${name}`)!;
		for (const name of NODES) {
			const node = find(name);
			assert.match(node.displayName, /^Sonar [A-Z]/);
			assert.deepEqual(node.codex?.categories, ['Data & Storage', 'Communication']);
			assert.ok(node.codex.alias?.includes('Attachment'), `${name} is not found as attachment`);
			await assertIcons(n8n(), node);
		}
		for (const name of TOOLS) {
			const tool = find(`${name}Tool`);
			assert.equal(tool.displayName, `${find(name).displayName} Tool`);
			assert.ok(tool.codex?.categories?.includes('AI'), `${tool.name} is no tool for n8n`);
		}
	});

	it('shows the credential with its icon', async () => {
		const all = (await n8n().api.types('credentials')) as unknown as Shown[];
		const credential = all.find(({ name }) => name === 'sonarApi');
		assert.equal(credential?.displayName, 'Sonar API');
		await assertIcons(n8n(), credential);
	});
}

/** Belongs before the steps that provoke errors. */
export function itWarnsOfNothing(n8n: () => N8n, { ownWarnings }: Differences): void {
	const known = new RegExp([...N8N_ALONE, ...ownWarnings].join('|'), 'i');
	it('makes n8n warn of nothing', () => {
		const lines = n8n()
			.output()
			.split('\n')
			.filter((line) => line.startsWith('{'))
			.map((line) => JSON.parse(line) as { level: string; message: string });
		assert.ok(lines.some(({ message }) => message.startsWith('n8n ready on')));
		const warnings = lines.filter(({ level }) => level === 'warn' || level === 'error');
		assert.deepEqual(
			warnings.map(({ message }) => message).filter((message) => !known.test(message)),
			[],
		);
	});
}

async function assertIcons(n8n: N8n, { name, iconUrl }: Shown): Promise<void> {
	assert.ok(iconUrl, `${name} has no icon`);
	assert.notEqual(iconUrl.light, iconUrl.dark);
	for (const path of Object.values(iconUrl)) {
		const response = await n8n.api.get(`/${path}`);
		assert.match(response.headers.get('content-type') ?? '', /^image\/svg\+xml/);
		assert.match(await response.text(), /<svg/);
	}
}
