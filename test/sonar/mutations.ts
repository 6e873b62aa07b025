import { GraphQLError } from 'graphql';

import { createWebhookEndpoint, deleteWebhookEndpoint, updateWebhookEndpoint } from './endpoints';
import { linkFiles, type LinkInput } from './link';
import type { Execution } from './schema';
import {
	createInternalTicket,
	createPublicTicket,
	createTicketComment,
	createTicketReply,
} from './tickets';
import type { StoredFile } from './types';
import { updateTicket } from './updateTicket';

interface FileInput {
	description?: string | null;
	primary_image?: boolean | null;
	unset_description?: boolean | null;
}

function updateFile(
	_: unknown,
	{ id, input }: { id: string; input?: FileInput | null },
	{ store }: Execution,
): StoredFile {
	const file = store.file(id);
	if (!file) throw new GraphQLError(`File ${id} does not exist.`);
	if (input?.primary_image && !file.mime_type.startsWith('image/'))
		throw new GraphQLError(`File ${id} is not an image.`);
	store.change(file, {
		description: input?.unset_description ? null : (input?.description ?? file.description),
		primary_image: input?.primary_image ?? file.primary_image,
	});
	return file;
}

async function deleteFile(
	_: unknown,
	{ id }: { id: string },
	{ store }: Execution,
): Promise<{ success: boolean; message: string }> {
	const file = store.file(id);
	if (!file) throw new GraphQLError(`File ${id} does not exist.`);
	await store.remove(file);
	return { success: true, message: 'The file was deleted.' };
}

export const mutations = {
	linkFileToEntity: (_: unknown, { input }: { input?: LinkInput }, context: Execution) =>
		linkFiles(context, input),
	updateFile,
	deleteFile,
	createInternalTicket,
	createPublicTicket,
	updateTicket,
	createTicketReply,
	createTicketComment,
	createWebhookEndpoint,
	updateWebhookEndpoint,
	deleteWebhookEndpoint,
};
