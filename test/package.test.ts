import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { attachments, numbered, textFile } from './nodes/files';
import { byId } from './nodes/kit';
import { useKit } from './nodes/useKit';

// Inside the project, so that the packed nodes find the engine's n8n-workflow.
const FOLDER = resolve(__dirname, '../.cache/packed');

/** npm's report of a package that it packs. */
interface Report {
	filename: string;
	size: number;
	files: Array<{ path: string }>;
}

// Before the engine is started, which loads the package from there.
beforeAll(() => {
	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER, { recursive: true });
	const { filename } = npm('pack', '--pack-destination', FOLDER);
	execFileSync('tar', ['-xzf', join(FOLDER, filename), '-C', FOLDER]);
});
const kit = useKit({}, { packageFolder: join(FOLDER, 'package') });
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** The report comes on its own, in a list, or under the package's name. It depends on npm's version. */
function npm(...args: string[]): Report {
	const output = execFileSync('npm', [...args, '--json'], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const report = JSON.parse(output) as Report | Record<string, Report>;
	return 'files' in report ? (report as Report) : Object.values(report)[0]!;
}

function sourcesIn(folder: string): string[] {
	return readdirSync(resolve(__dirname, '..', folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file));
}

describe('The package', () => {
	it('is published with what n8n loads and nothing else', () => {
		const { files, size } = npm('publish', '--dry-run');
		const icons = (name: string) => [`${name}.dark.svg`, `${name}.svg`];
		const node = (name: string) => [
			`dist/nodes/Sonar${name}/Sonar${name}.node.json`,
			...icons(`dist/icons/sonar${name}`),
		];
		expect(files.map(({ path }) => path).sort()).toEqual(
			[
				'LICENSE.md',
				'README.md',
				'index.js',
				'package.json',
				...icons('dist/icons/sonarApi'),
				...[
					'CreateTicket',
					'DeleteFile',
					'DownloadFile',
					'EventTrigger',
					'LinkFile',
					'ListFiles',
					'ReplyToTicket',
					'Trigger',
					'UpdateFile',
					'UploadFile',
				].flatMap(node),
				...[...sourcesIn('nodes'), ...sourcesIn('credentials')].map(
					(source) => `dist/${source.replace(/ts$/, 'js')}`,
				),
			].sort(),
		);
		expect(size).toBeLessThan(150_000);
	});

	it('brings eleven attachments to a ticket reply with one upload and one mutation', async () => {
		kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
		kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
		const { error, output } = await kit.runChain(
			[
				{ type: 'sonarUploadFile', parameters: { binaryPropertyName: 'attachment_*' } },
				{
					type: 'sonarLinkFile',
					parameters: { fileableType: 'TicketReply', fileableId: byId('49') },
				},
			],
			[await kit.item(attachments(numbered(11).map(textFile)))],
		);
		expect(error).toBeUndefined();
		expect(output('sonarLinkFile')).toHaveLength(11);
		expect(kit.calls).toEqual(['POST /api/files', 'mutation']);
	});

	it('brings thirty files to thirty accounts with two uploads and two mutations', async () => {
		for (let id = 1; id <= 30; id += 1) kit.sonar.addEntity('Account', { id: String(id) });
		const { error } = await kit.runChain(
			[
				{ type: 'sonarUploadFile' },
				{
					type: 'sonarLinkFile',
					parameters: { fileableType: 'Account', fileableId: byId('={{ $itemIndex + 1 }}') },
				},
			],
			await kit.items(...numbered(30)),
		);
		expect(error).toBeUndefined();
		expect(kit.calls).toEqual(['POST /api/files', 'POST /api/files', 'mutation', 'mutation']);
		expect(kit.sonar.files.filter(({ fileable_type: type }) => type === 'Account')).toHaveLength(
			30,
		);
	});
});
