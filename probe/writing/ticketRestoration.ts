import { expected, handled, notHandled, type Result } from '../finding';
import type { GraphqlAnswer } from '../graphql';
import type { Json } from '../http/Answer';
import { Ended, NoAnswer } from '../http/Line';
import type { Session } from '../Session';
import { waitFor } from './lag';
import { ticketIn, type Input, type OwnTicket } from './OwnTicket';
import { isCustom, nameFields } from './ticketState';

/** What the restoration may need: its changes, one of them twice, and looks whether they show. */
export const RESTORING = 12;

/**
 * Puts a ticket back as it was before, and compares all that was or may have been changed.
 *
 * @returns what is left to be put back by hand
 */
export async function restoreTicket(session: Session, own: OwnTicket): Promise<string[]> {
	if (!own.isTouched) return [];
	await session.line.clean(async () => {
		await session.check('restoration', 'The ticket, put back as it was', async () => {
			const restoration = new Restoration(session, own);
			await restoration.run();
			return restoration.describe();
		});
	});
	return own.byHand;
}

class Restoration {
	/** Why something may not be as before. */
	private readonly problems: string[] = [];

	/** The ticket as the last change was answered. */
	private said?: Json;

	/** The ticket as lists last had it. */
	private listed?: Json;

	constructor(
		private readonly session: Session,
		private readonly own: OwnTicket,
	) {}

	async run(): Promise<void> {
		const { own } = this;
		const { dueDate, customFields } = own;
		// One by one: Sonar may refuse a due date that is past, and would then change nothing.
		await this.send({ priority: own.before.priority });
		await this.send(dueDate === null ? { unset_due_date: true } : { due_date: dueDate });
		await this.look((fields) => fields.every(isCustom));
		const now = own.isListed === false ? this.said : this.listed;
		const lost = now ? own.differencesOf(now).some(isCustom) : false;
		if (!lost || customFields.length === 0) return;
		await this.send({ custom_field_data: customFields });
		await this.look((fields) => fields.length === 0);
	}

	describe(): Result {
		const { own, said, listed, session } = this;
		const isSaid = said !== undefined && own.differencesOf(said).length === 0;
		const fields = listed && own.differencesOf(listed);
		const why = this.problems.length > 0 ? `, ${session.quoteText(this.problems.join('; '))}` : '';
		const hand = 'Please put it back by hand: the terminal says how it was';
		// A list that never knew of a change looks like one of a ticket that is put back.
		if (fields?.length === 0 && (own.isListed === true || isSaid)) {
			own.noteLeft([]);
			return expected('As before');
		}
		if (own.isListed === false && isSaid) {
			own.noteLeft([]);
			return handled('As before in the answer; lists do not know of it yet', 'The answer counts');
		}
		if (!fields || fields.length === 0 || own.isListed === false)
			return notHandled(`Unknown: ${nameFields(own.touchedFields)}${why}`, hand);
		own.noteLeft(fields);
		return notHandled(`Not as before: ${nameFields(fields)}${why}`, hand);
	}

	/** Once more if there is no answer: to send it twice does no harm. */
	private async send(input: Input): Promise<void> {
		this.said = undefined;
		const answer = (await this.try(input)) ?? (await this.try(input));
		if (!answer) return;
		if (answer.errors.length === 0) this.said = ticketIn(answer);
		else this.problems.push(...answer.errors.map(({ words }) => words));
	}

	private async try(input: Input): Promise<GraphqlAnswer | undefined> {
		return await this.without(async () => await this.own.update(input));
	}

	/** Looks until lists have the ticket as wanted, if they ever knew of a change. */
	private async look(isDone: (differing: string[]) => boolean): Promise<void> {
		const { own } = this;
		if (own.isListed === false) return;
		await this.without(
			async () =>
				await waitFor(this.session, async () => {
					this.listed = (await own.look()) ?? this.listed;
					return this.listed && isDone(own.differencesOf(this.listed)) ? true : undefined;
				}),
		);
	}

	/** Nothing if there is no answer, or no request left. */
	private async without<T>(run: () => Promise<T>): Promise<T | undefined> {
		try {
			return await run();
		} catch (error) {
			if (!(error instanceof NoAnswer || error instanceof Ended)) throw error;
			this.problems.push(error.message);
			return undefined;
		}
	}
}
