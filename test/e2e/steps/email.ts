import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';

import { simpleParser } from 'mailparser';

import { compose, type Mail } from '../../examples/mail';
import { startMailbox, type Mailbox } from '../services/mailbox';
import { BOUNCE, readAnswer } from '../harness/emails';
import { readExample } from '../harness/examples';
import type { SavedWorkflow } from '../harness/N8nApi';
import { until } from '../harness/wait';
import type { Instances } from './credential';

const TICKET = '7007';
const ACCOUNT = '7001';
const JANE = 'Jane Doe <jane.doe@example.com>';
const SENDER = 'Email from "Jane Doe" <jane.doe@example.com>';

/** The example that the README shows, with a real mailbox. */
export function describeEmail(instances: () => Instances): void {
	describe('The email example', () => {
		let mailbox: Mailbox;
		let workflow: SavedWorkflow;
		let known: Set<string>;
		before(async () => {
			const { n8n, sonar, credentialId } = instances();
			sonar.addEntity('Account', { id: ACCOUNT, name: 'Jane Doe' });
			const ofAccount = { contactable_type: 'Account', contactable_id: ACCOUNT };
			sonar.addEntity('Contact', {
				details: { email_address: 'jane.doe@example.com', ...ofAccount },
			});
			sonar.addEntity('Ticket', {
				id: TICKET,
				subject: 'No internet since Monday',
				details: { ticketable_type: 'Account', ticketable_id: ACCOUNT },
			});
			mailbox = await startMailbox();
			const imap = await n8n.api.createCredential('Support mailbox', 'imap', mailbox.credential);
			workflow = await n8n.api.createWorkflow(
				await readExample('email-to-ticket.json', {
					sonarApi: { id: credentialId, name: 'Sonar' },
					imap: { id: imap, name: 'Support mailbox' },
				}),
			);
			await n8n.api.activate(workflow);
			await until('n8n to watch the mailbox', async () => await mailbox.isWatched());
		});
		after(async () => {
			await instances().n8n.api.deactivate(workflow);
			await mailbox?.stop();
		});
		beforeEach(() => {
			known = new Set(created().map(({ sonar_unique_id: id }) => id));
			instances().sonar.clearLog();
		});

		const created = () =>
			['Ticket', 'TicketReply'].flatMap((type) => [...instances().sonar.entities(type)]);

		/** Begins an execution and waits until n8n has ended it well. */
		const executed = async (begin: () => Promise<void>) => {
			const { api } = instances().n8n;
			const earlier = (await api.executions(workflow)).length;
			await begin();
			const [execution] = await until('n8n to end the execution', async () => {
				const executions = await api.executions(workflow);
				const ended = executions.every(({ status }) => !['new', 'running'].includes(status));
				return ended && executions.length > earlier && executions;
			});
			assert.equal(execution!.status, 'success', await api.executionData(execution!));
		};

		/** Lets a message arrive; gives what came to be in Sonar. */
		const arrive = async (mail: Mail | string) => {
			const message = typeof mail === 'string' ? mail : compose(mail);
			await executed(async () => await mailbox.deliver(message));
			return created()
				.filter(({ sonar_unique_id: id }) => !known.has(id))
				.map(({ id, type, subject, description, body, ...entity }) => ({
					type,
					subject,
					text: body ?? description,
					of: entity.ticketable_id ?? entity.ticket_id,
					files: instances()
						.sonar.files.filter((file) => file.fileable_type === type && file.fileable_id === id)
						.map((file) => file.filename),
				}));
		};

		it('makes a reply with five attachments of an answer', async () => {
			const { sonar } = instances();
			const message = await readAnswer(TICKET);
			const { attachments, text = '' } = await simpleParser(message);
			const [reply, ...others] = await arrive(message);
			assert.deepEqual(others, []);
			assert.equal(reply!.type, 'TicketReply');
			assert.equal(reply!.of, TICKET);
			assert.equal(reply!.text, text.trim());
			assert.deepEqual(
				reply!.files,
				attachments.map(({ filename }) => filename),
			);
			const files = sonar.files.slice(-attachments.length);
			for (const [index, { content }] of attachments.entries())
				assert.ok(content.equals(sonar.content(files[index]!.id)));
		});

		it('makes a ticket of HTML alone, with its picture and another of the same name', async () => {
			const picture = (bytes: number) => ({
				name: 'image.png',
				content: Buffer.alloc(bytes, 'picture'),
				type: 'image/png',
			});
			const ticket = await arrive({
				from: JANE,
				subject: 'Error on the screen',
				html: '<p>See <img src="cid:image.png@here" alt="x > y">below:</p><b>gr&uuml;n</b>',
				files: [picture(30_000), picture(40_000), picture(900)],
			});
			assert.deepEqual(ticket, [
				{
					type: 'Ticket',
					subject: 'Error on the screen',
					text: `See below:\ngrün\n\n${SENDER}`,
					of: ACCOUNT,
					files: ['image.png', 'image.png'],
				},
			]);
		});

		it('makes a ticket of an email without subject and body', async () => {
			const [ticket] = await arrive({ from: JANE });
			assert.equal(ticket!.subject, '(no subject)');
			assert.equal(ticket!.text, `(no text)\n\n${SENDER}`);
		});

		it('does nothing about an out-of-office note and a bounce', async () => {
			const away = { from: JANE, subject: `Re: [#${TICKET}]`, text: 'Away' };
			const headers = { 'Message-ID': '<away@example.com>', 'Auto-Submitted': 'auto-replied' };
			assert.deepEqual(await arrive({ ...away, headers }), []);
			assert.deepEqual(await arrive(BOUNCE), []);
			assert.deepEqual(instances().sonar.log, []);
		});

		it('makes a ticket of a stranger’s answer', async () => {
			const [ticket, ...others] = await arrive({
				from: 'max@elsewhere.example',
				subject: `Re: [#${TICKET}]`,
				text: 'Me too',
				files: [{ name: 'speed.txt', content: '0', type: 'text/plain' }],
			});
			assert.deepEqual(others, []);
			assert.equal(ticket!.type, 'Ticket');
			assert.equal(ticket!.of, undefined);
			assert.match(String(ticket!.text), /^Me too\n\nThe subject names ticket 7007, but: max@/);
			assert.match(String(ticket!.text), /No account: Sonar has no contact of an Account/);
			assert.deepEqual(ticket!.files, ['speed.txt']);
		});

		for (const [kind, headers] of [
			['with a Message-ID', { 'Message-ID': '<twice@example.com>' }],
			['without one', { Date: 'Tue, 03 Mar 2026 09:12:45 +0000' }],
		] as Array<[string, Record<string, string>]>) {
			it(`makes one ticket of an email that comes twice ${kind}`, async () => {
				const message = compose({ from: JANE, subject: `Twice ${kind}`, text: 'Once', headers });
				assert.equal((await arrive(message)).length, 1);
				assert.equal((await arrive(message)).length, 1);
			});
		}
	});
}
