import { isSameEmailAddress, toAddressKey } from '../addressKey';
import { buildContactList, type Contact } from '../entities/contacts';
import { runListings } from '../graphql/Listing';
import type { RowList } from '../graphql/ListQuery';
import type { SonarClient } from '../http/SonarClient';
import { unwrap, valueIfDone, type Result } from '../outcome';
import { buildWrittenList, type WrittenReply } from './checkReplies';
import { buildMailboxList } from './checkFields';
import { buildCustomFieldList, type CustomField } from './customFields';
import {
	buildEmailedReplyList,
	buildFoundTicketList,
	toSearchable,
	type EmailedReply,
	type FoundTicket,
} from './foundTickets';

/** What Sonar is asked about an email. */
export interface AboutEmail {
	/** The address that may be known on a ticket. Undefined: nobody is. */
	knownAddress?: string;
	/** The addresses whose account it is: the first that has one. */
	accountAddresses: readonly string[];
	/** The tickets that the subject names. */
	ticketNumbers: readonly string[];
	/** The Message-IDs of the emails that it answers, with their angle brackets. */
	answeredIds: readonly string[];
	inboundMailboxId?: string;
}

interface Row {
	id: string;
}

interface Question {
	/** Equal for equal questions. */
	key: string;
	build: () => RowList<Row>;
	/** Whether to look again if Sonar knows nothing: its lists may lag. */
	mayLag?: boolean;
}

const LISTS_PER_REQUEST = 100;

/** In milliseconds: before the second look. */
const PAUSE = 2000;

const FIELDS: Question = { key: 'fields', build: buildCustomFieldList };

const aboutContacts = (address: string): Question => ({
	key: `contacts ${toAddressKey(address)}`,
	build: () => buildContactList(address),
	mayLag: true,
});

const aboutMailbox = (id: string): Question => ({
	key: `mailbox ${id}`,
	build: () => buildMailboxList(id),
	mayLag: true,
});

const aboutTicket = (id: string): Question => ({
	key: `ticket ${id}`,
	build: () => buildFoundTicketList(id),
	mayLag: true,
});

const aboutWritten = (ticketId: string, address: string): Question => ({
	key: `written ${ticketId} ${toAddressKey(address)}`,
	build: () => buildWrittenList(ticketId, address),
});

const aboutReplies = (messageIds: readonly string[]): Question => ({
	key: `replies ${messageIds.join(' ')}`,
	build: () => buildEmailedReplyList(messageIds),
});

/**
 * What Sonar knows about the emails of a run. All are asked about together, each question once. An
 * answer may lead to further questions.
 */
export class EmailLookup {
	private readonly answers = new Map<string, Result<Row[]>>();

	constructor(private readonly client: SonarClient) {}

	/** Asks until nothing about the emails is left to ask. */
	async askAbout(emails: readonly AboutEmail[]): Promise<void> {
		let late: Question[] = [];
		for (let round = 1; ; round += 1) {
			const all = new Map(
				emails.flatMap((email) => this.questionsAbout(email)).map((one) => [one.key, one]),
			);
			const open = [...all.values()].filter(({ key }) => !this.answers.has(key));
			if (open.length === 0 && late.length === 0) return;
			if (late.length > 0) await this.client.pause(PAUSE);
			await this.ask([...open, ...late]);
			late = round === 1 ? open.filter((one) => one.mayLag && this.isUnknown(one)) : [];
		}
	}

	private async ask(questions: readonly Question[]): Promise<void> {
		const lists = questions.map(({ key, build }) => ({ key, list: build() }));
		const found = await runListings<Row[]>(
			this.client,
			lists.map(({ list }) => list),
			LISTS_PER_REQUEST,
		);
		for (const { key, list } of lists) this.answers.set(key, found.get(list)!);
	}

	private isUnknown({ key }: Question): boolean {
		const answer = this.answers.get(key);
		return answer?.status === 'done' && answer.value.length === 0;
	}

	private questionsAbout(email: AboutEmail): Question[] {
		const { knownAddress, accountAddresses, inboundMailboxId, answeredIds } = email;
		const questions = [
			FIELDS,
			...(inboundMailboxId === undefined ? [] : [aboutMailbox(inboundMailboxId)]),
			...accountAddresses.map(aboutContacts),
		];
		if (knownAddress === undefined) return questions;
		questions.push(aboutContacts(knownAddress));
		const searchable = toSearchable(answeredIds);
		if (searchable.length > 0) questions.push(aboutReplies(searchable));
		for (const id of this.namedTickets(email)) {
			questions.push(aboutTicket(id), aboutWritten(id, knownAddress));
		}
		return questions;
	}

	/** The tickets that an email names: by number, and by the emails that it answers as far as asked. */
	namedTickets({ ticketNumbers, answeredIds }: AboutEmail): string[] {
		const wanted = new Set(answeredIds);
		const replies = this.answers.get(aboutReplies(toSearchable(answeredIds)).key);
		const found = (valueIfDone(replies) ?? []) as EmailedReply[];
		// Sonar's search is "contained in": other headers hold the Message-IDs of others.
		const answered = found.filter(({ messageIds }) => messageIds.some((id) => wanted.has(id)));
		return [...new Set([...ticketNumbers, ...answered.map(({ ticketId }) => ticketId)])];
	}

	/**
	 * Why Sonar does not let the headers of replies be searched. Undefined if it does.
	 *
	 * @throws SonarError if it fails to
	 */
	refusalOfReplies({ answeredIds }: AboutEmail): string | undefined {
		const answer = this.answers.get(aboutReplies(toSearchable(answeredIds)).key);
		if (answer?.status !== 'failed') return undefined;
		if (!answer.error.traits.permanent) throw answer.error;
		return answer.error.message;
	}

	get customFields(): Result<CustomField[]> {
		return this.answers.get(FIELDS.key) as Result<CustomField[]>;
	}

	mailbox(id: string): Result<Row[]> {
		return this.answers.get(aboutMailbox(id).key)!;
	}

	/** @throws SonarError if Sonar does not tell */
	contacts(address: string): Contact[] {
		const contacts = this.read<Contact>(aboutContacts(address));
		return contacts.filter(({ email }) => isSameEmailAddress(email, address));
	}

	/** @throws SonarError if Sonar does not tell */
	ticket(id: string): FoundTicket | undefined {
		return this.read<FoundTicket>(aboutTicket(id)).find((one) => one.id === id);
	}

	/**
	 * Whether an address has written on a ticket.
	 *
	 * @throws SonarError if Sonar does not tell
	 */
	hasWritten(ticketId: string, address: string): boolean {
		const replies = this.read<WrittenReply>(aboutWritten(ticketId, address));
		return replies.some((reply) => isSameEmailAddress(reply.address, address));
	}

	private read<T extends Row>({ key }: Question): T[] {
		return unwrap(this.answers.get(key)!) as T[];
	}
}
