import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { INodeExecutionData } from 'n8n-workflow';

import { putBuiltNodesOn } from '../test/builtNodes';
import { startEngine, type Engine } from '../test/engine';
import { startSonar, type Sonar } from '../test/sonar';
import { VirtualTime } from '../test/VirtualTime';
import { readEmail, type Email } from './readEmail';
import { countRequests, reportEmails } from './report';
import { downloadFilesOf, runExample } from './workflows';

const PROJECT = resolve(__dirname, '..');
const EXAMPLE = join(PROJECT, 'examples/email-to-ticket.json');
const EMAILS = ['new', 'answer', 'out-of-office', 'stranger', 'group'];
const DOWNLOADS = join(PROJECT, '.cache/demo');
const TICKET = '7';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
	// The node looks for unknown senders again for some seconds, which nobody has to wait for here. A
	// Sonar that keeps running uses real time.
	const time = values.keep ? undefined : new VirtualTime();
	if (time) await putBuiltNodesOn(time);
	const sonar = await startSonar({ time });
	try {
		addCustomers(sonar);
		const engine = await startEngine();
		try {
			await demonstrate(engine, sonar);
		} finally {
			await engine.close();
		}
		if (values.keep) await untilStopped(sonar);
	} finally {
		await sonar.close();
	}
}

/** Three accounts with a contact each, and a ticket of one of them. */
function addCustomers(sonar: Sonar): void {
	for (const [id, name, email_address] of [
		['1', 'Jane Doe', 'jane.doe@example.com'],
		['2', 'Riverside Bakery', 'office@bakery.example.com'],
		['3', 'Hilltop Farm', 'farm@hilltop.example.com'],
	] as const) {
		sonar.addEntity('Account', { id, name });
		const details = { email_address, contactable_type: 'Account', contactable_id: id };
		sonar.addEntity('Contact', { id, name, details });
	}
	const details = { ticketable_type: 'Account', ticketable_id: '1' };
	sonar.addEntity('Ticket', { id: TICKET, subject: 'No internet since Monday', details });
}

async function demonstrate(engine: Engine, sonar: Sonar): Promise<void> {
	const credential = { instanceUrl: sonar.url, accessToken: sonar.token };
	const emails = await Promise.all(
		EMAILS.map(async (name, index) => {
			const message = await readFile(join(PROJECT, `demo/emails/${name}.eml`));
			return await readEmail(engine, message, index + 1);
		}),
	);
	const items = emails.map(({ item }) => item);
	const results = await runExample(engine, EXAMPLE, credential, items);
	const requests = countRequests(sonar.log);
	const [, answer] = emails;
	const downloads = await downloadFilesOf(engine, credential, TICKET);
	await save(engine, answer!, downloads);

	console.log(`What became of ${emails.length} emails\n${reportEmails(emails, results, sonar)}`);
	console.log(`\nSonar was asked for this: ${requests}.`);
	console.log(
		`All ${downloads.length} files of the answer came back byte for byte: ${relative(process.cwd(), DOWNLOADS)}`,
	);
}

/** Saves the downloaded files, once they match the attachments. */
async function save(
	engine: Engine,
	{ attachments }: Email,
	downloads: INodeExecutionData[],
): Promise<void> {
	await rm(DOWNLOADS, { recursive: true, force: true });
	await mkdir(DOWNLOADS, { recursive: true });
	const contents = new Map<string, Buffer>();
	for (const { binary } of downloads) {
		const content = await engine.readBinary(binary!.data!);
		contents.set(binary!.data!.fileName!, content);
		await writeFile(join(DOWNLOADS, basename(binary!.data!.fileName!)), content);
	}
	for (const { filename = '', content } of attachments) {
		const downloaded = contents.get(filename);
		if (!downloaded) throw new Error(`${filename} was attached, but the ticket does not have it.`);
		if (!downloaded.equals(content)) throw new Error(`${filename} came back with different bytes.`);
	}
	if (downloads.length !== attachments.length) {
		throw new Error(`The ticket has ${downloads.length} files instead of ${attachments.length}.`);
	}
}

async function untilStopped({ url, token }: Sonar): Promise<void> {
	console.log(`\nSonar keeps running at ${url} until Ctrl-C. Access token: ${token}`);
	await new Promise((done) => {
		process.once('SIGINT', done);
		process.once('SIGTERM', done);
	});
}

main().catch((error: unknown) => {
	console.error(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
});
