import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';

import type { Behaviour, UploadEntry } from './characters/steps';
import { FILES_PER_UPLOAD } from './limits';
import { receiveParts, type Form, type Part, type Rules } from './multipart';
import { ExactNumber, json, type HttpAnswer } from './respond';
import type { Store } from './store';
import type { LoggedRequest, SonarOptions } from './types';

const FIELD = 'files[]';

interface Context {
	store: Store;
	behaviour: Behaviour;
}

/** POST /api/files */
export async function answerUpload(
	request: IncomingMessage,
	entry: LoggedRequest,
	{ store, behaviour }: Context,
	options: SonarOptions,
): Promise<HttpAnswer> {
	const paths = new Set<string>();
	const rules: Rules = {
		newPath() {
			const path = store.newPath();
			paths.add(path);
			return path;
		},
		filesTaken: behaviour.apply('filesTaken', FILES_PER_UPLOAD, undefined),
		largestFileInBytes: options.largestFileInBytes ?? Infinity,
		refuses: (filename) => hasExtension(filename, options.refusedExtensions ?? ['exe']),
	};
	return await receiveParts(request, rules)
		.then((form) => {
			if ('malformed' in form) return json(400, { message: form.malformed });
			entry.parts = form.count;
			const problem = problemOf(form);
			if (problem) return json(422, { message: problem, errors: { files: [problem] } });
			const refusal = behaviour.apply('uploadRefusal', undefined, { files: form.count });
			if (refusal) return refusal;
			const answer = json(200, { files: keepAll(form, entry, { store, behaviour }) });
			for (const { path } of form.parts) if (path) paths.delete(path);
			return answer;
		})
		// Before the answer: a refused file is gone when the client hears of it.
		.finally(async () => await Promise.all([...paths].map((path) => rm(path, { force: true }))));
}

function keepAll({ parts }: Form, log: LoggedRequest, { store, behaviour }: Context): object {
	for (const part of parts) {
		const failure = behaviour.apply('fileRefusal', part.failure, { files: parts.length });
		if (failure !== undefined) Object.assign(part, { failure, path: undefined });
	}
	const sent = parts.map(({ filename = '' }) => filename);
	log.stored = [];
	const entries = parts.map((part, index) => {
		const entry = keep(part, log, { store, behaviour });
		return behaviour.apply('uploadEntry', entry, { sent: sent[index]! });
	});
	return behaviour.apply(
		'uploadFiles',
		behaviour.apply('uploadEntries', entries, { sent }),
		undefined,
	);
}

function keep(
	{ filename: sent = '', mime_type, path, size, failure }: Part,
	log: LoggedRequest,
	{ store, behaviour }: Context,
): UploadEntry {
	const filename = behaviour.apply('storedName', sent, { number: store.files.length + 1 });
	if (path === undefined)
		return { id: null, filename, stored: false, failure_message: failure ?? null };
	const created_at = store.today();
	const { id } = store.addFile({ filename, mime_type, created_at }, path, size);
	log.stored?.push({ id, sent });
	return { id: new ExactNumber(id), filename, stored: true, failure_message: null };
}

function problemOf({ parts, count }: Form): string | undefined {
	if (count === 0) return 'The files field is required.';
	const stranger = parts.find(({ name }) => name !== FIELD);
	if (stranger) return `The field ${stranger.name} is not known; files travel as ${FIELD}.`;
	if (parts.some(({ filename }) => !filename)) return 'The files must have a filename.';
	return undefined;
}

function hasExtension(filename: string, extensions: string[]): boolean {
	return extensions.some((extension) =>
		filename.toLowerCase().endsWith(`.${extension.toLowerCase()}`),
	);
}
