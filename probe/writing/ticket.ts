import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import type { GraphqlAnswer } from '../graphql';
import type { Json } from '../http/Answer';
import { Ended, NoAnswer } from '../http/Line';
import { TICKET_COLUMNS, TICKET_NAMES } from '../reading/ticketLists';
import type { Session } from '../Session';
import { describeLag, waitFor } from './lag';
import {
	CUSTOM_FIELDS,
	dayOf,
	describeOtherAnswer,
	readCustomFields,
	readTicket,
	hasValues,
	ticketIn,
} from './ticketAnswers';

/** What may be empty, beside the due date. */
const CLEARABLE = [
	'ticketable_type',
	'ticketable_id',
	'parent_ticket_id',
	'ticket_group_id',
	'user_id',
	'inbound_mailbox_id',
];
const DAY = '2037-01-01';
/** The restoration, and looks whether it shows. */
const RESTORING = 6;

type Input = Record<string, unknown>;

/** The ticket that the probe may change, as it was before. */
export class OwnTicket {
	/** Whether anything was sent that changes it. */
	isTouched = false;

	private constructor(
		private readonly session: Session,
		private readonly id: string,
		private readonly before: Json,
	) {}

	/** Nothing if there is no such ticket. */
	static async find(session: Session, id: string): Promise<OwnTicket | undefined> {
		const found = await readTicket(session, id);
		return found && new OwnTicket(session, id, found);
	}

	/** What the probe would do, for the user to agree to. */
	describe(): string {
		const { id, before } = this;
		const due = dayOf(before) ?? 'none';
		const custom = this.customFields.length > 1 ? ', write a custom field with its own value' : '';
		return `change ticket ${id} (${String(before.subject)}): its priority from ${String(before.priority)} to ${this.otherPriority}, and its due date from ${due} to ${DAY} and to none; clear of its other fields only those that are empty${custom}; and put priority and due date back. The ticket then counts as changed just now, and what starts with changed tickets may start, in Sonar and in workflows`;
	}

	/** Changes, clears and looks, in this order. */
	async write(): Promise<void> {
		const { session } = this;
		const { line } = session;
		line.reserve = RESTORING;
		let lag = 0;
		let changed: GraphqlAnswer | undefined;
		const { otherPriority } = this;
		const isChanged = (ticket?: Json) => hasValues(ticket, otherPriority, DAY);
		await session.check('updateTicket', 'A change of a ticket, and its answer', async () => {
			changed = await this.update({ priority: this.otherPriority, due_date: DAY });
			const ticket = ticketIn(changed);
			if (ticket && isChanged(ticket) && changed.errors.length === 0)
				return ticket.due_date === DAY
					? expected('Answered with the ticket as it is now')
					: handled('Answered with the ticket, its due date with a time', 'The day counts');
			const { value: isDone = false } = await waitFor(session, async () =>
				isChanged(await readTicket(session, this.id)) ? true : undefined,
			);
			return describeOtherAnswer(session, changed, isDone);
		});
		await session.check('updateTicketLag', 'Until lists know of a changed ticket', async () => {
			if (!changed) return notSeen('There was no answer to the change');
			const waited = await waitFor(session, async () =>
				isChanged(await readTicket(session, this.id)) ? true : undefined,
			);
			lag = waited.milliseconds;
			return describeLag(waited);
		});
		await session.check(
			'clearTicket',
			'Fields of a ticket that are cleared',
			async () => await this.checkClearing(lag),
		);
		await session.check(
			'customFieldData',
			'One custom field of several, written',
			async () => await this.checkCustomFields(lag),
		);
	}

	/**
	 * Puts back what was changed.
	 *
	 * @returns what is left to be put back by hand
	 */
	async restore(): Promise<string[]> {
		if (!this.isTouched) return [];
		const { session, before, id } = this;
		const { priority, due_date: due } = before;
		let isRestored = false;
		await session.line.clean(async () => {
			await session.check('restoration', 'The ticket, put back as it was', async () => {
				const custom = this.customFields;
				const input = {
					priority,
					...(due === null ? { unset_due_date: true } : { due_date: dayOf(before) }),
					...(custom.length > 1 ? { custom_field_data: custom } : {}),
				};
				const isBefore = (ticket?: Json) => hasValues(ticket, priority, dayOf(before));
				try {
					const answer = await this.update(input);
					const { errors } = answer;
					const look = async () => (isBefore(await readTicket(session, id)) ? true : undefined);
					// Sonar's own answer tells at once; its lists may lag.
					const isSaid = errors.length === 0 && isBefore(ticketIn(answer));
					const { value } = isSaid ? { value: true } : await waitFor(session, look);
					isRestored = value === true;
					if (isRestored) return expected('As before');
					const words = errors.length > 0 ? `, ${session.quote(errors)}` : '';
					return notHandled(`Not as before${words}`, 'Please put the ticket back by hand');
				} catch (error) {
					if (!(error instanceof NoAnswer || error instanceof Ended)) throw error;
					return notHandled(`Unknown: ${error.message}`, 'Please look at the ticket');
				}
			});
		});
		return isRestored
			? []
			: [`ticket ${id}: priority ${String(priority)}, due date ${dayOf(before) ?? 'none'}`];
	}

	private get otherPriority(): string {
		return this.before.priority === 'LOW' ? 'MEDIUM' : 'LOW';
	}

	private get customFields(): Array<{ custom_field_id: string; value: string }> {
		return readCustomFields(this.before);
	}

	/** As Sonar Update Ticket sends it. */
	private async update(input: Input): Promise<GraphqlAnswer> {
		this.isTouched = true;
		return await this.session.ask(
			`mutation ($id: Int64Bit!, $input: UpdateTicketMutationInput) { updateTicket(id: $id, input: $input) {
				${TICKET_COLUMNS} ${TICKET_NAMES} ${CUSTOM_FIELDS}
			} }`,
			{ id: this.id, input },
		);
	}

	/** Clears the due date, and of the other fields those that are empty: nobody is told of these. */
	private async checkClearing(lag: number): Promise<Result> {
		const { session, before } = this;
		const empty = CLEARABLE.filter((name) => before[name] === null).map((name) => `unset_${name}`);
		const names = ['unset_due_date', ...empty];
		const answer = await this.update(Object.fromEntries(names.map((name) => [name, true])));
		const nodes = 'Update Ticket fails with Sonar’s words where these are cleared';
		if (answer.errors.length > 0 && !ticketIn(answer))
			return notHandled(`Refused: ${names.join(', ')}: ${session.quote(answer.errors)}`, nodes);
		await session.line.pause(lag);
		const ticket = ticketIn(answer) ?? (await readTicket(session, this.id));
		if (ticket?.due_date !== null)
			return notHandled('No error, and the due date is still there', 'A hint says so');
		const also = empty.length > 0 ? `; taken of empty fields: ${empty.join(', ')}` : '';
		return expected(`The due date is cleared${also}`);
	}

	/** Gives one custom field its own value: if the list were the whole, the others would be gone. */
	private async checkCustomFields(lag: number): Promise<Result> {
		const { session, customFields } = this;
		const [first, ...others] = customFields;
		if (!first || others.length === 0)
			return notSeen('The ticket has not two custom fields with values');
		const { errors } = await this.update({ custom_field_data: [first] });
		if (errors.length > 0)
			return notHandled(
				`Refused: ${session.quote(errors)}`,
				'Update Ticket fails with these words',
			);
		await session.line.pause(lag);
		const ticket = await readTicket(session, this.id);
		const values = readCustomFields(ticket ?? {});
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
}
