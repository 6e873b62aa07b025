import { randomUUID } from 'node:crypto';

import type { INodeExecutionData } from 'n8n-workflow';

import { compose } from '../../examples/mail';
import { text, type Ran } from '../Ran';
import type { EmailGiven, EmailsStep } from '../steps';
import { chosen, CUSTOMERS, type Sender, type World } from '../World';
import { accountsFor, checkSilence } from './accounts';
import { checkAttachments } from './emailFiles';
import { checkAnswer, checkTickets } from './emailTickets';

const OWN = 'support@example.com';

/** A ticket or reply. */
type Made = ReturnType<World['entities']>[number];

/** An email, and what the books say should become of it. */
export interface Sent extends EmailGiven {
	/** Of this email alone. */
	text: string;
	/** The items that it is: two if it comes twice. */
	items: number[];
	/** The account whose contact wrote it. */
	account: string | undefined;
	/** The ticket that its subject names. */
	named: string | undefined;
}

export interface BroughtIn {
	world: World;
	step: EmailsStep;
	ran: Ran;
	/** Before the emails came. */
	tickets: ReadonlyMap<string, Made>;
	/** The new tickets and replies of an email. */
	madeOf: (email: Sent) => Made[];
}

/** Brings emails in, maybe twice, and compares the node's claims with Sonar's books. */
export async function bringInEmails(world: World, step: EmailsStep): Promise<string[]> {
	const { emails, messages } = send(world, step);
	const input = await world.emails(messages);
	const first = await bringIn(world, step, input, { emails, known: new Set() });
	if (!step.again || first.violations.length > 0) return first.violations;
	// The token is right, and no connection breaks.
	const second = await bringIn(world, { ...step, goodToken: true, breaks: 0 }, input, {
		emails,
		known: first.known,
	});
	return second.violations.map((violation) => `the second time: ${violation}`);
}

function send(world: World, step: EmailsStep): { emails: Sent[]; messages: string[] } {
	const ofCustomers = world
		.entities('Ticket')
		.filter(({ ticketable_id }) => ticketable_id)
		.map(({ id }) => id);
	const messages: string[] = [];
	const emails = step.emails.map((email): Sent => {
		const words = world.newText();
		const stranger: Sender = { address: `stranger${words.replace(' ', '@')}com` };
		const sender = chosen<Sender>(email.from, CUSTOMERS, stranger);
		const named =
			email.answers === undefined
				? undefined
				: chosen(email.answers, ofCustomers, world.unknownEntity.id);
		const message = compose({
			from: email.kind === 'own' ? OWN : sender.address.toUpperCase(),
			subject: named === undefined ? 'No internet' : `Re: [#${named}] No internet`,
			text: words,
			files: email.files,
			headers: {
				'Message-ID': `<${randomUUID()}@example.com>`,
				...(email.kind === 'automatic' ? { 'Auto-Submitted': 'auto-replied' } : {}),
			},
		});
		const items = [messages.push(message) - 1];
		if (email.isTwin) items.push(messages.push(message) - 1);
		return { ...email, text: words, items, account: sender.account, named };
	});
	return { emails, messages };
}

/** @param known the emails that must not be brought in any more */
async function bringIn(
	world: World,
	step: EmailsStep,
	input: INodeExecutionData[],
	{ emails, known }: { emails: readonly Sent[]; known: ReadonlySet<Sent> },
): Promise<{ violations: string[]; known: Set<Sent> }> {
	const tickets = new Map(world.entities('Ticket').map((ticket) => [ticket.id, { ...ticket }]));
	const replies = new Set(world.entities('TicketReply').map(({ id }) => id));
	const { closedTickets, perRequest, parallelRequests } = step;
	const ran = await world.run(
		step,
		'sonarEmailToTicket',
		{
			ownAddresses: OWN,
			options: { closedTickets, entitiesPerRequest: perRequest, parallelRequests },
		},
		input,
	);
	const made = [
		...world.entities('Ticket').filter(({ id }) => !tickets.has(id)),
		...world.entities('TicketReply').filter(({ id }) => !replies.has(id)),
	];
	const madeOf = (email: Sent) => made.filter((entity) => textOf(entity).includes(email.text));
	const books: BroughtIn = { world, step, ran, tickets, madeOf };
	const ofNobody = made.filter((entity) => !emails.some((email) => madeOf(email).includes(entity)));
	return {
		violations: [
			...ofNobody.map(({ type, id }) => `${type} ${id} was created, and is of no email`),
			...emails.flatMap((email) => checkEmail(books, email, known.has(email))),
			...checkTickets(books, emails),
			...checkAttachments(books, emails),
			...checkSilence(ran, input.length),
			...checkFailures(books),
		],
		known: new Set(
			emails.filter(
				(email) =>
					madeOf(email).length > 0 &&
					!email.items.some((item) => ran.errorsOf(item).some((error) => /unknown/i.test(error))),
			),
		),
	};
}

const textOf = ({ type, body, description }: Made) =>
	type === 'Ticket' ? text(description) : text(body);

/** Each email is one ticket, one reply, skipped for a reason, or failed. */
function checkEmail(books: BroughtIn, email: Sent, isKnown: boolean): string[] {
	const { ran, madeOf } = books;
	const { items, kind } = email;
	const what = `email ${items.join(' and ')}`;
	const made = madeOf(email);
	const outputs = ran.successes.filter(({ item }) => items.includes(item));
	const skipped = outputs.filter(({ json }) => json.action === 'skipped');
	const answers = outputs.filter((output) => !skipped.includes(output));
	const mustSkip = kind !== 'person' || isKnown;
	const errors = items.flatMap((item) => ran.errorsOf(item));
	const isSaid = (id: string) => errors.some((error) => accountsFor(error, id));
	const mayRepeat = isKnown || answers.length > 0;
	return [
		...(made.length > 1 ? [`${what} was brought in ${made.length} times`] : []),
		...(mustSkip && made.length > 0
			? [`${what} was brought in, and is ${isKnown ? 'known' : kind}`]
			: []),
		...(answers.length > 1 ? [`${what} came out twice`] : []),
		...(outputs.length > 0 && answers.length === 0 && !mustSkip ? [`${what} was skipped`] : []),
		...skipped
			.filter(({ json }) => !(json.reason === kind || (json.reason === 'duplicate' && mayRepeat)))
			.map(({ json }) => `${what} was skipped as ${text(json.reason)}`),
		...answers.flatMap(({ json }) => checkAnswer(books, email, json)),
		...(answers.length > 0
			? []
			: made
					.filter(({ id }) => !isSaid(id))
					.map(({ type, id }) => `${type} ${id} was created of ${what}, and nothing says so`)),
	];
}

function checkFailures({ world, step, ran }: BroughtIn): string[] {
	if (!step.goodToken || step.breaks > 0) return [];
	if (world.allows('uploadFails', 'uploadUnknown', 'createUnknown', 'listLags')) return [];
	return [...ran.failures, ...(ran.stopped ? [ran.stopped] : [])].map(
		({ item, message }) => `item ${item} should have been brought in: ${message}`,
	);
}
