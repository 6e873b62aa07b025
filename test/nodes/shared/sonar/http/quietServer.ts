import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import type { SonarHost } from '../../../../../nodes/shared/sonar/http/types';
import { VirtualTime } from '../../../../VirtualTime';
import { useTime } from '../../../useTime';
import { sendByFetch } from './sendByFetch';

/** Of all servers: a port may come again, and what is known of its account must not. */
let openings = 0;

export interface GraphqlBody {
	query: string;
	variables: Record<string, string>;
}

/** The names of the root fields that a document asks for, in their order. */
export function rootFields(query: string): string[] {
	return [...query.matchAll(/f\d+: (\w+)/g)].map(([, field]) => field!);
}

/** An answer with these values for the root fields of a document, in their order. */
export function answerFields(values: readonly unknown[]): { data: object } {
	return { data: Object.fromEntries(values.map((value, index) => [`f${index}`, value])) };
}

/** A server that answers as a test says, and a host for it, on a virtual clock. */
export class QuietServer {
	answer!: RequestListener;

	calls = 0;

	time!: VirtualTime;

	/** In milliseconds, so far. */
	slept = 0;

	/** Happens in each sleep. */
	whileAsleep!: () => Promise<void>;

	private server!: Server;

	private port = 0;

	async open(): Promise<void> {
		this.answer = (_, response) => response.end('answered');
		this.whileAsleep = async () => await Promise.resolve();
		openings += 1;
		this.calls = this.slept = this.port = 0;
		this.time = new VirtualTime(Date.parse('2026-11-25T12:00:00Z'));
		this.server = createServer((request, response) => {
			this.calls += 1;
			response.setHeader('date', new Date(this.time.now()).toUTCString());
			this.answer(request, response);
		});
		await this.listen();
	}

	/** Also after `close`, at the same address. */
	async listen(): Promise<void> {
		this.server.listen(this.port, '127.0.0.1');
		await once(this.server, 'listening');
		this.port = (this.server.address() as AddressInfo).port;
	}

	/** Answers each GraphQL document with the JSON that is made of it. */
	answerGraphql(make: (body: GraphqlBody) => object): void {
		this.answer = (request, response) => {
			void json(request).then((body) => {
				response.end(JSON.stringify(make(body as GraphqlBody)));
			});
		};
	}

	async close(): Promise<void> {
		if (!this.server.listening) return;
		this.server.closeAllConnections();
		await once(this.server.close(), 'close');
	}

	host(more: Partial<SonarHost> = {}): SonarHost {
		return {
			origin: `http://127.0.0.1:${this.port}`,
			account: `server ${openings}`,
			send: async (call) => await sendByFetch(call.url, call),
			hideToken: (text) => text,
			sleep: async (milliseconds) => {
				this.slept += milliseconds;
				await this.time.pause(milliseconds);
				await this.whileAsleep();
			},
			onRateLimitWait: () => undefined,
			...more,
		};
	}
}

/** For the tests that follow in the file, a new one for each. */
export function useQuietServer(): QuietServer {
	const quiet = new QuietServer();
	beforeEach(async () => {
		await quiet.open();
		useTime(quiet.time);
	});
	afterEach(async () => await quiet.close());
	return quiet;
}
