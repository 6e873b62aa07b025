import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { toGmail } from '../nodes/shared/email/emailNodes';
import { useKitWithNewSonars } from '../nodes/useKit';
import { answerWith, status } from '../sonar/answers';
import { addCustomers, JANE, readMails } from './emailExample';
import { Example } from './example';
import { compose, type Mail } from './mail';

const kit = useKitWithNewSonars({ refusedExtensions: ['exe'] });
beforeEach(() => addCustomers(kit));

/** An item as Gmail Trigger gives it. */
async function readGmail(mail: Mail): Promise<INodeExecutionData> {
	const { json, binary = {} } = await toGmail(compose(mail));
	const stored: IBinaryKeyData = {};
	for (const [field, { name, mimeType, content }] of Object.entries(binary))
		stored[field] = await kit.engine.storeBinary(content, name, mimeType);
	return { json: json as IDataObject, binary: stored };
}

const EXAMPLES = {
	'email-to-ticket.json': async (mails: Mail[]) => await readMails(kit, ...mails),
	'gmail-to-ticket.json': async (mails: Mail[]) => await Promise.all(mails.map(readGmail)),
};
const each = Object.entries(EXAMPLES);

const receive = async (file: string, read: (typeof each)[0][1], ...mails: Mail[]) => {
	const example = new Example(kit, file);
	// Only a person has to wait between the tries.
	example.node('Sonar Email to Ticket').waitBetweenTries = 1;
	const { error, output, run } = await example.run(await read(mails));
	const at = (node: string, index?: number) => output(node, index).map(({ json }) => json);
	return {
		error: error?.message,
		status: run.status,
		tickets: at('Sonar Email to Ticket', 0),
		replies: at('Sonar Email to Ticket', 1),
		skipped: at('Skipped'),
		failed: at('Sonar Email to Ticket', 3),
	};
};

describe.each(each)('The example %s', (file, read) => {
	it('makes tickets and replies of emails, and shows what is skipped', async () => {
		const files = [{ name: 'lamp.txt', content: 'red', type: 'text/plain' }];
		const away = { 'Message-ID': '<away@example.com>', 'Auto-Submitted': 'auto-replied' };
		const { error, tickets, replies, skipped } = await receive(
			file,
			read,
			{ from: JANE, subject: 'New', text: 'Hi', files },
			{ from: JANE, subject: 'Re: [#7] No internet', text: 'Still red.', files },
			{ from: 'help@example.com', subject: 'Own', text: 'Hi' },
			{ from: JANE, subject: 'Away', text: 'Away', headers: away },
		);
		expect(error).toBeUndefined();
		expect(tickets).toMatchObject([{ subject: 'New', ticketable_id: '1', file_ids: ['61'] }]);
		expect(replies).toMatchObject([{ ticket_id: '7', file_ids: ['62'] }]);
		expect(skipped.map(({ subject, reason }) => [subject, reason])).toEqual([
			['Own', 'own'],
			['Away', 'automatic'],
		]);
	});

	it('tries again, then fails the execution and names every email that is not in Sonar', async () => {
		const refusals = Array.from({ length: 9 }, () => status(403));
		answerWith(kit.sonar, '/api/graphql', 'as usual', ...refusals);
		const files = [{ name: 'a.txt', content: 'a' }];
		const { error, failed, ...outcome } = await receive(
			file,
			read,
			// A word for which n8n takes an execution for one that its user has stopped.
			{ from: JANE, subject: 'Order canceled', text: 'Hi', files },
			{ from: 'bob@example.com', subject: 'Two', text: 'Hi' },
			{ from: 'help@example.com', subject: 'Own', text: 'Hi' },
		);
		expect(error).toMatch(/^Emails that may not be in Sonar: 2\. The first: \S/);
		expect(outcome).toMatchObject({ status: 'error', skipped: [{ subject: 'Own' }], tickets: [] });
		expect(failed).toMatchObject([
			{ subject: 'Order canceled', sender: { address: 'jane@example.com' }, file_ids: ['61'] },
			{ subject: 'Two', error: expect.any(String) as string },
		]);
		expect(kit.sonar.files).toHaveLength(1);
	});

	it('is small enough to be changed by who imports it', () => {
		const { workflow } = new Example(kit, file);
		expect(workflow.nodes.length).toBeLessThanOrEqual(6);
		const types = workflow.nodes.map(({ type }) => kit.engine.descriptionOf(type));
		expect(types.filter(({ group }) => group.includes('trigger'))).toHaveLength(1);
		const expressions = JSON.stringify(workflow.nodes).match(/"=(?:\\.|[^"\\])*"/g)!;
		for (const expression of expressions) expect(expression.length).toBeLessThanOrEqual(100);
	});
});
