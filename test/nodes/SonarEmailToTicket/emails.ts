import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { readMails } from '../../examples/emailExample';
import type { Mail } from '../../examples/mail';
import type { Kit } from '../kit';
import type { NodeRun } from '../nodeRun';

export const JANE = 'Jane Doe <jane@example.com>';

/** How a test runs the node: everything but its type and its emails. */
export interface EmailRun extends Omit<NodeRun, 'type' | 'input'> {
	options?: NodeRun['parameters'];
}

/** Two accounts with a contact and an open ticket each. */
export function addCustomers({ sonar }: Kit): void {
	for (const [account, email_address, ticket] of [
		['1', 'jane@example.com', '7'],
		['2', 'Farm@example.com', '8'],
	]) {
		sonar.addEntity('Account', { id: account, name: `Account ${account}` });
		sonar.addEntity('Contact', {
			details: { email_address, contactable_type: 'Account', contactable_id: account },
		});
		sonar.addEntity('Ticket', {
			id: ticket,
			details: { ticketable_type: 'Account', ticketable_id: account },
		});
	}
}

/** Runs the node on items, and gives the JSON at each output. */
export async function runItems(
	kit: Kit,
	input: INodeExecutionData[],
	{ parameters, options = {}, ...run }: EmailRun = {},
) {
	const result = await kit.run({
		type: 'sonarEmailToTicket',
		parameters: { ownAddresses: 'support@example.com', ...parameters, options },
		input,
		...run,
	});
	const [tickets = [], replies = [], skipped = [], errors = []] = result.outputs;
	const json = (items: INodeExecutionData[]): IDataObject[] => items.map((item) => item.json);
	return {
		...result,
		tickets: json(tickets),
		replies: json(replies),
		skipped: json(skipped),
		errors: json(errors),
		/** By ticket or reply of the output, as Sonar has it. */
		textOf: ({ ticket_id }: IDataObject) =>
			String(kit.sonar.entities('Ticket').find(({ id }) => id === ticket_id)?.description),
		bodyOf: ({ reply_id }: IDataObject) =>
			String(kit.sonar.entities('TicketReply').find(({ id }) => id === reply_id)?.body),
		filesOf: ({ ticket_id, reply_id }: IDataObject) =>
			kit.sonar.files
				.filter(
					({ fileable_type: type, fileable_id: id }) =>
						id === (reply_id ?? ticket_id) && type === (reply_id ? 'TicketReply' : 'Ticket'),
				)
				.map(({ filename }) => filename),
	};
}

/** As `runItems`, with emails as n8n's IMAP node reads them. */
export async function run(kit: Kit, mails: Array<Mail | string>, settings: EmailRun = {}) {
	return await runItems(kit, await readMails(kit, ...mails), settings);
}
