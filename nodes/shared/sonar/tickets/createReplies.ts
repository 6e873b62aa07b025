import type { Pool } from '../batch/pool';
import { parsePage } from '../graphql/connection';
import { parseWholeNumber } from '../ids';
import { buildMutation, buildQuery, type RootField } from '../graphql/rootField';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { mapDone, type Outcomes } from '../outcome';
import {
	createEntities,
	type CheckedInput,
	type CreatedEntity,
	type CreationKind,
} from './creations';
import { buildTicketUrl } from './ticketUrl';

/** A comment for users of Sonar, a reply that Sonar mails, or a reply that came in. */
export type ReplyKind = 'comment' | 'reply' | 'incoming';

/** A reply to a ticket, or a comment on it, that passed all checks. */
export interface CheckedReply extends CheckedInput {
	ticketId: string;
	kind: ReplyKind;
	body: string;
	/** Only incoming replies have an author. */
	author?: string;
	authorEmail?: string;
}

/** A reply or comment as Sonar describes it. */
interface Reply extends CreatedEntity {
	ticket_id: string;
	created_at: string | null;
	file_ids: string[];
}

/** The output for a new reply or comment. A bare `id` would be taken for a file's. */
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
export async function createReplies<R extends CheckedReply>(
	client: SonarClient,
	replies: readonly R[],
	pool: Pool,
): Promise<Outcomes<R, CreatedReply>> {
	const outcomes = await createEntities<R, Reply>(client, replies, pool, REPLY);
	return mapDone(outcomes, (reply, { id, ticket_id, ...created }) => ({
		...(reply.kind === 'comment' ? { comment_id: id } : { reply_id: id }),
		fileable_type: typeOf(reply),
		fileable_id: id,
		ticket_id,
		url: buildTicketUrl(client, ticket_id),
		...created,
	}));
}

function typeOf({ kind }: CheckedReply): FileableType {
	return kind === 'comment' ? 'TicketComment' : 'TicketReply';
}

const REPLY: CreationKind<CheckedReply, Reply> = {
	describe: (reply, created) => {
		const what = reply.kind === 'comment' ? 'comment' : 'reply';
		return `${what}${created ? ` ${created.id}` : ''} of ticket ${reply.ticketId}`;
	},
	unknownOutcome:
		'Whether Sonar created it is unknown, and a reply to the customer may have been mailed',
	sizeOf: ({ body }) => Buffer.byteLength(body),
	buildMutation: buildReplyMutation,
	typeOf,
	buildQuery: buildReplyQuery,
	assume: (reply, id) => ({
		id,
		ticket_id: reply.ticketId,
		created_at: null,
		file_ids: [...reply.fileIds],
	}),
};

function buildReplyMutation(reply: CheckedReply): RootField<Reply> {
	const { ticketId, kind, body, author, authorEmail, fileIds } = reply;
	const parts = { select: SELECT, parse: (value: unknown) => parseReply(value, reply) };
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

function buildReplyQuery(reply: CheckedReply, id: string): RootField<Reply | undefined> {
	const parts = {
		args: { id },
		parse: (value: unknown) => {
			const { entities } = parsePage(value, 'replies', (entity) => parseReply(entity, reply));
			return entities.find((one) => one.id === id);
		},
	};
	const select = [{ field: 'entities', select: SELECT }] as const;
	return reply.kind === 'comment'
		? buildQuery('ticket_comments', { ...parts, select })
		: buildQuery('ticket_replies', { ...parts, select });
}

function parseReply(value: unknown, reply: CheckedReply): Reply {
	const { id, created_at: moment } = isRecord(value) ? value : {};
	return {
		id: parseWholeNumber(id, 'the ID of the reply or comment'),
		ticket_id: reply.ticketId,
		created_at: typeof moment === 'string' ? moment : null,
		file_ids: [...reply.fileIds],
	};
}
