import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import { startSonar, type Sonar } from '../sonar';
import { startEngine, type Engine, type WorkflowDefinition } from '../engine/index';

const EXAMPLE = join(__dirname, '../../examples/email-to-ticket.json');

let engine: Engine;
let sonar: Sonar;
beforeAll(async () => {
	engine = await startEngine();
	sonar = await startSonar();
	for (const id of ['7', '8']) sonar.addEntity('Ticket', { id, subject: 'No internet' });
});
afterAll(async () => {
	await engine.close();
	await sonar.close();
});
beforeEach(() => sonar.clearLog());

async function mail(subject: string | undefined, ...files: string[]): Promise<INodeExecutionData> {
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const [index, name] of files.entries()) {
		binary[`attachment_${index}`] = await engine.storeBinary(Buffer.from(name), name, 'text/plain');
	}
	return { json: { subject }, ...(files.length ? { binary } : {}) };
}

async function receive(...input: INodeExecutionData[]) {
	const workflow = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as WorkflowDefinition;
	const sonarApi = { instanceUrl: sonar.url, accessToken: sonar.token };
	const { error } = await engine.run({ workflow, credentials: { sonarApi }, input });
	expect(error).toBeUndefined();
}

const ticketsByName = () =>
	Object.fromEntries(sonar.files.map((file) => [file.filename, file.fileable_id]));

describe('The example email-to-ticket', () => {
	it.each(['Re: [#7] No internet', 'Ticket 7', 'AW: ticket #7: no internet', 'Ticket: [#7]'])(
		'links the attachments of "%s" to ticket 7',
		async (subject) => {
			await receive(await mail(subject, `${subject} a.txt`, `${subject} b.txt`));
			expect(ticketsByName()).toMatchObject({
				[`${subject} a.txt`]: '7',
				[`${subject} b.txt`]: '7',
			});
		},
	);

	it('takes each email of a batch to its own ticket', async () => {
		await receive(
			await mail('[#8] one', 'one.txt'),
			await mail('Hello', 'none.txt'),
			await mail('[#7] two', 'two.txt', 'three.txt'),
		);
		expect(ticketsByName()).toMatchObject({ 'one.txt': '8', 'two.txt': '7', 'three.txt': '7' });
		expect(ticketsByName()).not.toHaveProperty(['none.txt']);
		expect(sonar.log).toHaveLength(2);
	});

	it.each([
		['that names no ticket', 'Invoice 12', ['a.txt']],
		['without an attachment', '[#7] Thanks', []],
		['without a subject', undefined, ['a.txt']],
	])('does nothing about mail %s', async (_, subject, files) => {
		await receive(await mail(subject, ...files));
		expect(sonar.log).toEqual([]);
	});
});
