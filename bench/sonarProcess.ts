import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { SonarOptions } from '../test/sonar';

export interface SonarSetup {
	options?: SonarOptions;
	/** How many accounts and tickets there are, with the IDs from 1 on. */
	accounts?: number;
	tickets?: number;
	filesPerTicket?: number;
	/** The number of unlinked files, with the IDs from 1,000,000 on. */
	unlinkedFiles?: number;
	/** Files of random bytes that can be downloaded, by their sizes in bytes. */
	largeFiles?: number[];
}

/** The project's server, and the lean one. */
export type ServerFile = 'sonarServer.ts' | 'leanServer.ts';

/** A Sonar server in a process of its own, so that it does not count as ours. */
export class SonarProcess {
	private constructor(
		private readonly child: ChildProcess,
		readonly url: string,
		readonly token: string,
		/** The IDs of `largeFiles`. */
		readonly fileIds: string[],
	) {}

	static async start(
		setup: SonarSetup,
		file: ServerFile = 'sonarServer.ts',
	): Promise<SonarProcess> {
		const child = fork(join(__dirname, file), [JSON.stringify(setup)], {
			execArgv: ['--import', 'tsx'],
		});
		const [ready] = (await once(child, 'message')) as [
			{ url: string; token: string; fileIds: string[] },
		];
		return new SonarProcess(child, ready.url, ready.token, ready.fileIds);
	}

	get credential(): { instanceUrl: string; accessToken: string } {
		return { instanceUrl: this.url, accessToken: this.token };
	}

	/** How many requests it got since the last call. */
	async countRequests(): Promise<number> {
		this.child.send('count');
		const [requests] = (await once(this.child, 'message')) as [number];
		return requests;
	}

	async stop(): Promise<void> {
		this.child.send('stop');
		await once(this.child, 'exit');
	}
}
