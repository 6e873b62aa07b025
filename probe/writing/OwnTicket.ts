import { readRows, type GraphqlAnswer, type GraphqlError } from '../graphql';
import { isRecord, readNumber, type Json } from '../http/Answer';
import { Ended } from '../http/Line';
import { TICKET_COLUMNS, TICKET_NAMES } from '../reading/ticketLists';
import type { Session } from '../Session';
import { noteMissing } from './missing';
import {
	changedBy,
	describeByHand,
	differing,
	readCustomFields,
	stateOf,
	type CustomField,
	type State,
} from './ticketState';

/** A due date that hardly a ticket has. */
export const DAY = '2037-01-01';

export type Input = Record<string, unknown>;

/** The ticket that the probe may change: as it was before, and what was sent to it. */
export class OwnTicket {
	/** Whether lists knew of a change; nothing if nobody has looked yet. */
	isListed?: boolean;

	private readonly state: State;

	private readonly touched = new Set<string>();

	private constructor(
		private readonly session: Session,
		private readonly id: string,
		readonly before: Json,
		/** Hears what would have to be put back by hand if the probe ended now. */
		private readonly onChanged: (byHand: string[]) => void,
	) {
		this.state = stateOf(before);
	}

	/** Undefined if it cannot be found, which the report then says. */
	static async find(
		session: Session,
		id: string,
		onChanged: (byHand: string[]) => void,
	): Promise<OwnTicket | undefined> {
		const { found, errors } = await readTicket(session, id);
		if (found) return new OwnTicket(session, id, found, onChanged);
		noteMissing(session, 'ticket', errors);
		return undefined;
	}

	/** What the probe would do, for the user to agree to. */
	describe(): string {
		const { id, before } = this;
		const due = this.dueDate ?? 'none';
		const custom = this.mayWriteCustomFields ? ', write a custom field with its own value' : '';
		return `change ticket ${id} (${String(before.subject)}): its priority from ${String(before.priority)} to ${this.otherPriority}, and its due date from ${due} to ${DAY} and to none; clear of its other fields only those that are empty${custom}; and put all back. The ticket then counts as changed just now, and what starts with changed tickets may start, in Sonar and in workflows`;
	}

	get otherPriority(): string {
		return this.before.priority === 'LOW' ? 'MEDIUM' : 'LOW';
	}

	get dueDate(): string | null {
		return this.state.get('due_date') ?? null;
	}

	get customFields(): CustomField[] {
		return readCustomFields(this.before);
	}

	/** Only if they are surely all known, so that none is lost. */
	get mayWriteCustomFields(): boolean {
		const { length } = this.customFields;
		return length > 1 && length < this.session.facts.pageSize;
	}

	/** Whether anything was sent that changes it. */
	get isTouched(): boolean {
		return this.touched.size > 0;
	}

	/** As lists have it. */
	async look(): Promise<Json | undefined> {
		return (await readTicket(this.session, this.id)).found;
	}

	/** As Sonar Update Ticket sends it. */
	async update(input: Input): Promise<GraphqlAnswer> {
		const fresh = changedBy(input, this.state).filter((field) => !this.touched.has(field));
		for (const field of fresh) this.touched.add(field);
		this.tell();
		try {
			return await this.session.ask(
				`mutation ($id: Int64Bit!, $input: UpdateTicketMutationInput) { updateTicket(id: $id, input: $input) {
					${TICKET_COLUMNS} ${TICKET_NAMES} ${selectCustomFields(this.session)}
				} }`,
				{ id: this.id, input },
			);
		} catch (error) {
			// Then nothing was sent.
			if (error instanceof Ended) for (const field of fresh) this.touched.delete(field);
			this.tell();
			throw error;
		}
	}

	/** Which fields are not as before. */
	differencesOf(now: Json): string[] {
		return differing(this.state, stateOf(now));
	}

	/** Notes how the restoration ended. */
	noteLeft(fields: readonly string[]): void {
		this.touched.clear();
		for (const field of fields) this.touched.add(field);
		this.tell();
	}

	/** What was or may have been changed, and how it was before. */
	get byHand(): string[] {
		if (!this.isTouched) return [];
		return [`Ticket ${this.id}: ${describeByHand(this.state, [...this.touched])}.`];
	}

	/** All that was or may have been changed. */
	get touchedFields(): string[] {
		return [...this.touched];
	}

	private tell(): void {
		this.onChanged(this.byHand);
	}
}

/** The ticket in the answer to a change. */
export function ticketIn({ data }: GraphqlAnswer): Json | undefined {
	return isRecord(data?.updateTicket) ? data.updateTicket : undefined;
}

function selectCustomFields({ facts }: Session): string {
	return `custom_field_data(paginator: { page: 1, records_per_page: ${facts.pageSize} }) { entities { custom_field_id value } }`;
}

async function readTicket(
	session: Session,
	id: string,
): Promise<{ found?: Json; errors: GraphqlError[] }> {
	const { data, errors } = await session.ask(
		`query ($id: Int64Bit!) { tickets(id: $id) { entities { ${TICKET_COLUMNS} ${selectCustomFields(session)} } } }`,
		{ id },
	);
	const found = readRows(data?.tickets).find((ticket) => readNumber(ticket.id)?.digits === id);
	return { found, errors };
}
