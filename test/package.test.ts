import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

import { devDependencies, n8n } from '../package.json';
import { attachments, numbered, textFile } from './nodes/files';
import { byId } from './nodes/kit';
import { useKit } from './nodes/useKit';

// Inside the project, so that the packed nodes find the engine's n8n-workflow.
const PROJECT = resolve(__dirname, '..');
const FOLDER = join(PROJECT, '.cache/packed');

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
		const codexOf = (node: string) => `${node}on`;
		const iconsOf = (node: string) =>
			icons(`dist/icons/${basename(node, '.node.js').replace(/^S/, 's')}`);
		expect(files.map(({ path }) => path).sort()).toEqual(
			[
				'LICENSE.md',
				'README.md',
				'dist/THIRD_PARTY_LICENSES.txt',
				'index.js',
				'package.json',
				...icons('dist/icons/sonarApi'),
				...n8n.nodes.flatMap((node) => [codexOf(node), ...iconsOf(node)]),
				...[...sourcesIn('nodes'), ...sourcesIn('credentials')].map(
					(source) => `dist/${source.replace(/ts$/, 'js')}`,
				),
			].sort(),
		);
		expect(size).toBeLessThan(450_000);
	});

	it('is byte for byte what npm run package makes of a fresh clone', () => {
		const clone = mkdtempSync(join(tmpdir(), 'sonar-clone-'));
		try {
			const ignored = /^(node_modules|dist|coverage|\.cache|\.git|.*\.tgz)$/;
			cpSync(PROJECT, clone, {
				recursive: true,
				filter: (path) => path === PROJECT || !ignored.test(basename(path)),
			});
			execFileSync('npm', ['run', 'package'], { cwd: clone, stdio: 'ignore' });
			const tarballIn = (folder: string) => {
				const name = readdirSync(folder).find((file) => file.endsWith('.tgz'))!;
				return { name, bytes: readFileSync(join(folder, name)) };
			};
			const [light, full] = [tarballIn(clone), tarballIn(FOLDER)];
			expect(light.name).toBe(full.name);
			expect(light.bytes.equals(full.bytes)).toBe(true);
			expect(readdirSync(clone)).not.toContain('node_modules');
		} finally {
			rmSync(clone, { recursive: true });
		}
	}, 180_000);

	it('requires nothing but n8n-workflow and crypto', () => {
		const folder = join(FOLDER, 'package');
		const list = `
			const Module = require('node:module');
			const { readdirSync } = require('node:fs');
			const folder = ${JSON.stringify(folder)};
			const required = new Set();
			const load = Module._load;
			Module._load = (request, parent, ...rest) => {
				if (parent?.filename?.startsWith(folder) && !request.startsWith('.')) required.add(request);
				return load(request, parent, ...rest);
			};
			for (const file of readdirSync(folder + '/dist', { recursive: true })) {
				if (file.endsWith('.js')) require(folder + '/dist/' + file);
			}
			console.log([...required].sort().join());`;
		expect(execFileSync('node', ['-e', list], { encoding: 'utf8' }).trim()).toBe(
			'crypto,n8n-workflow',
		);
		// Also what is required only later, as by form-data's submit().
		const code = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.js'))
			.map((file) => readFileSync(join(folder, 'dist', file), 'utf8'));
		const modules = code.flatMap((text) => [
			...text.matchAll(/\b(?:require|import)\(["']([^."'][^"']*)["']\)/g),
		]);
		expect([...new Set(modules.map(([, name]) => name))].sort()).toEqual([
			'crypto',
			'n8n-workflow',
		]);
	});

	it('names all packages in it, with their licenses', () => {
		const notices = readFileSync(join(FOLDER, 'package/dist/THIRD_PARTY_LICENSES.txt'), 'utf8');
		const vendor = sourcesIn('nodes/shared/vendor').map((file) =>
			readFileSync(resolve(__dirname, '..', file), 'utf8'),
		);
		const used = vendor.flatMap((source) =>
			[...source.matchAll(/ from '([^']+)'/g)].map(([, name]) => name!),
		);
		const lines = [...notices.matchAll(/^(\S+) (\d\S+) \((.+)\)$/gm)];
		const named = new Map(lines.map(([, name, version]) => [name!, version]));
		const versions = used.map((name) => [name, named.get(name)]);
		expect(Object.fromEntries(versions)).toEqual(
			Object.fromEntries(
				used.map((name) => [name, devDependencies[name as keyof typeof devDependencies]]),
			),
		);
		// They come with form-data and mime-types.
		expect([...named.keys()]).toEqual(
			expect.arrayContaining(['combined-stream', 'delayed-stream', 'mime-db']),
		);
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
