import { randomBytes } from 'node:crypto';

import {
	collectTexts,
	isRecord,
	readJson,
	readNumber,
	type Answer,
	type Json,
} from '../http/Answer';
import type { Session } from '../Session';

/** A file that the probe makes. */
export interface OwnFile {
	name: string;
	type: string;
	content: Buffer;
}

/** Sonar's answer to an upload. */
export interface Uploaded {
	answer: Answer;
	entries: Json[];
	/** Whether the entries are an object, as PHP writes a list with gaps. */
	isObject: boolean;
	/** Sonar's words, if it stored nothing. */
	words: string;
}

/** Deletions, one look for what is left, and its deletion. */
const CLEANING = 3;

/** What the probe has uploaded: it deletes that and nothing else. */
export class Ours {
	/** In the name of each file; letters and digits, so that Sonar is not likely to change it. */
	readonly tag = `n8nprobe${randomBytes(3).toString('hex')}`;

	/** By id, under the name that was sent if the answer tells. */
	readonly made = new Map<string, string>();

	/** Whether Sonar answered of fewer files than it got: what it left out is looked for. */
	isShort = false;

	/** Whether an upload had no answer that says what was stored. */
	isUnknown = false;

	private count = 0;

	constructor(private readonly session: Session) {}

	/** A small text, longer than the one before: files are told from one another by their sizes. */
	makeText(name: string): OwnFile {
		this.count += 1;
		const content = Buffer.from(`${this.tag} ${'x'.repeat(this.count)}\n`);
		return { name, type: 'text/plain', content };
	}

	/** Whether so many more files can be uploaded and deleted again with the requests that are left. */
	hasRoomFor(files: number): boolean {
		const { line } = this.session;
		return line.left + line.reserve > this.cleaningOf(this.made.size + files) + 1;
	}

	async upload(files: readonly OwnFile[]): Promise<Uploaded> {
		const { line } = this.session;
		line.reserve = this.cleaningOf(this.made.size + files.length);
		const body = new FormData();
		for (const { name, type, content } of files)
			body.append('files[]', new File([content], name, { type }));
		const wasUnknown = this.isUnknown;
		// Until Sonar has said what it stored.
		this.isUnknown = true;
		const answer = await line.send({ method: 'POST', path: '/api/files', body });
		const json = readJson(answer);
		this.session.scrubber.learn(json?.files);
		const list = answer.status < 300 ? json?.files : undefined;
		const given: unknown[] = typeof list === 'object' && list !== null ? Object.values(list) : [];
		const entries = given.filter(isRecord);
		for (const { id, stored, filename } of entries) {
			const written = readNumber(id);
			if (written && stored === true) this.made.set(written.digits, String(filename));
		}
		const isRefused = answer.status >= 400 && answer.status < 500;
		this.isShort ||= entries.length < files.length && !isRefused;
		this.isUnknown = wasUnknown || (entries.length === 0 && !isRefused);
		const reasons = entries.flatMap((entry) => collectTexts(entry.failure_message));
		const words = [...new Set(reasons.length > 0 ? reasons : collectTexts(json))].join('; ');
		return { answer, entries, isObject: isRecord(list), words };
	}

	private cleaningOf(files: number): number {
		return Math.ceil(files / this.session.facts.fieldsPerRequest) + CLEANING;
	}
}

/** The ids of entries that Sonar says it stored. */
export function storedIds({ entries }: Pick<Uploaded, 'entries'>): string[] {
	return entries.flatMap(({ id, stored }) => {
		const written = readNumber(id);
		return written && stored === true ? [written.digits] : [];
	});
}
