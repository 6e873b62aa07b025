import assert from 'node:assert/strict';
import { before, it } from 'node:test';

import { until } from '../harness/wait';
import type { Instances } from '../steps/credential';
import { byTestId } from './byTestId';
import type { Editor } from './Editor';

const TICKET = '710';
/** What people type into the node panel. */
const WORDS = {
	'close ticket': 'Sonar Update Ticket',
	graphql: 'Sonar GraphQL',
	accounts: 'Sonar GraphQL',
	'list tickets': 'Sonar List Tickets',
	email: 'Sonar Email to Ticket',
};
/** The first fields of a panel. Those that are required stand before the others. */
const FIRST_FIELDS = {
	'Sonar Email to Ticket': ['ownAddresses', 'marker', 'binaryPropertyName', 'ticketType'],
	'Sonar Create Ticket': ['ticketType', 'subject', 'relatedTo', 'relatedId', 'description'],
	'Sonar Update Ticket': ['ticketId'],
	'Sonar List Tickets': ['scope', 'returnAll', 'limit'],
	'Sonar GraphQL': ['query', 'variables', 'returnAll', 'limit'],
};
const NODES = ['Sonar List Tickets', 'Sonar Update Ticket', 'Sonar GraphQL'];

/** Finds tickets, closes one and asks for something else. */
export function itClosesATicket(instances: () => Instances, editor: () => Editor): void {
	before(() => {
		instances().sonar.addEntity('Ticket', { id: TICKET, subject: 'Antenna is installed' });
	});

	const start = async () => {
		await editor().openWorkflow('new');
		await editor().add('manual', 'Manual Trigger');
	};
	const firstFields = async (count: number) => {
		const fields = editor().page.locator(`${byTestId('ndv')} [data-test-id^="parameter-input-"]`);
		await fields.first().waitFor();
		const ids = await Promise.all(
			(await fields.all()).map(async (field) => await field.getAttribute('data-test-id')),
		);
		const names = ids.map((id) => id!.replace('parameter-input-', ''));
		// Inside of some stands another mark of n8n's, "field".
		return [...new Set(names)].filter((name) => name !== 'field').slice(0, count);
	};

	it('finds nodes by what people look for', async () => {
		await start();
		for (const [words, node] of Object.entries(WORDS)) {
			const found = await editor().search(words, node);
			assert.ok(found.indexOf(node) < 10, `${words}: ${found.join()}`);
		}
	});

	for (const [node, fields] of Object.entries(FIRST_FIELDS)) {
		it(`opens the panel of ${node} with what matters first`, async () => {
			await start();
			await editor().add('sonar', node);
			assert.deepEqual(await firstFields(fields.length), fields);
			await editor().closeNode();
		});
	}

	it('closes a ticket by its URL, and lists accounts, in one workflow', async () => {
		const { sonar } = instances();
		await start();
		for (const node of NODES) {
			await editor().add('sonar', node);
			await editor().chooseCredential('Sonar');
			if (node === 'Sonar List Tickets') {
				await editor().openOptions('scope');
				await editor().choose('By ID');
				await editor().fillExpression('ticketId', TICKET);
			}
			if (node === 'Sonar Update Ticket') {
				const url = `${sonar.url}/app#/tickets/show/${TICKET}`;
				await editor().chooseMode('ticketId', 'By URL');
				// In the place of the expression that it has by default.
				await editor().fillExpression('ticketId', url);
				await editor().addOption('Add field', 'Status');
			}
			await editor().closeNode();
		}
		await editor().executeWorkflow();
		await until(
			'the ticket to be closed',
			() => sonar.entities('Ticket').find(({ id }) => id === TICKET)?.status === 'CLOSED',
		);
		for (const node of NODES)
			await editor().node(node).locator(byTestId('canvas-node-status-success')).waitFor();
		await editor().openNode('Sonar GraphQL');
		await editor().output.waitFor(/Jane Example/);
		await editor().page.getByText('/graphiql').first().waitFor();
		await editor().closeNode();
	});
}
