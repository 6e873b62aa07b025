import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

import { generate } from 'selfsigned';

import type { Webhooks } from '../../engine';

/** An https proxy in front of n8n, with its own certificate. */
export class Door {
	/** In PEM, for clients that should trust it. */
	certificate = '';

	/** The method and status of each request, for example `HEAD 200`. */
	readonly answers: string[] = [];

	private server!: Server;
	private triggers: Webhooks[] = [];

	async open(): Promise<void> {
		const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
		this.certificate = cert;
		this.server = createServer({ key, cert }, (request, response) => {
			const path = request.url!.replace(/\?.*$/, '');
			response.once('finish', () => this.answers.push(`${request.method} ${response.statusCode}`));
			const trigger = this.triggers.findLast((one) => one.path === path);
			if (!trigger) return void response.writeHead(404).end();
			trigger.handle(request, response).catch(() => response.destroy());
		});
		this.server.listen(0, 'localhost');
		await once(this.server, 'listening');
	}

	get url(): string {
		return `https://localhost:${(this.server.address() as AddressInfo).port}`;
	}

	/** Forwards its path to this one from now on. */
	lead(trigger: Webhooks): void {
		this.triggers.push(trigger);
	}

	clear(): void {
		this.triggers = [];
		this.answers.length = 0;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await once(this.server.close(), 'close');
	}
}
