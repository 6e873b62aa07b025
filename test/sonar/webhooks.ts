import { once, setMaxListeners } from 'node:events';
import { Agent, request } from 'node:https';

import { GraphQLError } from 'graphql';

import type { Behaviour } from './characters/steps';
import type { Endpoint, EndpointEvent } from './endpoints';
import { ExactNumber, textOfJson } from './respond';
import type { Store } from './store';
import type { Time } from './time';
import type { SonarOptions, WebhookCall } from './types';
import { wordOf, type Happening } from './webhookEvents';

/** Sonar's article: each minute, for four hours. */
const MOST_TRIES = 240;

/** Calls endpoints when something happens, and looks at addresses before they are taken. */
export class Webhooks {
	readonly calls: WebhookCall[] = [];

	private readonly agent: Agent;
	private readonly running = new Set<Promise<void>>();
	private happenings = 0;

	constructor(
		private readonly store: Store,
		private readonly behaviour: Behaviour,
		private readonly options: SonarOptions & { time: Time },
		private readonly closing: AbortSignal,
	) {
		this.agent = new Agent({ ca: options.webhookCertificate, keepAlive: false });
		// As many as there are calls under way.
		setMaxListeners(0, closing);
		store.onHappening = (happening) => this.tell(happening);
	}

	/** @throws GraphQLError if nobody answers at an address */
	async look(address: string): Promise<void> {
		const method = this.behaviour.apply('endpointLook', 'HEAD', undefined);
		if (!method) return;
		const status = await this.send(method, address).catch(() => 0);
		if (status !== 200)
			throw new GraphQLError(`The endpoint ${address} must answer ${method} with 200.`);
	}

	async close(): Promise<void> {
		this.agent.destroy();
		await Promise.all(this.running);
	}

	private tell(happening: Happening): void {
		const { behaviour, store } = this;
		const { model, event, row } = happening;
		const isFor = ({ id }: Endpoint) =>
			store
				.entities('WebhookEndpointEvent')
				.some(
					(one: EndpointEvent) =>
						one.webhook_endpoint_id === id && one.model === model && one.event === event,
				);
		const endpoints = store
			.entities('WebhookEndpoint')
			.filter((one: Endpoint) => one.enabled && isFor(one));
		if (endpoints.length === 0) return;
		this.happenings += 1;
		const { id, ...rest } = { ...row, path: undefined };
		const body = textOfJson(
			behaviour.apply(
				'webhookBody',
				{
					event: behaviour.apply('webhookWord', wordOf(happening), { model, event }),
					object_id: new ExactNumber(id),
					current: { id: new ExactNumber(id), ...rest },
				},
				undefined,
			),
		);
		const delays = behaviour.apply('webhookDelays', [0], { number: this.happenings });
		for (const endpoint of endpoints as Endpoint[])
			for (const delay of delays) this.run(this.deliver(endpoint, wordOf(happening), body, delay));
	}

	private run(delivery: Promise<void>): void {
		// Of what the server's end cuts off.
		const settled = delivery.catch(() => undefined).finally(() => this.running.delete(settled));
		this.running.add(settled);
	}

	private async deliver(
		{ id, endpoint }: Endpoint,
		event: string,
		body: string,
		delay: number,
	): Promise<void> {
		const address = endpoint!;
		const { closing, options } = this;
		await options.time.pause(delay, closing);
		for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
			const status = await this.send('POST', address, body).catch(() => 0);
			this.calls.push({ endpoint: id, address, event, attempt, status });
			if (status === 200) return;
			await options.time.sleep(options.minuteInMilliseconds ?? 60_000, closing);
		}
	}

	private async send(method: string, address: string, body?: string): Promise<number> {
		const headers = body === undefined ? {} : { 'content-type': 'application/json' };
		const call = request(address, {
			method,
			headers,
			agent: this.agent,
			signal: this.closing,
			timeout: 10_000,
		});
		call.end(body);
		const [response] = (await once(call, 'response')) as [
			NodeJS.ReadableStream & { statusCode: number },
		];
		response.resume();
		return response.statusCode;
	}
}
