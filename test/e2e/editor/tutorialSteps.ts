import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { compose } from '../../examples/mail';
import { PROJECT } from '../../readme/Markdown';
import { until } from '../harness/wait';
import { startMailbox, type Mailbox } from '../services/mailbox';
import type { Instances } from '../steps/credential';
import type { Editor } from './Editor';
import { Newcomer } from './Newcomer';
import { Tutorial, type Deed, type Words } from './Tutorial';

/** What n8n calls a new credential of this package by itself. */
const CREDENTIAL = 'Sonar account';
const MAILBOX = 'Mailbox of a newcomer';
const NODE = 'Sonar Email to Ticket';
const TICKET = 'Needs a signed form';

/** The README's tutorials, done as they are written and no other way. Whoever does them has one credential. */
export function describeTutorials(instances: () => Instances, editor: () => Editor): void {
	describe('A newcomer with the README', () => {
		let mailbox: Mailbox;
		let newcomer: Newcomer;
		before(async () => {
			const { n8n, sonar } = instances();
			sonar.addEntity('Ticket', { subject: TICKET });
			mailbox = await startMailbox();
			await n8n.api.createCredential(MAILBOX, 'imap', mailbox.credential);
			newcomer = new Newcomer(editor().page);
		});
		after(async () => await mailbox?.stop());

		const createWorkflow = async () => {
			await editor().openOverview();
			await newcomer.click('Create workflow');
			await editor().canvas.waitFor();
		};
		const sign = async (words: Words, shown: string, id: string) => {
			assert.equal(words.next(), shown);
			await newcomer.clickSign(id);
		};
		const ticketOf = async (subject: string) =>
			await until(`the ticket "${subject}"`, () =>
				instances()
					.sonar.entities('Ticket')
					.find((ticket) => ticket.subject === subject),
			);
		const arrive = async (subject: string) => {
			await until('n8n to watch the mailbox', async () => await mailbox.isWatched());
			await mailbox.deliver(
				compose({
					from: 'new@elsewhere.example',
					subject,
					text: 'Hello',
					files: [{ name: 'plan.txt', content: 'plan', type: 'text/plain' }],
				}),
			);
			return await ticketOf(subject);
		};
		const filesOf = (ticket: string) =>
			instances()
				.sonar.files.filter(({ fileable_id: id }) => id === ticket)
				.map(({ filename }) => filename);

		const createCredential: Deed = async (words) => {
			const { sonar } = instances();
			await editor().openOverview();
			await sign(words, '+', 'universal-add');
			await newcomer.click(words.next());
			await newcomer.chooseCredentialType(words.next());
			await newcomer.click(words.next());
			await newcomer.enter(words.next(), sonar.url);
			await newcomer.enter(words.next(), sonar.token);
			await newcomer.click(words.next());
			await newcomer.sees('Connection tested successfully');
		};

		const importExample: Deed = async (words) => {
			await createWorkflow();
			await sign(words, '⋯', 'workflow-menu');
			await newcomer.click(words.next());
			const entry = words.next();
			const example = words.next();
			assert.equal(words.next(), 'gmail-to-ticket.json');
			await newcomer.chooseFile(entry, join(PROJECT, words.next(), example));
		};

		const chooseMailbox: Deed = async (words) => {
			await newcomer.openNode(words.next());
			assert.equal(words.next(), 'Gmail Trigger');
			await newcomer.choose(words.next(), MAILBOX);
			await newcomer.closeNode();
		};

		const enterAddresses: Deed = async (words) => {
			await newcomer.openNode(words.next());
			assert.equal(await newcomer.chosen(words.next()), CREDENTIAL);
			await newcomer.enter(words.next(), 'support@example.com');
			await newcomer.closeNode();
		};

		const takeEmail: Deed = async (words) => {
			await newcomer.click(words.next());
			const { id } = await arrive('The first email');
			assert.deepEqual(filesOf(id), ['plan.txt']);
			await newcomer.waitForSuccess(NODE);
			await newcomer.openNode(NODE);
			const page = `app#/tickets/show/${id}`;
			await editor().output.waitFor(new RegExp(`${words.next()}[^]*${page}`));
			await newcomer.closeNode();
		};

		const publishWorkflow: Deed = async (words) => {
			const publish = words.next();
			await newcomer.click(publish);
			// n8n asks for the name of the version.
			await newcomer.clickInDialog(publish);
			await arrive('The second email');
		};

		it('makes a ticket of the first email', async () => {
			const tutorial = new Tutorial('First email to ticket');
			await tutorial.follow([
				createCredential,
				importExample,
				chooseMailbox,
				enterAddresses,
				async (words) => {
					await takeEmail(words);
					await publishWorkflow(words);
				},
			]);
		});

		const addForm: Deed = async (words) => {
			// The credential is that of the other tutorial.
			await createWorkflow();
			await newcomer.sees(words.next());
			await newcomer.clickSign('canvas-plus-button');
			await newcomer.click(words.next());
		};

		const fillInForm: Deed = async (words) => {
			await newcomer.enter(words.next(), 'Attachment');
			await newcomer.click(words.next());
			await newcomer.enter(words.next(), 'File');
			await newcomer.choose(words.next(), 'File');
			await newcomer.closeNode();
		};

		const addUpload: Deed = async (words) => {
			await sign(words, '+', 'canvas-handle-plus');
			await newcomer.search(words.next());
			await newcomer.click(words.next());
			await newcomer.click(words.next());
			assert.equal(await newcomer.chosen('Credential'), CREDENTIAL);
		};

		const linkToTicket: Deed = async (words) => {
			const all = words.next();
			await newcomer.enter(words.next(), all);
			await newcomer.choose(words.next(), 'An Entity');
			await newcomer.chooseFromSonar(words.next(), TICKET);
			await newcomer.closeNode();
		};

		const submitForm: Deed = async (words) => {
			const form = await newcomer.opensPage(words.next());
			const file = { name: 'form.txt', mimeType: 'text/plain', buffer: Buffer.from('signed') };
			await form.locator('input[type=file]').setInputFiles(file);
			await form.getByRole('button', { name: words.next() }).click();
			const { id } = await ticketOf(TICKET);
			await until('the file to be on the ticket', () => filesOf(id).includes('form.txt'));
			await form.close();
		};

		it('puts the first attachment on a ticket', async () => {
			const tutorial = new Tutorial('First attachment on a ticket');
			await tutorial.follow([addForm, fillInForm, addUpload, linkToTicket, submitForm]);
		});
	});
}
