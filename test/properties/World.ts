import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { readMails } from '../examples/emailExample';
import type { Kit } from '../nodes/kit';
import { allowedUnder, startSonar, type CharacterName, type Outcome, type Sonar } from '../sonar';
import { afterwards, reset } from '../sonar/answers';
import { Ran } from './Ran';
import type { TokenWatch } from './tokenWatch';
import { STATUSES, type Existing, type Step, type Workflow } from './steps';

export interface EntityOfWorld {
	type: string;
	id: string;
}

/** The entities that files can be linked to. The reply is one of the ticket. */
export const ENTITIES: readonly EntityOfWorld[] = [
	{ type: 'Account', id: '1' },
	{ type: 'Account', id: '2' },
	{ type: 'Ticket', id: '7' },
	{ type: 'TicketReply', id: '49' },
];

/** Of an email. */
export interface Sender {
	address: string;
	/** Whose contact it is. */
	account?: string;
}

/**
 * Contacts of accounts, and the tickets of these: open ones of the first customer, closed ones of the
 * other. New tickets get IDs after the largest, which no double can tell apart.
 */
export const CUSTOMERS: ReadonlyArray<Sender & { tickets: string[] }> = [
	{ address: 'jane@example.com', account: '1', tickets: ['201', '9007199254740993'] },
	{ address: 'farm@example.com', account: '2', tickets: ['202', '203'] },
];

const UNKNOWN_ENTITY: EntityOfWorld = { type: 'Account', id: '999' };
const UNKNOWN_FILE = '123456789';
/** Sonar executes the request, but its answer is lost. */
const broken = afterwards(() => reset);

const TIED = '2025-01-01T00:00:00+00:00';

/** Picks one of several things by a number, or one that does not exist. */
export function chosen<T>(choice: number, among: readonly T[], unknown: T): T {
	return among[choice % (among.length + 1)] ?? unknown;
}

/** A Sonar server with characters, for one workflow. */
export class World {
	private constructor(
		private readonly kit: Kit,
		private readonly watch: TokenWatch,
		readonly sonar: Sonar,
		readonly characters: readonly CharacterName[],
		private readonly allowed: ReadonlySet<Outcome>,
	) {}

	static async start(kit: Kit, watch: TokenWatch, workflow: Workflow): Promise<World> {
		const { characters, existing } = workflow;
		const sonar = await startSonar({ characters, time: kit.time });
		for (const { type, id } of ENTITIES) {
			sonar.addEntity(type, type === 'TicketReply' ? { id, ticket_id: '7' } : { id });
		}
		for (const [index, status] of [...STATUSES, ...STATUSES, ...STATUSES].entries()) {
			sonar.addEntity('Ticket', { id: String(101 + index), status });
		}
		for (const [index, { address, account, tickets }] of CUSTOMERS.entries()) {
			sonar.addEntity('Contact', {
				details: {
					email_address: address,
					contactable_type: 'Account',
					contactable_id: account,
				},
			});
			for (const id of tickets) {
				const details = { ticketable_type: 'Account', ticketable_id: account };
				sonar.addEntity('Ticket', { id, status: STATUSES[index * 3], details });
			}
		}
		for (const file of existing) await addTo(sonar, file);
		sonar.catchUp();
		return new World(kit, watch, sonar, characters, allowedUnder(characters));
	}

	async close(): Promise<void> {
		await this.sonar.close();
	}

	allows(...outcomes: Outcome[]): boolean {
		return outcomes.some((outcome) => this.allowed.has(outcome));
	}

	has(character: CharacterName): boolean {
		return this.characters.includes(character);
	}

	/** The ID of a file, or one that does not exist. */
	fileOf(choice: number): string {
		return chosen(
			choice,
			this.sonar.files.map(({ id }) => id),
			UNKNOWN_FILE,
		);
	}

	entityOf(choice: number): EntityOfWorld {
		return chosen(choice, ENTITIES, UNKNOWN_ENTITY);
	}

	/** The ID of a ticket, or one that does not exist. */
	ticketOf(choice: number): string {
		return chosen(
			choice,
			this.entities('Ticket').map(({ id }) => id),
			UNKNOWN_ENTITY.id,
		);
	}

	readonly unknownEntity = UNKNOWN_ENTITY;

	private texts = 0;

	/** A text that no other thing of this world contains. */
	newText(): string {
		this.texts += 1;
		return `Text ${this.texts}.`;
	}

	/** The items of n8n's IMAP node for raw emails. */
	async emails(messages: readonly string[]): Promise<INodeExecutionData[]> {
		return await readMails(this.kit, ...messages);
	}

	entities(type: string): ReturnType<Sonar['entities']> {
		return this.sonar.entities(type);
	}

	async item(files: Parameters<Kit['item']>[0]): Promise<INodeExecutionData> {
		return await this.kit.item(files);
	}

	async readBinary(item: INodeExecutionData['binary'], field: string): Promise<Buffer | undefined> {
		const data = item?.[field];
		return data && (await this.kit.engine.readBinary(data));
	}

	/** Runs the node of a step, and checks that the token does not leak. */
	async run(
		{ onError, goodToken, breaks }: Step,
		type: string,
		parameters: INodeParameters,
		input: INodeExecutionData[],
	): Promise<Ran> {
		const { token, url } = this.sonar;
		this.sonar.clearLog();
		this.sonar.answerAsUsual();
		// Not a download, which changes nothing in Sonar.
		const isPost = ({ method }: { method: string }) => method === 'POST';
		if (breaks > 1) this.sonar.answerNext(isPost, 'as usual', breaks - 1);
		if (breaks > 0) this.sonar.answerNext(isPost, broken);
		const result = await this.kit.run({
			type,
			parameters,
			input,
			onError,
			credential: { instanceUrl: url, accessToken: goodToken ? token : `${token}x` },
		});
		this.watch.check(token, result.run);
		return new Ran(result);
	}
}

async function addTo(sonar: Sonar, { name, content, type, entity, tied }: Existing): Promise<void> {
	const owner = entity === undefined ? undefined : ENTITIES[entity % ENTITIES.length];
	await sonar.addFile({
		filename: name,
		content,
		mime_type: type,
		fileable_type: owner?.type,
		fileable_id: owner?.id,
		created_at: tied ? TIED : undefined,
	});
}
