import type { Pool } from '../batch/pool';
import { parsePage } from '../graphql/connection';
import { parseWholeNumber } from '../ids';
import { buildMutation, buildQuery, type RootField } from '../graphql/rootField';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { mapDone, type Outcomes } from '../outcome';
import { create, type Created, type Creation, type Draft } from './creations';
import { buildTicketUrl } from './ticketUrl';

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
interface Reply extends Created {
	ticket_id: string;
	created_at: string | null;
	file_ids: string[];
}

/** A new reply or comment as it is given out: a bare `id` would be taken for a file's. */
export interface CreatedReply extends Omit<Reply, 'id'> {
	reply_id?: string;
	comment_id?: string;
	/** For Link File, whose files may also hang on a reply. */
	fileable_type: FileableType;
	fileable_id: string;
	/** The ticket's page in Sonar. */
	url: string;
}

type FileableType = 'TicketReply' | 'TicketComment';

const SELECT = ['id', 'ticket_id', 'created_at'] as const;

/** Creates replies and comments with their files, several by one request. */
export async function createReplies<D extends ReplyDraft>(
	client: SonarClient,
	drafts: readonly D[],
	pool: Pool,
): Promise<Outcomes<D, CreatedReply>> {
	const outcomes = await create<D, Reply>(client, drafts, pool, replies);
	return mapDone(outcomes, (draft, { id, ticket_id, ...reply }) => ({
		...(draft.kind === 'comment' ? { comment_id: id } : { reply_id: id }),
		fileable_type: typeOf(draft),
		fileable_id: id,
		ticket_id,
		url: buildTicketUrl(client, ticket_id),
		...reply,
	}));
}

function typeOf({ kind }: ReplyDraft): FileableType {
	return kind === 'comment' ? 'TicketComment' : 'TicketReply';
}

const replies: Creation<ReplyDraft, Reply> = {
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
		ticket_id: draft.ticketId,
		created_at: null,
		file_ids: [...draft.fileIds],
	}),
};

function buildReplyMutation(draft: ReplyDraft): RootField<Reply> {
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

function buildReplyQuery(draft: ReplyDraft, id: string): RootField<Reply | undefined> {
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

function parseReply(value: unknown, draft: ReplyDraft): Reply {
	const { id, created_at: moment } = isRecord(value) ? value : {};
	return {
		id: parseWholeNumber(id, 'the id of the reply or comment'),
		ticket_id: draft.ticketId,
		created_at: typeof moment === 'string' ? moment : null,
		file_ids: [...draft.fileIds],
	};
}
