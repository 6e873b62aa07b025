import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listedTypes } from '../../scripts/sonarSchema';
import { charactersOf } from './characters';
import { Behaviour } from './characters/steps';
import { Faults } from './faults';
import { Lag } from './lag';
import { CHUNK_IN_BYTES } from './limits';
import { RequestLog } from './log';
import { requestHandler } from './router';
import { FIRST_FILE_ID, Store } from './store';
import { realTime } from './time';
import type { EntityFields, Sonar, SonarOptions } from './types';
import { Webhooks } from './webhooks';

/** Starts a server that behaves like an instance of Sonar, as far as its API is known. */
export async function startSonar(given: SonarOptions = {}): Promise<Sonar> {
	const characters = charactersOf(given.characters ?? []);
	const options = optionsOf([...characters.map((character) => character.options ?? {}), given]);
	const behaviour = new Behaviour(characters);
	const { time = realTime } = options;
	const token = options.token ?? `ey${randomBytes(24).toString('base64url')}`;
	const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'sonar-'));
	const firstFileId = behaviour.apply('firstFileId', FIRST_FILE_ID, undefined);
	const store = new Store(folder, listedTypes, time, firstFileId);
	const lag = new Lag(store, behaviour, time);
	const log = new RequestLog(options.onRequest);
	const faults = new Faults();
	const closing = new AbortController();
	const running = new Set<Promise<void>>();
	const webhooks = new Webhooks(store, behaviour, { ...options, time }, closing.signal);

	const handle = requestHandler({
		options,
		token,
		store,
		lag,
		webhooks,
		behaviour,
		log,
		faults,
		closing: closing.signal,
		time,
	});
	const server = createServer({ highWaterMark: CHUNK_IN_BYTES }, (request, response) => {
		const answer = handle(request, response).finally(() => running.delete(answer));
		running.add(answer);
	});
	// Uploads of gigabytes may take their time.
	server.requestTimeout = 0;
	try {
		server.listen(options.port ?? 0, '127.0.0.1');
		await once(server, 'listening');
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	}

	const stop = async () => {
		closing.abort();
		const closed = once(server, 'close');
		server.close();
		server.closeAllConnections();
		await closed;
		await Promise.all(running);
		await webhooks.close();
		await rm(folder, { recursive: true, force: true });
	};
	let stopped: Promise<void> | undefined;

	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		token,
		log: log.entries,
		webhookCalls: webhooks.calls,
		get files() {
			return store.files.map((file) => Object.freeze({ ...file }));
		},
		get listed() {
			return lag.view().files.map((file) => Object.freeze({ ...file }));
		},
		catchUp: () => lag.catchUp(),
		changeEntity: (type, id, changes) => store.changeEntity(store.knownEntity(type, id), changes),
		removeEntity: (type, id) => store.removeEntity(store.knownEntity(type, id)),
		addEntity: (type, fields) => store.addEntity(type, withHeaders(fields, behaviour)).id,
		entities: (type) => store.entities(type).map((entity) => Object.freeze({ ...entity })),
		async addFile({ content, ...fields }) {
			const path = store.newPath();
			await writeFile(path, content);
			return store.addFile(fields, path, Buffer.byteLength(content)).id;
		},
		link(id, { type, id: entityId }) {
			store.link(store.known(id), store.knownEntity(type, entityId));
		},
		update: (id, fields) => store.update(id, fields),
		remove: async (id) => await store.remove(store.known(id)),
		content: (id) => readFileSync(store.known(id).path),
		answerNext: (match, answer, times) => faults.add(match, answer, times),
		answerAsUsual: () => faults.clear(),
		clearLog: () => log.clear(),
		close: async () => await (stopped ??= stop()),
	};
}

/** The fields of a reply, with its headers in the form in which this Sonar stores them. */
function withHeaders(fields: EntityFields = {}, behaviour: Behaviour): EntityFields {
	const { headers } = fields.details ?? {};
	if (typeof headers !== 'string') return fields;
	const stored = behaviour.apply('storedHeaders', headers, undefined);
	return { ...fields, details: { ...fields.details, headers: stored } };
}

/** Later options override earlier ones. */
function optionsOf(all: readonly SonarOptions[]): SonarOptions {
	const said = all.flatMap((options) => Object.entries(options));
	return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}
