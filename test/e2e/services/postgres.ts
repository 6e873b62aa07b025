import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { temporaryFolder } from '../harness/cleanUp';
import { run, startProcess } from '../harness/processes';
import { freePorts, until } from '../harness/wait';

const VERSIONS = '/usr/lib/postgresql';
const USER = 'postgres';

/** A service that runs only for the tests. `env` tells n8n of it. */
export interface Service {
	env: Record<string, string>;
	stop: () => Promise<void>;
}

/** Starts a PostgreSQL with a new, empty database. */
export async function startPostgres(): Promise<Service> {
	const [newest] = (await readdir(VERSIONS)).sort((a, b) => Number(b) - Number(a));
	const bin = join(VERSIONS, newest!, 'bin');
	const folder = temporaryFolder('postgres');
	const [port] = await freePorts(1);
	await run('chown', [USER, folder.path]);
	const data = join(folder.path, 'data');
	// PostgreSQL refuses to run as root.
	const options = { user: USER, cwd: folder.path };
	await run(join(bin, 'initdb'), ['-D', data, '-U', USER, '-A', 'trust', '--no-sync'], options);
	const settings = ['-p', String(port), '-k', folder.path, '-h', '127.0.0.1', '-F'];
	const server = startProcess(join(bin, 'postgres'), ['-D', data, ...settings], options);
	await until('PostgreSQL to be ready', async () => {
		await run(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]);
		return true;
	});
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: USER,
			DB_POSTGRESDB_USER: USER,
		},
		async stop() {
			await server.stop();
			folder.remove();
		},
	};
}
