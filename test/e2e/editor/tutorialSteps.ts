import assert from 'node:assert/strict';
import { it } from 'node:test';

import { until } from '../harness/wait';
import type { Instances } from '../steps/credential';
import { byTestId } from './byTestId';
import type { Editor } from './Editor';

const SUBJECT = 'First attachment';

/** The README's tutorial of the first attachment, click by click. */
export function itFollowsTheTutorial(instances: () => Instances, editor: () => Editor): void {
	it('puts a file of a form on a ticket, as the tutorial says', async () => {
		const { sonar } = instances();
		const ticket = sonar.addEntity('Ticket', { subject: SUBJECT });
		const { page } = editor();
		const button = (name: string) => page.getByRole('button', { name, exact: true });
		await editor().openWorkflow('new');
		await page.getByText('Add first step…').waitFor();
		await page.click(byTestId('canvas-plus-button'));
		await page.click(`${byTestId('node-creator-item-name')}:text-is("On form submission")`);

		await editor().fill('formTitle', 'Send us a file');
		await button('Add Form Element').click();
		await editor().fill('fieldLabel', 'File');
		await editor().openOptions('fieldType');
		await editor().choose('File');
		await editor().closeNode();

		// Its button is Add to workflow.
		await editor().add('sonar', 'Sonar Upload File');
		await editor().fill('binaryPropertyName', '*');
		await editor().openOptions('linkTo');
		await editor().choose('An Entity');
		assert.equal((await editor().searchList('fileableId', SUBJECT)).length, 1);
		await editor().chooseFromList(SUBJECT);
		await editor().closeNode();

		const opened = page.context().waitForEvent('page');
		await editor().executeWorkflow();
		const form = await opened;
		await form
			.locator('input[type=file]')
			.setInputFiles({ name: 'form.txt', mimeType: 'text/plain', buffer: Buffer.from('signed') });
		await form.getByRole('button', { name: 'Submit' }).click();
		const file = await until('the file to be on the ticket', () =>
			sonar.files.find(({ fileable_type: type, fileable_id: id }) => type && id === ticket),
		);
		assert.equal(file.filename, 'form.txt');
		await form.close();
	});
}
