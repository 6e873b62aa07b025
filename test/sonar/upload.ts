import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { receiveParts, type Form, type Part, type Rules } from './multipart';
import { sendJson } from './respond';
import type { Store } from './store';
import type { LoggedRequest, SonarOptions } from './types';

const FIELD = 'files[]';

interface UploadedFile {
	id: number | null;
	filename: string;
	stored: boolean;
	failure_message: string | null;
}

/** POST /api/files */
export async function answerUpload(
	request: IncomingMessage,
	response: ServerResponse,
	entry: LoggedRequest,
	store: Store,
	options: SonarOptions,
): Promise<void> {
	const paths = new Set<string>();
	const rules: Rules = {
		newPath() {
			const path = store.newPath();
			paths.add(path);
			return path;
		},
		largestFileInBytes: options.largestFileInBytes ?? Infinity,
		refuses: (filename) => hasExtension(filename, options.refusedExtensions ?? ['exe']),
	};
	const answer = await receiveParts(request, rules)
		.then((form) => {
			if ('malformed' in form) return { status: 400, body: { message: form.malformed } };
			entry.parts = form.count;
			const problem = problemOf(form);
			if (problem) return { status: 422, body: { message: problem, errors: { files: [problem] } } };
			const files = form.parts.map((part) => keep(part, store));
			for (const { path } of form.parts) if (path) paths.delete(path);
			return { status: 200, body: { files } };
		})
		// Before the answer: what was refused is gone when the client hears of it.
		.finally(async () => await Promise.all([...paths].map((path) => rm(path, { force: true }))));
	sendJson(response, answer.status, answer.body);
}

function keep({ filename = '', mime_type, path, size, failure }: Part, store: Store): UploadedFile {
	if (path === undefined)
		return { id: null, filename, stored: false, failure_message: failure ?? null };
	const { id } = store.addFile({ filename, mime_type }, path, size);
	return { id: Number(id), filename, stored: true, failure_message: null };
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
