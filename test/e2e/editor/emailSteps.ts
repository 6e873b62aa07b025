import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, it } from 'node:test';

import { readExample } from '../harness/examples';
import { until } from '../harness/wait';
import { startMailbox, type Mailbox } from '../services/mailbox';
import type { Instances } from '../steps/credential';
import { byTestId } from './byTestId';
import type { Editor } from './Editor';
import { WINDOW } from './window';

/** One of the emails of `npm start`: a new request, with a table attached and a picture in its signature. */
const EMAIL = join(resolve(__dirname, '../../..'), 'demo/emails/new.eml');
const TRIGGER = 'Email Trigger (IMAP)';
const LAST = 'Sonar Email to Ticket';
/** Names stand below the nodes, and are wider. */
const MARGIN_OF_NAMES = 56;
/** In it the names of all nodes of the example can be read. */
const WINDOW_OF_ALL_NODES = { width: 1920, height: 1200 };

/** What the first pictures of the README show: the email example in the editor, with a real mailbox. */
export function itMakesATicketOfAnEmail(instances: () => Instances, editor: () => Editor): void {
	let mailbox: Mailbox;
	before(async () => {
		const { sonar } = instances();
		sonar.addEntity('Account', { id: '3', name: 'Riverside Bakery' });
		sonar.addEntity('Contact', {
			details: {
				email_address: 'office@bakery.example.com',
				contactable_type: 'Account',
				contactable_id: '3',
			},
		});
		mailbox = await startMailbox();
	});
	after(async () => await mailbox?.stop());

	it('makes a ticket of an email that arrives', async () => {
		const { n8n, sonar, credentialId } = instances();
		const imap = await n8n.api.createCredential('Mailbox', 'imap', mailbox.credential);
		const { id } = await n8n.api.createWorkflow(
			await readExample('email-to-ticket.json', {
				sonarApi: { id: credentialId, name: 'Sonar' },
				imap: { id: imap, name: 'Mailbox' },
			}),
		);
		await editor().openWorkflow(id);
		await editor().node(LAST).waitFor();
		await editor().executeWorkflow(TRIGGER);
		await until('n8n to watch the mailbox', async () => await mailbox.isWatched());
		await mailbox.deliver(await readFile(EMAIL, 'utf8'));
		const ticket = await until('the ticket', () =>
			sonar.entities('Ticket').find(({ subject }) => subject === 'Second line for the café'),
		);
		assert.equal(ticket.ticketable_id, '3');
		assert.deepEqual(
			sonar.files
				.filter(({ fileable_type: type, fileable_id: of }) => type === 'Ticket' && of === ticket.id)
				.map(({ filename }) => filename),
			['floor plan.csv'],
		);
		await editor().node(LAST).locator(byTestId('canvas-node-status-success')).waitFor();
		const { page } = editor();
		await page.setViewportSize(WINDOW_OF_ALL_NODES);
		await page.click(byTestId('zoom-to-fit'));
		await editor().camera.take('email-workflow', [editor().part('canvas-node')], MARGIN_OF_NAMES);
		await page.setViewportSize(WINDOW);
	});

	it('shows the ticket beside the email, in both themes', async () => {
		await editor().openNode(LAST);
		await editor().output.waitFor(/Second line for the café/);
		await editor().output.show('Schema');
		// The input begins with the files of the email.
		await editor().part('ndv-input-panel').getByText('Schema', { exact: true }).click();
		await editor().camera.take('email-to-ticket', [editor().part('ndv')], 0);
		await editor().closeNode();
	});
}
