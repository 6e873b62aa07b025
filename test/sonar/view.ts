import type { Entity, StoredFile } from './types';

/** Everything that lists show. */
export interface View {
	/** In order of id. */
	files: StoredFile[];
	filesOf(entity: Entity): StoredFile[];
	entities(type: string): Entity[];
}
