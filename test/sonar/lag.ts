import type { Behaviour } from './characters/steps';
import type { Store } from './store';
import type { Time } from './time';
import type { Entity, StoredFile } from './types';
import type { View } from './view';

/** A file or another entity as it was from a moment on. Undefined from its deletion on. */
interface Version {
	row: StoredFile | Entity | undefined;
	milliseconds: number;
	queries: number;
}

/** An index of its own for lists, which may know of a change later than the store does. */
export class Lag {
	/** How many queries there have been. */
	queries = 0;

	/** Of each id, by type. */
	private readonly versions = new Map<string, Map<string, Version[]>>();

	constructor(
		private readonly store: Store,
		private readonly behaviour: Behaviour,
		private readonly time: Time,
	) {
		if (!behaviour.has('indexed')) return;
		store.onChange = (type, id, row) => {
			const version = {
				row: row && { ...row },
				milliseconds: time.now(),
				queries: this.queries,
			};
			const ofType = this.versions.get(type) ?? new Map<string, Version[]>();
			this.versions.set(type, ofType.set(id, [...(ofType.get(id) ?? []), version]));
		};
	}

	countQuery(): number {
		return ++this.queries;
	}

	/** All that lists know now. */
	view(): View {
		if (!this.behaviour.has('indexed')) return this.store;
		const files = this.known<StoredFile>('File');
		files.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
		return {
			files,
			filesOf: ({ type, id }: Entity) =>
				files.filter((file) => file.fileable_type === type && file.fileable_id === id),
			entities: (type) => this.known<Entity>(type),
		};
	}

	/** Lets lists know of everything that has happened. */
	catchUp(): void {
		for (const versions of [...this.versions.values()].flatMap((ofType) => [...ofType.values()])) {
			const newest = versions.at(-1)!;
			versions.splice(0, versions.length, {
				row: newest.row,
				milliseconds: -Infinity,
				queries: -Infinity,
			});
		}
	}

	private known<T extends StoredFile | Entity>(type: string): T[] {
		return [...(this.versions.get(type)?.values() ?? [])].flatMap((versions) => {
			const row = versions.findLast((version) => this.knows(version))?.row;
			return row ? [row as T] : [];
		});
	}

	private knows({ milliseconds, queries }: Version): boolean {
		return this.behaviour.apply('indexed', true, {
			milliseconds: this.time.now() - milliseconds,
			queries: this.queries - queries,
		});
	}
}
