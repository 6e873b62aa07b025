import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import type { GraphqlAnswer } from '../graphql';
import type { Json } from '../http/Answer';
import type { Session } from '../Session';
import { describeLag, waitFor, type Waited } from './lag';
import { DAY, ticketIn, type OwnTicket } from './OwnTicket';
import { describeOtherAnswer } from './ticketAnswers';
import { RESTORING } from './ticketRestoration';
import { CLEARABLE, dayOf, readCustomFields } from './ticketState';

/** A change, and looks until it shows. */
const CHANGING = 10;
/** A change, and a look at what became of it. */
const LOOKING = 2;

/**
 * Changes, clears and looks, in this order.
 *
 * @returns whether all was asked
 */
export async function changeTicket(session: Session, own: OwnTicket): Promise<boolean> {
	const { line } = session;
	line.reserve = RESTORING;
	let lag = 0;
	let isAll = true;
	const row = async (id: string, what: string, requests: number, run: () => Promise<Result>) => {
		const hasRoom = line.left >= requests;
		isAll &&= hasRoom;
		if (hasRoom) await session.check(id, what, run);
		else session.note(id, what, notSeen('Not asked: too few requests are left'));
	};
	const isChanged = (ticket: Json) =>
		ticket.priority === own.otherPriority && dayOf(ticket) === DAY;
	let waited: Waited<true> | undefined;
	const wait = async () =>
		(waited ??= await waitFor(session, async () => {
			const ticket = await own.look();
			return ticket && isChanged(ticket) ? true : undefined;
		}));
	let changed: GraphqlAnswer | undefined;
	await row('updateTicket', 'A change of a ticket, and its answer', CHANGING, async () => {
		changed = await own.update({ priority: own.otherPriority, due_date: DAY });
		const ticket = ticketIn(changed);
		if (ticket && isChanged(ticket) && changed.errors.length === 0)
			return ticket.due_date === DAY
				? expected('Answered with the ticket as it is now')
				: handled('Answered with the ticket, its due date with a time', 'The day counts');
		const { value: isDone = false } = await wait();
		return describeOtherAnswer(session, changed, isDone);
	});
	// It needs no more than what was set aside for the row before.
	await row('updateTicketLag', 'Until lists know of a changed ticket', 1, async () => {
		if (!changed) return notSeen('There was no answer to the change');
		const { value, milliseconds } = await wait();
		own.isListed = value === true;
		lag = milliseconds;
		return describeLag(waited!);
	});
	await row(
		'clearTicket',
		'Fields of a ticket that are cleared',
		LOOKING,
		async () => await checkClearing(session, own, lag),
	);
	await row(
		'customFieldData',
		'One custom field of several, written',
		LOOKING,
		async () => await checkCustomFields(session, own, lag),
	);
	return isAll;
}

/** Clears the due date, and of the other fields those that are empty: nobody is told of these. */
async function checkClearing(session: Session, own: OwnTicket, lag: number): Promise<Result> {
	const empty = CLEARABLE.filter((name) => own.before[name] === null).map(
		(name) => `unset_${name}`,
	);
	const names = ['unset_due_date', ...empty];
	const answer = await own.update(Object.fromEntries(names.map((name) => [name, true])));
	if (answer.errors.length > 0 && !ticketIn(answer))
		return notHandled(
			`Refused: ${names.join(', ')}: ${session.quote(answer.errors)}`,
			'Update Ticket fails with Sonar’s words where these are cleared',
		);
	await session.line.pause(lag);
	const ticket = ticketIn(answer) ?? (await own.look());
	if (ticket?.due_date !== null)
		return notHandled('No error, and the due date is still there', 'A hint says so');
	const also = empty.length > 0 ? `; taken of empty fields: ${empty.join(', ')}` : '';
	return expected(`The due date is cleared${also}`);
}

/** Gives one custom field its own value: if the list were the whole, the others would be gone. */
async function checkCustomFields(session: Session, own: OwnTicket, lag: number): Promise<Result> {
	const [first, ...others] = own.customFields;
	if (!first || others.length === 0)
		return notSeen('The ticket has not two custom fields with values');
	if (!own.mayWriteCustomFields)
		return notSeen('The ticket has more custom fields than a page surely holds');
	const answer = await own.update({ custom_field_data: [first] });
	if (answer.errors.length > 0)
		return notHandled(
			`Refused: ${session.quote(answer.errors)}`,
			'Update Ticket fails with these words',
		);
	await session.line.pause(lag);
	// Lists that never knew of a change say nothing of this one.
	const ticket = own.isListed === false ? ticketIn(answer) : await own.look();
	if (!ticket) return notSeen('Neither the answer nor a list says what became of them');
	const values = readCustomFields(ticket);
	const isKept = others.every((one) =>
		values.some(
			({ custom_field_id: id, value }) => id === one.custom_field_id && value === one.value,
		),
	);
	return isKept
		? expected('The others keep their values')
		: notHandled(
				'The others lose their values',
				'In Update Ticket give all custom fields at once: please report this',
			);
}
