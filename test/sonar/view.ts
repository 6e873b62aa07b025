import type { Entity, StoredFile } from './types';

/** All that lists are made of. */
export interface View {
	/** In order of id. */
	files: StoredFile[];
	filesOf(entity: Entity): StoredFile[];
	entities(type: string): Entity[];
}
