import assert from 'node:assert/strict';
import { it } from 'node:test';

import type { Differences } from '../harness/differences';
import { PACKAGE } from '../harness/packageUnderTest';
import type { N8n } from '../harness/startN8n';

const TOOLS = {
	sonarUploadFile: 'Sonar Upload File',
	sonarLinkFile: 'Sonar Link File',
	sonarListFiles: 'Sonar List Files',
	sonarDownloadFile: 'Sonar Download File',
	sonarUpdateFile: 'Sonar Update File',
	sonarDeleteFile: 'Sonar Delete File',
	sonarGraphql: 'Sonar GraphQL',
	sonarCreateTicket: 'Sonar Create Ticket',
	sonarReplyToTicket: 'Sonar Reply to Ticket',
	sonarUpdateTicket: 'Sonar Update Ticket',
	sonarListTickets: 'Sonar List Tickets',
};
/** Triggers are no tools, and no agent has an email as its item. */
const NODES = {
	...TOOLS,
	sonarEmailToTicket: 'Sonar Email to Ticket',
	sonarTrigger: 'Sonar New File Trigger',
	sonarEventTrigger: 'Sonar Event Trigger',
};

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
			[...Object.keys(NODES), ...Object.keys(TOOLS).map((name) => `${name}Tool`)]
				.map((name) => `${PACKAGE}.${name}`)
				.sort(),
		);
		for (const [name, displayName] of Object.entries(NODES)) {
			const node = ours.find((shown) => shown.name === `${PACKAGE}.${name}`)!;
			assert.equal(node.displayName, displayName);
			assert.deepEqual(node.codex?.categories, ['Data & Storage', 'Communication']);
			assert.ok(node.codex.alias?.includes('Attachment'), `${name} is not found as attachment`);
			await assertIcons(n8n(), node);
		}
		for (const [name, displayName] of Object.entries(TOOLS)) {
			const tool = ours.find((shown) => shown.name === `${PACKAGE}.${name}Tool`)!;
			assert.equal(tool.displayName, `${displayName} Tool`);
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
