import { GraphQLError } from 'graphql';

import type { Behaviour, LinkRule } from './characters/steps';
import type { Execution } from './schema';
import type { Entity, StoredFile } from './types';

export interface Association {
	file_id: string;
	description?: string | null;
	primary_image?: boolean | null;
}

export interface LinkInput {
	fileable_type: string;
	fileable_id: string;
	files?: Array<Association | null> | null;
}

type Refuse = (rule: LinkRule, message: string) => GraphQLError;

/** Links uploaded files to an entity: all of them or, unless asked otherwise, none. */
export function linkFiles(
	{ store, linksOneByOne, behaviour }: Execution,
	input: LinkInput | null | undefined,
): Entity | null {
	const refuse = refusalBy(behaviour);
	const linkable = (association: Association | null) =>
		check(association && store.file(association.file_id), association, refuse);

	if (!input) throw new GraphQLError('The input field is required.');
	const associations = input.files ?? [];
	if (associations.length === 0) throw new GraphQLError('The files field is required.');
	const entity = store.entity(input.fileable_type, input.fileable_id);
	if (!linksOneByOne) checkFiles({ store, behaviour }, associations);
	if (!entity) throw refuse('unknownEntity', 'The selected fileable id is invalid.');
	for (const association of associations) {
		const file = linkable(association);
		store.link(file, entity, {
			description: association?.description ?? file.description,
			primary_image: association?.primary_image ?? file.primary_image,
		});
	}
	return behaviour.apply('linkResult', entity, undefined);
}

/** Whether all files of a mutation can be linked; it throws at the first that cannot. */
export function checkFiles(
	{ store, behaviour }: Pick<Execution, 'store' | 'behaviour'>,
	associations: Array<Association | null>,
): void {
	const refuse = refusalBy(behaviour);
	const seen = new Set<string>();
	for (const association of associations) {
		const { id } = check(association && store.file(association.file_id), association, refuse);
		if (seen.has(id)) throw refuse('alreadyLinked', `File ${id} is already linked.`);
		seen.add(id);
	}
}

function refusalBy(behaviour: Behaviour): Refuse {
	return (rule, message) => new GraphQLError(behaviour.apply('linkRefusal', message, { rule }));
}

function check(
	file: StoredFile | null | undefined,
	association: Association | null,
	refuse: Refuse,
): StoredFile {
	if (!association) throw new GraphQLError('The file_id field is required.');
	if (!file) throw refuse('unknownFile', `File ${association.file_id} does not exist.`);
	if (file.fileable_id !== null)
		throw refuse('alreadyLinked', `File ${file.id} is already linked.`);
	if (association.primary_image && !file.mime_type.startsWith('image/'))
		throw refuse('noImage', `File ${file.id} is not an image.`);
	return file;
}
