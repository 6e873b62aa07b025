import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Kit } from '../nodes/kit';
import { useKitWithNewSonars } from '../nodes/useKit';
import type { SonarOptions } from '../sonar';
import { Example } from './example';

/** Below it n8n reads files. It reads the variable when the first engine of the process is started. */
const READABLE = (process.env.N8N_RESTRICT_FILE_ACCESS_TO ??= realpathSync(tmpdir()));

const SONAR: SonarOptions = { refusedExtensions: ['exe'] };

export const HEAD = 'document_id,account_id,file,description';

/** The folder of a retired billing system beside a Sonar that has the accounts 1 and 2. */
export class FolderExample {
	private folder!: string;

	constructor(readonly kit: Kit) {}

	async open(): Promise<void> {
		this.folder = await mkdtemp(join(READABLE, 'retired-'));
		await mkdir(join(this.folder, 'scans'));
	}

	async close(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}

	async renewSonar(options: SonarOptions): Promise<void> {
		await this.kit.renewSonar({ ...SONAR, ...options });
	}

	addAccounts(): void {
		for (const id of ['1', '2']) this.kit.sonar.addEntity('Account', { id, name: `Account ${id}` });
	}

	async write(file: string, content: string): Promise<void> {
		await writeFile(join(this.folder, file), content);
	}

	async run(...rows: string[]) {
		return await this.runCsv([HEAD, ...rows].join('\r\n'));
	}

	/** What the nodes Linked and Not Done give, the latter by document. */
	async runCsv(csv: string | Buffer) {
		await writeFile(join(this.folder, 'files.csv'), csv);
		const example = new Example(this.kit, 'folder-to-accounts.json');
		const [setting] = (
			example.node('Settings').parameters.assignments as { assignments: Array<{ value: string }> }
		).assignments;
		setting!.value = this.folder;
		const { error, output } = await example.run();
		expect(error).toBeUndefined();
		const notDone = output('Not Done').map(({ json }): [string, string] => [
			json.document_id as string,
			json.error as string,
		]);
		return {
			linked: output('Linked').map(({ json }) => json),
			notDone: Object.fromEntries(notDone),
		};
	}

	inSonar() {
		const { sonar } = this.kit;
		return sonar.files.map(({ id, filename, fileable_id: account, description }) => [
			filename,
			account,
			description,
			String(sonar.content(id)),
		]);
	}
}

/** For the tests that follow in the file, with a new Sonar for each. */
export function useFolderExample(): FolderExample {
	const example = new FolderExample(useKitWithNewSonars(SONAR));
	beforeAll(async () => await example.open());
	beforeEach(() => example.addAccounts());
	afterAll(async () => await example.close());
	return example;
}

export function keyOf(id: string): string {
	return `retired-${createHash('md5').update(id).digest('hex').slice(0, 11)}`;
}
