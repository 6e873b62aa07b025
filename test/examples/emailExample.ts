import type { INodeExecutionData } from 'n8n-workflow';

import { readEmail } from '../../demo/readEmail';
import type { Kit } from '../nodes/kit';
import { Example } from './example';
import { compose, type Mail } from './mail';

export const JANE = 'Jane Doe <jane@example.com>';

/** An account with a contact, and a ticket of each of two accounts. */
export function addCustomers({ sonar }: Kit): void {
	addContact('1', 'jane@example.com');
	addContact('2', 'Farm@example.com');
	for (const [id, account] of [
		['7', '1'],
		['8', '2'],
	]) {
		const details = { ticketable_type: 'Account', ticketable_id: account };
		sonar.addEntity('Ticket', { id, subject: 'No internet', details });
	}

	function addContact(account: string, email_address: string): void {
		sonar.addEntity('Account', { id: account, name: `Account ${account}` });
		const details = { email_address, contactable_type: 'Account', contactable_id: account };
		sonar.addEntity('Contact', { name: `Contact of ${account}`, details });
	}
}

/** Gives the example these items of its trigger, in one execution. */
export async function receiveItems(
	kit: Kit,
	items: INodeExecutionData[],
	example = new Example(kit, 'email-to-ticket.json'),
) {
	const before = idsIn(kit);
	const { error, output, run } = await example.run(items, 'Email Trigger (IMAP)');
	const created = (type: string) =>
		kit.sonar.entities(type).filter(({ type: of, id }) => !before.has(`${of} ${id}`));
	return {
		error: error?.message,
		status: run.status,
		tickets: created('Ticket'),
		replies: created('TicketReply'),
		/** What came to the end of a branch. */
		at: (node: string) => output(node).map(({ json }) => json),
		filesOf: ({ type, id }: { type: string; id: string }) =>
			kit.sonar.files
				.filter((file) => file.fileable_type === type && file.fileable_id === id)
				.map(({ filename }) => filename),
	};
}

/** As `receiveItems`, with emails as the trigger reads them. */
export async function receive(kit: Kit, ...mails: Array<Mail | string>) {
	return await receiveItems(kit, await readMails(kit, ...mails));
}

/** What the trigger gives for these emails. */
export async function readMails(
	{ engine }: Kit,
	...mails: Array<Mail | string>
): Promise<INodeExecutionData[]> {
	return await Promise.all(
		mails.map(async (mail, index) => {
			const message = typeof mail === 'string' ? mail : compose(mail);
			return (await readEmail(engine, message, index + 1)).item;
		}),
	);
}

function idsIn({ sonar }: Kit): Set<string> {
	return new Set(
		['Ticket', 'TicketReply'].flatMap((type) =>
			sonar.entities(type).map(({ id }) => `${type} ${id}`),
		),
	);
}
