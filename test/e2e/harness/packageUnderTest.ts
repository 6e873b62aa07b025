import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { temporaryFolder } from './cleanUp';
import { run } from './processes';

const PROJECT = resolve(__dirname, '../../..');
export const PACKAGE = 'n8n-nodes-sonar-software';

/**
 * The options that n8n gives npm when a user installs a community node. They are the same in 1.123, 2.8
 * and 2.40.
 */
const INSTALL = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

/** The package as `npm pack` makes it and as n8n unpacks and installs it. */
export class PackageUnderTest {
	/** The same, as somebody installs it who has only its tarball and `tar`. */
	readonly byTar = {
		installInto: async (userFolder: string) => await unpack(this.tarball, placeIn(userFolder)),
	};

	private constructor(
		private readonly tarball: string,
		private readonly folder: string,
	) {}

	static async pack(): Promise<PackageUnderTest> {
		const { path } = temporaryFolder('package');
		const output = await run('npm', ['pack', '--json', '--pack-destination', path], {
			cwd: PROJECT,
		});
		const [{ filename }] = JSON.parse(output) as [{ filename: string }];
		const tarball = join(path, filename);
		const folder = join(path, PACKAGE);
		await unpack(tarball, folder);
		await removeWhatN8nRemoves(join(folder, 'package.json'));
		await run('npm', INSTALL, { cwd: folder });
		return new PackageUnderTest(tarball, folder);
	}

	/** Puts it into n8n's place for the community nodes of a user folder. */
	async installInto(userFolder: string): Promise<void> {
		await cp(this.folder, placeIn(userFolder), { recursive: true });
	}

	/** Replaces the installed code by the project's newest build. */
	async update(userFolder: string): Promise<void> {
		await cp(join(PROJECT, 'dist'), join(placeIn(userFolder), 'dist'), { recursive: true });
	}
}

function placeIn(userFolder: string): string {
	return join(userFolder, '.n8n/nodes/node_modules', PACKAGE);
}

async function unpack(tarball: string, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
}

async function removeWhatN8nRemoves(path: string): Promise<void> {
	const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
		delete manifest[kind];
	await writeFile(path, JSON.stringify(manifest, null, 2));
}
