import type { Pool } from '../batch/pool';
import { parsePage, parseWholeNumber } from '../graphql/connection';
import { buildMutation, buildQuery, type RootField } from '../graphql/rootField';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import type { Outcomes } from '../outcome';
import { create, type Created, type Creation, type Draft } from './creations';

/** A comment for users of Sonar, a reply that Sonar mails, or a reply that came in. */
export type ReplyKind = 'comment' | 'reply' | 'incoming';

/** A reply to a ticket that is to be created, or a comment on it. */
export interface ReplyDraft extends Draft {
	ticketId: string;
	kind: ReplyKind;
	body: string;
	/** Of a reply that came in. */
	author?: string;
	authorEmail?: string;
}

/** A reply or comment as Sonar describes it. */
export interface CreatedReply extends Created {
	fileable_type: 'TicketReply' | 'TicketComment';
	ticket_id: string;
	created_at: string | null;
	file_ids: string[];
}

const SELECT = ['id', 'ticket_id', 'created_at'] as const;

/** Creates replies and comments with their files, several by one request. */
export async function createReplies<D extends ReplyDraft>(
	client: SonarClient,
	drafts: readonly D[],
	pool: Pool,
): Promise<Outcomes<D, CreatedReply>> {
	return await create<D, CreatedReply>(client, drafts, pool, replies);
}

function typeOf({ kind }: ReplyDraft): CreatedReply['fileable_type'] {
	return kind === 'comment' ? 'TicketComment' : 'TicketReply';
}

const replies: Creation<ReplyDraft, CreatedReply> = {
	describe: (draft, created) => {
		const what = draft.kind === 'comment' ? 'comment' : 'reply';
		return `${what}${created ? ` ${created.id}` : ''} of ticket ${draft.ticketId}`;
	},
	unknownOutcome:
		'Whether Sonar created it is unknown, and a reply to the customer may have been mailed',
	sizeOf: ({ body }) => Buffer.byteLength(body),
	buildMutation: buildReplyMutation,
	typeOf,
	buildQuery: buildReplyQuery,
	assume: (draft, id) => ({
		id,
		fileable_type: typeOf(draft),
		ticket_id: draft.ticketId,
		created_at: null,
		file_ids: [...draft.fileIds],
	}),
};

function buildReplyMutation(draft: ReplyDraft): RootField<CreatedReply> {
	const { ticketId, kind, body, author, authorEmail, fileIds } = draft;
	const parts = { select: SELECT, parse: (value: unknown) => parseReply(value, draft) };
	const common = {
		ticket_id: ticketId,
		body,
		...(fileIds.length > 0 && { files: fileIds.map((file_id) => ({ file_id })) }),
	};
	if (kind === 'comment') {
		return buildMutation('createTicketComment', { args: { input: common }, ...parts });
	}
	const input = {
		...common,
		incoming: kind === 'incoming',
		...(author && { author }),
		...(authorEmail && { author_email: authorEmail }),
	};
	return buildMutation('createTicketReply', { args: { input }, ...parts });
}

function buildReplyQuery(draft: ReplyDraft, id: string): RootField<CreatedReply | undefined> {
	const parts = {
		args: { id },
		parse: (value: unknown) => {
			const { entities } = parsePage(value, 'replies', (entity) => parseReply(entity, draft));
			return entities.find((one) => one.id === id);
		},
	};
	const select = [{ field: 'entities', select: SELECT }] as const;
	return draft.kind === 'comment'
		? buildQuery('ticket_comments', { ...parts, select })
		: buildQuery('ticket_replies', { ...parts, select });
}

function parseReply(value: unknown, draft: ReplyDraft): CreatedReply {
	const { id, created_at: moment } = isRecord(value) ? value : {};
	return {
		id: parseWholeNumber(id, 'the id of the reply or comment'),
		fileable_type: typeOf(draft),
		ticket_id: draft.ticketId,
		created_at: typeof moment === 'string' ? moment : null,
		file_ids: [...draft.fileIds],
	};
}
