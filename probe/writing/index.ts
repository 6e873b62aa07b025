import { readRows } from '../graphql';
import { Ended, NoAnswer } from '../http/Line';
import type { Session } from '../Session';
import { cleanUp } from './cleaning';
import { MOST_FILES, writeFiles } from './files';
import { Ours } from './Ours';
import { OwnTicket } from './OwnTicket';
import { noteMissing } from './missing';
import { changeTicket } from './ticketChanges';
import { restoreTicket } from './ticketRestoration';

export interface Writing {
	mode: 'reading' | 'writing';
	/** Whether all was tried that was to be. */
	complete: boolean;
	/** What was made and could not be deleted, by id and name. */
	left: string[];
	/** What was changed and could not be put back, as it was before. */
	changed: string[];
}

/** What the user lets the probe write to. */
export interface Targets {
	/** The account that files may be linked to. */
	account?: string;
	/** The ticket that may be changed. */
	ticket?: string;
}

/** How the user is asked and told. */
export interface Asking {
	/** Asked before anything is written, with what will be. */
	confirm?: (question: string) => Promise<boolean>;
	/** Hears what would have to be put back by hand if the probe ended now; that is for the terminal only. */
	onChanged?: (byHand: string[]) => void;
}

const NOTHING: Writing = { mode: 'reading', complete: true, left: [], changed: [] };

/**
 * Uploads, links and deletes files; changes a ticket with the requests that are left, and puts it back:
 * once the user has agreed.
 */
export async function writeAll(
	session: Session,
	{ account, ticket }: Targets,
	{ confirm, onChanged = () => undefined }: Asking,
): Promise<Writing> {
	const ours = new Ours(session);
	const own = ticket === undefined ? undefined : await OwnTicket.find(session, ticket, onChanged);
	const name = account === undefined ? undefined : await findAccount(session, account);
	const plans = [
		...(own ? [own.describe()] : []),
		...(name === undefined
			? []
			: [
					`upload up to ${MOST_FILES} small files of its own, named ${ours.tag}…, link up to two of them to account ${account} (${name}), and delete them all again. Workflows that start with new files, as by Sonar New File Trigger, may start with these, too`,
				]),
	];
	if (plans.length === 0) return NOTHING;
	const question = `Now the probe would ${plans.join('. It would also ')}. Go on?`;
	if (!(await confirm?.(question))) return NOTHING;
	const writing: Writing = { ...NOTHING, mode: 'writing' };
	if (account !== undefined && name !== undefined) {
		try {
			writing.complete = await attempt(async () => await writeFiles(session, ours, account));
		} finally {
			// Whatever it was that ended the writing.
			writing.left = await cleanUp(session, ours);
		}
	}
	if (own && !session.line.isStopped) {
		let isAll = false;
		try {
			const isEnded = await attempt(async () => void (isAll = await changeTicket(session, own)));
			writing.complete &&= isEnded && isAll;
		} finally {
			writing.changed = await restoreTicket(session, own);
		}
	}
	return writing;
}

/** Whether it came to its end. */
async function attempt(write: () => Promise<void>): Promise<boolean> {
	try {
		await write();
		return true;
	} catch (error) {
		if (error instanceof NoAnswer || error instanceof Ended) return false;
		throw error;
	}
}

/** Its name. Undefined if it cannot be found, which the report then says. */
async function findAccount(session: Session, id: string): Promise<string | undefined> {
	const { data, errors } = await session.ask(
		'query ($id: Int64Bit!) { accounts(id: $id) { entities { id name } } }',
		{ id },
	);
	const [found] = readRows(data?.accounts);
	if (found) return String(found.name);
	noteMissing(session, 'account', errors);
	return undefined;
}
