import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { Editor } from '../editor/Editor';
import { startProcess, type RunningProcess } from '../harness/processes';
import { until } from '../harness/wait';

const PROJECT = resolve(__dirname, '../../..');
const MAIN = 'test/e2e/dev/main.ts';
const EXAMPLE = 'Emails to tickets and replies in Sonar';

/** The first steps of a newcomer: `npm run dev`, open the example, run it. */
export function describeDev(pictures: string): void {
	describe('npm run dev', () => {
		let dev: RunningProcess;
		let editor: Editor;
		before(async () => {
			// Not by npm, which ends before its script has cleaned up.
			dev = startProcess('node', ['--import', 'tsx', MAIN], { cwd: PROJECT });
			const [, url] = await until(
				'the address of n8n',
				() => /n8n +(http:\S+)/.exec(dev.output()) ?? (dev.hasEnded() && ['', '']),
				{ seconds: 240 },
			);
			assert.ok(url, dev.output());
			editor = await Editor.open(url, pictures);
		});
		after(async () => {
			await editor?.close();
			await dev?.stop();
		});

		it('has the example, which makes a reply of an email', async () => {
			await editor.page.getByText(EXAMPLE).first().click();
			await editor.node('Sonar Email to Ticket').waitFor();
			await editor.executeWorkflow('Email Trigger (IMAP)');
			const calls = await until('the reply to arrive', () =>
				/Sonar: POST \/api\/files 200\n[^]*Sonar: POST \/api\/graphql mutation 200/.exec(
					dev.output(),
				),
			);
			assert.ok(calls);
		});
	});
}
