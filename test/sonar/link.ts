import { GraphQLError } from 'graphql';

import type { Store } from './store';
import type { Entity, StoredFile } from './types';

interface Association {
	file_id: string;
	description?: string | null;
	primary_image?: boolean | null;
}

export interface LinkInput {
	fileable_type: string;
	fileable_id: string;
	files?: Array<Association | null> | null;
}

/** Links uploaded files to an entity: all of them or, unless asked otherwise, none. */
export function linkFiles(
	store: Store,
	input: LinkInput | null | undefined,
	oneByOne: boolean,
): Entity {
	if (!input) throw new GraphQLError('The input field is required.');
	const associations = input.files ?? [];
	if (associations.length === 0) throw new GraphQLError('The files field is required.');
	const entity = store.entity(input.fileable_type, input.fileable_id);
	if (!oneByOne) {
		const seen = new Set<string>();
		for (const association of associations) {
			const { id } = linkable(store, association);
			if (seen.has(id)) throw new GraphQLError(`File ${id} is already linked.`);
			seen.add(id);
		}
	}
	if (!entity) throw new GraphQLError('The selected fileable id is invalid.');
	for (const association of associations) {
		const file = linkable(store, association);
		store.link(file, entity, {
			description: association?.description ?? file.description,
			primary_image: association?.primary_image ?? file.primary_image,
		});
	}
	return entity;
}

function linkable(store: Store, association: Association | null): StoredFile {
	if (!association) throw new GraphQLError('The file_id field is required.');
	const file = store.file(association.file_id);
	if (!file) throw new GraphQLError(`File ${association.file_id} does not exist.`);
	if (file.fileable_id !== null) throw new GraphQLError(`File ${file.id} is already linked.`);
	if (association.primary_image && !file.mime_type.startsWith('image/')) {
		throw new GraphQLError(`File ${file.id} is not an image.`);
	}
	return file;
}
