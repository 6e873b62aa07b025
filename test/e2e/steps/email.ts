import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { simpleParser } from 'mailparser';
import type { IDataObject } from 'n8n-workflow';

import { readAnswer } from '../harness/emails';
import { readExample } from '../harness/examples';
import type { SavedWorkflow } from '../harness/N8nApi';
import { until } from '../harness/wait';
import { startMailbox, type Mailbox } from '../services/mailbox';
import type { Instances } from './credential';
import { ACCOUNT, CLOSED_TICKET, OWN_ADDRESS, SENT, TICKET, twelveEmails } from './emails';

const NODE = 'Sonar Email to Ticket';
const OUTPUTS = ['Tickets', 'Replies', 'Skipped'] as const;

type Outputs = Record<(typeof OUTPUTS)[number], IDataObject[]>;

/** The example that the README shows, with a real mailbox. */
export function describeEmail(instances: () => Instances): void {
	describe('The email example', () => {
		let mailbox: Mailbox;
		let workflow: SavedWorkflow;
		let emails: string[];
		let outputs: Outputs;
		before(async () => {
			const { n8n, sonar, credentialId } = instances();
			addCustomer();
			mailbox = await startMailbox();
			const imap = await n8n.api.createCredential('Support mailbox', 'imap', mailbox.credential);
			const example = await readExample('email-to-ticket.json', {
				sonarApi: { id: credentialId, name: 'Sonar' },
				imap: { id: imap, name: 'Support mailbox' },
			});
			const node = example.nodes.find(({ name }) => name === NODE)!;
			node.parameters.ownAddresses = OWN_ADDRESS;
			workflow = await n8n.api.createWorkflow(example);
			await n8n.api.activate(workflow);
			await until('n8n to watch the mailbox', async () => await mailbox.isWatched());
			sonar.clearLog();
			emails = await twelveEmails();
			outputs = await arrive(emails, 12);
		});
		after(async () => {
			if (workflow) await instances().n8n.api.deactivate(workflow);
			await mailbox?.stop();
		});

		const addCustomer = () => {
			const { sonar } = instances();
			const ofAccount = { ticketable_type: 'Account', ticketable_id: ACCOUNT };
			sonar.addEntity('Account', { id: ACCOUNT, name: 'Jane Doe' });
			sonar.addEntity('Contact', {
				details: {
					email_address: 'jane.doe@example.com',
					contactable_type: 'Account',
					contactable_id: ACCOUNT,
				},
			});
			sonar.addEntity('Ticket', { id: TICKET, subject: 'No internet', details: ofAccount });
			sonar.addEntity('Ticket', { id: CLOSED_TICKET, status: 'CLOSED', details: ofAccount });
			const details = { headers: `Message-ID: ${SENT}` };
			sonar.addEntity('TicketReply', { ticket_id: TICKET, details });
		};

		/** What all executions so far have put out, once it is as many items. n8n may take emails together. */
		const collect = async (count: number): Promise<Outputs> => {
			const { api } = instances().n8n;
			return await until(`${count} emails to be through`, async () => {
				const found: Outputs = { Tickets: [], Replies: [], Skipped: [] };
				for (const execution of await api.executions(workflow)) {
					if (execution.status !== 'success') return false;
					const items = await api.outputs(execution, NODE);
					for (const [index, name] of OUTPUTS.entries()) found[name].push(...(items[index] ?? []));
				}
				const total = Object.values(found).flat().length;
				return total >= count && found;
			});
		};
		const arrive = async (messages: string[], count: number) => {
			await mailbox.deliver(...messages);
			return await collect(count);
		};
		const names = (items: IDataObject[]) => items.map(nameOf).sort();
		const output = (of: keyof Outputs, name: string) => {
			const item = outputs[of].find((one) => nameOf(one) === name);
			assert.ok(item, `${name} is not among ${names(outputs[of]).join()}`);
			return item;
		};
		const entity = ({ reply_id: reply, ticket_id: ticket }: IDataObject) =>
			instances()
				.sonar.entities(reply ? 'TicketReply' : 'Ticket')
				.find(({ id }) => id === (reply ?? ticket))!;
		const filesOf = ({ file_ids: ids }: IDataObject) =>
			(ids as string[]).map((id) => instances().sonar.files.find((file) => file.id === id)!);

		it('takes each of twelve emails to its output', () => {
			assert.deepEqual(names(outputs.Replies), ['20260303091245.7', 'byReference', 'toClosed']);
			assert.deepEqual(names(outputs.Tickets), [
				'(none)',
				'forwarded',
				'group',
				'html',
				'refused',
				'stranger',
			]);
			assert.deepEqual(
				outputs.Skipped.map((item) => `${nameOf(item)}: ${item.reason as string}`).sort(),
				['away: automatic', 'bounce: bounce', 'own: own'],
			);
		});

		it('makes a reply with five attachments of an answer', async () => {
			const { sonar } = instances();
			const { attachments, text = '' } = await simpleParser(await readAnswer(TICKET));
			const item = output('Replies', '20260303091245.7');
			assert.equal(entity(item).ticket_id, TICKET);
			assert.equal(entity(item).body, text.trim());
			const files = filesOf(item);
			assert.equal(files.length, 5);
			for (const [index, { filename, content }] of attachments.entries()) {
				const { id, ...file } = files[index]!;
				assert.equal(file.filename, filename);
				assert.equal(file.fileable_type, 'TicketReply');
				assert.equal(file.fileable_id, item.reply_id);
				assert.ok(content.equals(sonar.content(id)));
			}
		});

		it('finds the ticket of an answer by what it answers, and opens a closed one again', () => {
			assert.equal(output('Replies', 'byReference').ticket_id, TICKET);
			const item = output('Replies', 'toClosed');
			assert.equal(item.reopened, true);
			assert.equal(entity({ ticket_id: CLOSED_TICKET }).status, 'OPEN');
		});

		it('makes a ticket of HTML alone, with pictures but not that of the signature', () => {
			const item = output('Tickets', 'html');
			assert.match(String(entity(item).description), /https:\/\/example\.com\/7[^]*grün/);
			assert.deepEqual(
				filesOf(item).map(({ filename, file_size_in_bytes: size }) => [filename, size]),
				[
					['image.png', '30000'],
					['image.png', '40000'],
				],
			);
			assert.deepEqual(
				(item.left_out as IDataObject[]).map(({ filename }) => filename),
				['image001.png'],
			);
		});

		it('makes a ticket of whatever else a person wrote', () => {
			for (const name of ['(none)', 'forwarded', 'group', 'html', 'refused'])
				assert.equal(output('Tickets', name).ticketable_id, ACCOUNT, name);
			const empty = entity(output('Tickets', '(none)'));
			assert.equal(empty.subject, '(no subject)');
			assert.match(String(empty.description), /\(no text\)/);
			const stranger = output('Tickets', 'stranger');
			assert.equal(stranger.ticketable_id, null);
			assert.match(String(entity(stranger).description), /ticket 7007, on which max@.* not known/);
			const refused = output('Tickets', 'refused');
			assert.match(JSON.stringify(refused.left_out), /setup\.exe.*not allowed/);
			assert.match(String(entity(refused).description), /setup\.exe/);
			assert.deepEqual(
				filesOf(refused).map(({ filename }) => filename),
				['log.txt'],
			);
		});

		it('brings emails that came together into Sonar together', async () => {
			const { n8n, sonar } = instances();
			const executions = await n8n.api.executions(workflow);
			const uploads = sonar.log.filter(({ path }) => path === '/api/files');
			assert.ok(uploads.length <= executions.length, `${uploads.length} uploads`);
		});

		it('skips emails that come again in another execution', async () => {
			const { n8n, sonar } = instances();
			const executions = (await n8n.api.executions(workflow)).length;
			const before = ['Ticket', 'TicketReply'].map((type) => sonar.entities(type).length);
			outputs = await arrive(emails.slice(0, 2), 14);
			const again = outputs.Skipped.filter(({ reason }) => reason === 'duplicate');
			assert.deepEqual(names(again), ['(none)', '20260303091245.7']);
			assert.deepEqual(
				['Ticket', 'TicketReply'].map((type) => sonar.entities(type).length),
				before,
			);
			assert.ok((await n8n.api.executions(workflow)).length > executions);
		});
	});
}

/** What stands in its Message-ID before the `@`. */
function nameOf({ message_id: id }: IDataObject): string {
	return /^<(.+)@/.exec(id as string)?.[1] ?? '(none)';
}
