import type { Behaviour } from './characters/steps';
import type { FileView, Store } from './store';
import type { Time } from './time';
import type { Entity, StoredFile } from './types';

/** A file as it was from a moment on. Undefined from its deletion on. */
interface Version {
	file: StoredFile | undefined;
	milliseconds: number;
	queries: number;
}

/** An index of its own for lists, which may know of a change later than the store does. */
export class Lag {
	/** How many queries there have been. */
	queries = 0;

	private readonly versions = new Map<string, Version[]>();

	constructor(
		private readonly store: Store,
		private readonly behaviour: Behaviour,
		private readonly time: Time,
	) {
		if (!behaviour.has('indexed')) return;
		store.onChange = (id, file) => {
			const version = {
				file: file && { ...file },
				milliseconds: time.now(),
				queries: this.queries,
			};
			this.versions.set(id, [...(this.versions.get(id) ?? []), version]);
		};
	}

	countQuery(): number {
		return ++this.queries;
	}

	/** The files as lists know them now. */
	view(): FileView {
		if (!this.behaviour.has('indexed')) return this.store;
		const files = [...this.versions.values()].flatMap((versions) => {
			const file = versions.findLast((version) => this.knows(version))?.file;
			return file ? [file] : [];
		});
		files.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
		return {
			files,
			filesOf: ({ type, id }: Entity) =>
				files.filter((file) => file.fileable_type === type && file.fileable_id === id),
		};
	}

	/** Lets lists know of everything that has happened. */
	catchUp(): void {
		for (const versions of this.versions.values()) {
			const newest = versions.at(-1)!;
			versions.splice(0, versions.length, {
				file: newest.file,
				milliseconds: -Infinity,
				queries: -Infinity,
			});
		}
	}

	private knows({ milliseconds, queries }: Version): boolean {
		return this.behaviour.apply('indexed', true, {
			milliseconds: this.time.now() - milliseconds,
			queries: this.queries - queries,
		});
	}
}
