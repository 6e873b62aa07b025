import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { simpleParser } from 'mailparser';

import { startMailbox, type Mailbox } from '../services/mailbox';
import { DEMO_EMAIL } from '../harness/demoEmail';
import { readExample } from '../harness/examples';
import type { SavedWorkflow } from '../harness/N8nApi';
import { until } from '../harness/wait';
import type { Instances } from './credential';

const TICKET = '7';

/** The example that the README shows, with a real mailbox. */
export function describeEmail(instances: () => Instances): void {
	describe('The email example', () => {
		let mailbox: Mailbox;
		let workflow: SavedWorkflow;
		before(async () => {
			const { n8n, sonar, credentialId } = instances();
			sonar.addEntity('Ticket', { id: TICKET, subject: 'No internet since Monday' });
			sonar.clearLog();
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

		/** Delivers a message and waits until n8n has worked on it. */
		const arrive = async (message: string) => {
			const { api } = instances().n8n;
			const earlier = (await api.executions(workflow)).length;
			await mailbox.deliver(message);
			const [execution] = await until('n8n to work on the message', async () => {
				const executions = await api.executions(workflow);
				const ended = executions.every(({ status }) => !['new', 'running'].includes(status));
				return ended && executions.length > earlier && executions;
			});
			assert.equal(execution!.status, 'success');
		};

		it('ends where an email names no ticket, without a call to Sonar', async () => {
			const message = await readFile(DEMO_EMAIL, 'utf8');
			await arrive(message.replace('Subject: Re: [#7]', 'Subject: Re:'));
			assert.deepEqual(instances().sonar.log, []);
		});

		it('ends where an email has no attachment, without a call to Sonar', async () => {
			await arrive(
				'From: jane@example.com\r\nTo: support@example.com\r\nSubject: [#7] Thanks\r\n\r\nIt works.\r\n',
			);
			assert.deepEqual(instances().sonar.log, []);
		});

		it('puts five attachments on the ticket that the subject names', async () => {
			const { sonar } = instances();
			const message = withAnother(await readFile(DEMO_EMAIL, 'utf8'));
			await arrive(message);
			const { attachments } = await simpleParser(message);
			const files = sonar.files.filter(
				({ fileable_type: type, fileable_id: id }) => type === 'Ticket' && id === TICKET,
			);
			assert.equal(files.length, 5);
			assert.ok(files.some(({ filename }) => /[^\u0000-\u024f]/.test(filename)));
			assert.deepEqual(
				files.map(({ filename }) => filename),
				attachments.map(({ filename }) => filename),
			);
			for (const [index, { content }] of attachments.entries())
				assert.ok(content.equals(sonar.content(files[index]!.id)));
			assert.equal(sonar.log.length, 2);
		});
	});
}

/** The email of the demo with a fifth attachment. */
function withAnother(email: string): string {
	const boundary = /boundary="(.+)"/.exec(email)![1]!;
	const attachment = [
		`--${boundary}`,
		'Content-Type: text/plain; name="traceroute.txt"',
		'Content-Disposition: attachment; filename="traceroute.txt"',
		'',
		'1  192.0.2.1  * * *',
		`--${boundary}--`,
	];
	return email.replace(`--${boundary}--`, attachment.join('\n'));
}
