import { randomBytes } from 'node:crypto';

import {
	collectTexts,
	isRecord,
	readJson,
	readNumber,
	type Answer,
	type Json,
} from '../http/Answer';
import { Ended } from '../http/Line';
import { namesToken } from '../reading/refusals';
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
	/** Of what was stored, in the order of the answer. */
	ids: string[];
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

	/** All that it has made by id, under the names in Sonar's answers. */
	readonly made = new Map<string, string>();

	/** Those of them that are not deleted yet. */
	readonly left = new Map<string, string>();

	/** Why some could not be deleted. */
	readonly problems: string[] = [];

	/** Whether Sonar answered of fewer files than it got: what it left out is looked for. */
	isShort = false;

	/** Whether an upload had no answer that says what was stored. */
	isUnknown = false;

	private count = 0;

	/** The largest id that there was before the probe made anything. */
	private readonly newest: bigint;

	constructor(private readonly session: Session) {
		const ids = session.facts.files.map(({ id }) => BigInt(id));
		this.newest = ids.reduce((largest, id) => (id > largest ? id : largest), 0n);
	}

	/** A small text, longer than the one before: files are told from one another by their sizes. */
	makeText(name: string): OwnFile {
		this.count += 1;
		const content = Buffer.from(`${this.tag} ${'x'.repeat(this.count)}\n`);
		return { name, type: 'text/plain', content };
	}

	note(id: string, name: string): void {
		this.made.set(id, name);
		this.left.set(id, name);
	}

	/** Whether so many more files can be uploaded and deleted again with the requests that are left. */
	hasRoomFor(files: number): boolean {
		const { line } = this.session;
		return line.left + line.reserve > this.cleaningOf(this.left.size + files) + 1;
	}

	/** @param token instead of the user's own */
	async upload(files: readonly OwnFile[], token?: string): Promise<Uploaded> {
		const { line } = this.session;
		line.reserve = this.cleaningOf(this.left.size + files.length);
		const body = new FormData();
		for (const { name, type, content } of files)
			body.append('files[]', new File([content], name, { type }));
		const answer = await this.send(body, token);
		const json = readJson(answer);
		this.session.scrubber.learn(json?.files);
		const list = answer.status < 300 ? json?.files : undefined;
		const given: unknown[] = typeof list === 'object' && list !== null ? Object.values(list) : [];
		const entries = given.filter(isRecord);
		const own = entries.filter((entry) => this.isNew(entry));
		const ids = own.map(({ id }) => readNumber(id)!.digits);
		for (const [index, id] of ids.entries()) this.note(id, String(own[index]!.filename));
		const isClient = answer.status >= 400 && answer.status < 500;
		const isRefused = isClient || (token !== undefined && namesToken(answer));
		this.isShort ||= entries.length < files.length && !isRefused;
		const isStrange = entries.filter(({ stored }) => stored === true).length > ids.length;
		this.isUnknown ||= isStrange || (entries.length === 0 && !isRefused);
		const reasons = entries.flatMap((entry) => collectTexts(entry.failure_message));
		const words = [...new Set(reasons.length > 0 ? reasons : collectTexts(json))].join('; ');
		return { answer, entries, ids, isObject: isRecord(list), words };
	}

	/** Without an answer nobody knows what was stored, unless nothing was sent. */
	private async send(body: FormData, token?: string): Promise<Answer> {
		try {
			return await this.session.line.send({ method: 'POST', path: '/api/files', body, token });
		} catch (error) {
			this.isUnknown ||= !(error instanceof Ended);
			throw error;
		}
	}

	/** Whether an entry is of a file that was not there before: nobody else's may be linked or deleted. */
	private isNew({ id, stored }: Json): boolean {
		const written = readNumber(id);
		return written !== undefined && stored === true && BigInt(written.digits) > this.newest;
	}

	private cleaningOf(files: number): number {
		return Math.ceil(files / this.session.facts.mutationsPerRequest) + CLEANING;
	}
}
