import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import {
	createReplies,
	type CheckedReply,
} from '../../../../../nodes/shared/sonar/tickets/createReplies';
import { useQuietServer } from '../http/quietServer';
import { answerCreation } from './answerCreation';

const quiet = useQuietServer();

const reply = (more: Partial<CheckedReply> = {}): CheckedReply => ({
	ticketId: '7',
	kind: 'reply',
	body: 'Hello',
	fileIds: [],
	entitiesPerRequest: 25,
	...more,
});

async function create(input: CheckedReply) {
	const pool = { parallelRequests: 1, stopOnFailure: false };
	const outcomes = await createReplies(new SonarClient(quiet.host()), [input], pool);
	return outcomes.get(input)!;
}

describe('A reply', () => {
	it.each([
		['comment', 'TicketComment', {}],
		['reply', 'TicketReply', { incoming: false }],
		['incoming', 'TicketReply', { incoming: true, author: 'Ada', author_email: 'a@b.c' }],
	] as const)('that is a %s becomes a %s', async (kind, type, more) => {
		const inputs = answerCreation(quiet, { id: 9, created_at: 5 });
		const input = reply({
			kind,
			fileIds: ['61'],
			...(kind === 'incoming' && { author: 'Ada', authorEmail: 'a@b.c' }),
		});
		expect(await create(input)).toMatchObject({
			value: {
				[kind === 'comment' ? 'comment_id' : 'reply_id']: '9',
				fileable_type: type,
				fileable_id: '9',
				ticket_id: '7',
				created_at: null,
				file_ids: ['61'],
			},
			effects: [{ what: `${kind === 'comment' ? 'comment' : 'reply'} 9 of ticket 7` }],
		});
		expect(inputs).toEqual([
			{ ticket_id: '7', body: 'Hello', files: [{ file_id: '61' }], ...more },
		]);
	});

	it.each([
		['comment', 'comment of ticket 7'],
		['reply', 'reply of ticket 7'],
	] as const)('without an ID in Sonar’s answer is unknown: a %s', async (kind, what) => {
		answerCreation(quiet, {});
		expect(await create(reply({ kind }))).toMatchObject({
			error: {
				message: 'Sonar answered without the ID of the reply or comment',
				unknownOutcome:
					'Whether Sonar created it is unknown, and a reply to the customer may have been mailed',
			},
			effects: [{ what, sure: false }],
		});
	});
});
