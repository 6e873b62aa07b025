import assert from 'node:assert/strict';
import { before, it } from 'node:test';

import type { Instances } from '../steps/credential';
import type { Editor } from './Editor';

const REPLY = 'Ticket 701: No signal · Grace Hopper · The antenna is back. (#4901)';

/** What a user does with files that are in Sonar already: names them, finds what they belong to, cleans up. */
export function itKeepsFiles(instances: () => Instances, editor: () => Editor): void {
	let free: string;
	let linked: string;
	before(async () => {
		const { sonar } = instances();
		sonar.addEntity('Ticket', { id: '701', subject: 'No signal' });
		sonar.addEntity('TicketReply', {
			id: '4901',
			ticket_id: '701',
			author: 'Grace Hopper',
			body: '<p>The antenna is <b>back</b>.</p>',
		});
		free = await sonar.addFile({ filename: 'draft.txt', content: 'draft' });
		linked = await sonar.addFile({
			filename: 'contract.txt',
			content: 'contract',
			fileable_type: 'TicketReply',
			fileable_id: '4901',
		});
	});

	const open = async (node: string) => {
		await editor().openWorkflow('new');
		await editor().add('manual', 'Manual Trigger');
		await editor().add('sonar', node);
		await editor().chooseCredential('Sonar');
		// The editor asks for lists when a node opens, and the new node had no credential then.
		await editor().closeNode();
		await editor().openNode(node);
	};
	const waitForOutput = async (text: RegExp) => await editor().output.waitFor(text);

	it('lists the files of a reply, chosen by what it says', async () => {
		await open('Sonar List Files');
		await editor().openOptions('fileableType');
		await editor().choose('An email of a ticket');
		assert.deepEqual(await editor().searchList('fileableId', 'antenna'), [REPLY]);
		await editor().chooseFromList('antenna');
		await editor().executeStep();
		await waitForOutput(/contract\.txt/);
	});

	it('lists Given Files', async () => {
		await editor().openOptions('scope');
		await editor().choose('Given Files');
		await editor().fillExpression('fileId', `${linked},${free}`);
		await editor().executeStep();
		await waitForOutput(/2 items/);
		await editor().output.show('Table');
		await waitForOutput(/contract\.txt[^]*draft\.txt/);
		await editor().closeNode();
	});

	it('updates the description of a file', async () => {
		await open('Sonar Update File');
		await editor().fillExpression('fileId', free);
		await editor().addOption('Add field', 'Description');
		await editor().fill('description', 'Not for customers');
		await editor().executeStep();
		await waitForOutput(/Not for customers/);
		const { sonar } = instances();
		const description = sonar.files.find(({ id }) => id === free)?.description;
		assert.equal(description, 'Not for customers');
		await editor().closeNode();
	});

	it('deletes a file, but no linked one until the user allows it', async () => {
		const { sonar } = instances();
		const left = () => sonar.files.map(({ id }) => id).filter((id) => [free, linked].includes(id));
		await open('Sonar Delete File');
		await editor().fillExpression('fileId', linked);
		await editor().executeStep();
		await waitForOutput(/contract\.txt\) is linked to TicketReply 4901/);
		assert.deepEqual(left(), [free, linked]);
		await editor().fillExpression('fileId', free);
		await editor().executeStep();
		// The message before says “deleted”, too.
		await waitForOutput(/draft\.txt[^]*true/);
		assert.deepEqual(left(), [linked]);
		await editor().closeNode();
	});
}
