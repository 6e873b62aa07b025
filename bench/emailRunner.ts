import type { INodeExecutionData } from 'n8n-workflow';

import { Kit } from '../test/nodes/kit';
import type { Block } from './hostile';
import { largeEmails } from './largeEmails';
import { longestBlock, processorTime } from './longestBlock';

const SMALL = 100_000;
/** What most mail servers take at most. */
const LARGE = 25_000_000;

/** In milliseconds. */
const BOUND = 100;
const RUNS = 3;

/** The process that `emailBlocks` starts: n8n's engine, the node and a Sonar server. */
async function main(): Promise<void> {
	const kit = await Kit.start();
	try {
		kit.sonar.addEntity('Account', { id: '1' });
		kit.sonar.addEntity('Contact', {
			details: {
				email_address: 'ada@example.com',
				contactable_type: 'Account',
				contactable_id: '1',
			},
		});
		const kinds = Object.keys(largeEmails);
		for (const [index, kind] of kinds.entries()) {
			// The first run includes the time to load and compile the code.
			await measure(kit, kind, SMALL);
			let milliseconds = Infinity;
			for (let run = 0; run < RUNS && milliseconds > BOUND; run += 1)
				milliseconds = Math.min(milliseconds, await measure(kit, kind, LARGE));
			const block: Block = { kind, milliseconds, count: index + 1, total: kinds.length };
			process.send!(block);
		}
	} finally {
		await kit.stop();
	}
}

/** The longest block of the event loop by an email of a kind. */
async function measure(kit: Kit, name: string, bytes: number): Promise<number> {
	const email = largeEmails[name]!(bytes);
	const content = 'message' in email ? email.message : '';
	const item: INodeExecutionData =
		'json' in email
			? email
			: await kit.item({ data: { name: 'mail.eml', content, type: 'message/rfc822' } });
	return await longestBlock(async () => {
		const { items, error } = await kit.run({
			type: 'sonarEmailToTicket',
			parameters: { ownAddresses: 'support@example.com' },
			input: [item],
		});
		// What became no ticket may not have been read.
		if (items.length !== 1) throw error ?? new Error(`No ticket of ${name}.`);
	}, processorTime);
}

void main().finally(() => process.disconnect());
