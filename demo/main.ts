import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { INodeExecutionData } from 'n8n-workflow';

import { startEngine, type Engine } from '../test/engine';
import { startSonar, type Sonar } from '../test/sonar';
import { readEmail, type Email } from './readEmail';
import { reportFiles, reportRequests } from './report';
import { downloadFilesOf, runExample } from './workflows';

const PROJECT = resolve(__dirname, '..');
const EXAMPLE = join(PROJECT, 'examples/email-to-ticket.json');
const EMAIL = join(PROJECT, 'demo/email.eml');
const DOWNLOADS = join(PROJECT, '.cache/demo');
const TICKET = '7';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
	const sonar = await startSonar();
	try {
		sonar.addEntity('Ticket', { id: TICKET, subject: 'No internet since Monday' });
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

async function demonstrate(engine: Engine, sonar: Sonar): Promise<void> {
	const credential = { instanceUrl: sonar.url, accessToken: sonar.token };
	const email = await readEmail(engine, EMAIL);
	console.log(`Email "${email.item.json.subject as string}", ${email.attachments.length} files`);

	await runExample(engine, EXAMPLE, credential, email.item);
	const downloads = await downloadFilesOf(engine, credential, TICKET);
	await save(engine, email, downloads);

	console.log(`\nWhat Sonar has stored\n${reportFiles(sonar.files)}`);
	console.log(`\nWhat it was asked\n${reportRequests(sonar.log)}`);
	console.log(
		`\nAll ${downloads.length} files came back byte for byte: ${relative(process.cwd(), DOWNLOADS)}`,
	);
}

/** Writes the downloaded files, after comparing them with the attachments. */
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
		if (!downloaded.equals(content)) throw new Error(`${filename} came back with other bytes.`);
	}
	if (downloads.length !== attachments.length) {
		throw new Error(`The ticket has ${downloads.length} files, not ${attachments.length}.`);
	}
}

async function untilStopped({ url, token }: Sonar): Promise<void> {
	console.log(`\nSonar goes on at ${url} until Ctrl-C. Access token: ${token}`);
	await new Promise((done) => {
		process.once('SIGINT', done);
		process.once('SIGTERM', done);
	});
}

main().catch((error: unknown) => {
	console.error(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
});
