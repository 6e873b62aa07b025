import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { attachmentOfDemo } from '../harness/demoEmail';
import { PACKAGE } from '../harness/packageUnderTest';
import type { N8n } from '../harness/startN8n';
import { until } from '../harness/wait';
import type { Instances } from '../steps/credential';
import { byTestId } from './byTestId';
import { Editor } from './Editor';
import { itMakesATicketOfAnEmail } from './emailSteps';
import { itKeepsFiles } from './fileSteps';
import { itClosesATicket } from './ticketSteps';
import { describeTutorials } from './tutorialSteps';
import { WINDOW } from './window';

const NODES = ['Sonar Upload File', 'Sonar Link File', 'Sonar List Files', 'Sonar Download File'];
const TRIGGER = 'Manual Trigger';
/** So high that the node panel shows all nodes at once. */
const WINDOW_OF_ALL_NODES = { width: 1000, height: 1280 };

/** The steps of a user in the editor. Later steps go on from the end of earlier ones. */
export function describeEditor(instances: () => Instances, pictures: string): void {
	describe('The editor in Chromium', () => {
		let editor: Editor;
		let photo: Buffer;
		let all: string[];
		before(async () => {
			await mkdir(pictures, { recursive: true });
			const { n8n, sonar } = instances();
			all = await namesOfAll(n8n);
			photo = await attachmentOfDemo('router.jpg');
			sonar.addEntity('Account', { id: '1', name: 'Jane Example' });
			sonar.addEntity('Account', { id: '2', name: 'John Sample' });
			sonar.addEntity('Ticket', { id: '700', subject: 'No internet since Monday' });
			await sonar.addFile({
				filename: 'router.jpg',
				mime_type: 'image/jpeg',
				content: photo,
				fileable_type: 'Ticket',
				fileable_id: '700',
			});
			editor = await Editor.open(n8n.api.url, pictures);
		});
		after(async () => await editor?.close());

		const startWorkflow = async () => {
			await editor.openWorkflow('new');
			await editor.add('manual', TRIGGER);
		};

		for (const word of ['attachment', 'sonar']) {
			it(`finds and adds each node by "${word}"`, async () => {
				await startWorkflow();
				const names = await editor.search(word, NODES[0]!);
				assert.deepEqual(names.slice(0, all.length).sort(), all);
				if (word === 'sonar') {
					await editor.page.setViewportSize(WINDOW_OF_ALL_NODES);
					const field = editor.part('node-creator-search-bar').locator('xpath=../..');
					const found = editor.part('item-iterator-item').filter({ hasText: /^\s*Sonar/ });
					await editor.camera.take('node-panel', [field, found], 0);
					await editor.page.setViewportSize(WINDOW);
				}
				for (const name of all) {
					await editor.add(word, name);
					await editor.closeNode();
					await editor.node(name).waitFor();
				}
			});
		}

		it('loads the lists of the ticket nodes', async () => {
			instances().sonar.addEntity('InboundMailbox', { id: '31', name: 'Help desk' });
			await startWorkflow();
			await editor.add('sonar', 'Sonar Create Ticket');
			await editor.chooseCredential('Sonar');
			await editor.openOptions('ticketType');
			await editor.choose('Emailed to the customer');
			assert.deepEqual(await editor.searchList('inboundMailboxId', 'desk'), ['Help desk (#31)']);
			await editor.chooseFromList('Help desk');
			assert.deepEqual(await editor.searchList('relatedId', 'Sample'), ['John Sample (#2)']);
			await editor.chooseFromList('John Sample');
			await editor.closeNode();
			await editor.add('sonar', 'Sonar Reply to Ticket');
			await editor.chooseCredential('Sonar');
			const tickets = await editor.searchList('ticketId', 'since Monday');
			assert.ok(tickets.includes('No internet since Monday · OPEN (#700)'), tickets.join());
			await editor.closeNode();
		});

		it('loads the entity types of the instance', async () => {
			await startWorkflow();
			await editor.add('sonar', 'Sonar List Files');
			await editor.chooseCredential('Sonar');
			// The editor asks for the types when a node opens, and the new node had no credential then.
			await editor.closeNode();
			await editor.openNode('Sonar List Files');
			const types = await editor.openOptions('fileableType');
			assert.ok(types.some((type) => /^Network Site\s*A site of the network\.$/.test(type)));
			await editor.choose('An email of a ticket');
			await editor.openOptions('fileableType');
			await editor.choose('A ticket.');
			await editor.fillId('fileableId', '700');
			await editor.closeNode();
		});

		it('runs a workflow that was clicked together', async () => {
			const { sonar } = instances();
			for (const name of ['Sonar Download File', 'Sonar Upload File', 'Sonar Link File']) {
				await editor.add('sonar', name);
				await editor.chooseCredential('Sonar');
				await editor.closeNode();
			}
			await editor.openNode('Sonar Link File');
			await editor.openOptions('fileableType');
			await editor.choose('A customer account.');
			assert.deepEqual(await editor.searchList('fileableId', 'Example'), ['Jane Example (#1)']);
			await editor.camera.take('entity', [editor.part('parameter-item')]);
			await editor.chooseFromList('Jane Example');
			await editor.closeNode();
			await editor.tidyUp();
			await editor.executeWorkflow();
			const copy = await until('the file of the ticket to be on the account', () =>
				sonar.files.find(
					({ fileable_type: type, fileable_id: id }) => type === 'Account' && id === '1',
				),
			);
			assert.equal(copy.filename, 'router.jpg');
			assert.ok(photo.equals(sonar.content(copy.id)));
			for (const name of NODES)
				await editor.node(name).locator(byTestId('canvas-node-status-success')).waitFor();
		});

		it('previews a file that was downloaded', async () => {
			await editor.openNode('Sonar Download File');
			await editor.output.locator.getByText('Binary', { exact: true }).click();
			await editor.output.locator.getByRole('button', { name: 'View' }).click();
			const image = editor.output.locator.locator('img, embed, video').first();
			await image.waitFor();
			await until(
				'the picture to be shown',
				async () =>
					await image.evaluate((element) => (element as { naturalWidth?: number }).naturalWidth),
			);
			await editor.closeNode();
		});

		it('shows an error as Sonar words it', async () => {
			await editor.openNode('Sonar Link File');
			// Its input is still the file that it linked before.
			await editor.executeStep();
			const error = editor.output.locator.locator(byTestId('node-error-message'));
			await error.waitFor();
			assert.match((await error.textContent()) ?? '', /Sonar answered: File \d+ is already linked/);
			await editor.output.locator
				.getByText('To link it elsewhere, upload it again')
				.first()
				.waitFor();
			await editor.camera.take('error', [
				editor.part('parameter-item'),
				error,
				editor.output.locator.getByText('Other info'),
			]);
			await editor.closeNode();
		});

		itKeepsFiles(instances, () => editor);

		itClosesATicket(instances, () => editor);

		itMakesATicketOfAnEmail(instances, () => editor);

		describeTutorials(instances, () => editor);
	});
}

/** The names of all nodes of this package in the node panel, sorted. */
async function namesOfAll({ api }: N8n): Promise<string[]> {
	const types = await api.types('nodes');
	return types
		.filter(({ name }) => String(name).startsWith(`${PACKAGE}.`) && !String(name).endsWith('Tool'))
		.map(({ displayName }) => String(displayName))
		.sort();
}
