import { notSeen } from '../finding';
import { readRows } from '../graphql';
import { Ended, NoAnswer } from '../http/Line';
import { WRONG_TOKEN } from '../reading/refusals';
import type { ListedFile } from '../rows';
import type { Session } from '../Session';
import { cleanUp, deleteLeft } from './cleaning';
import { describeLag, findAll, findFile, waitFor } from './lag';
import { checkLinks } from './links';
import { describeNames, oddNames, type Renamed } from './names';
import { Ours, type OwnFile, type Uploaded } from './Ours';
import { OwnTicket } from './ticket';
import { checkContents, makeEmpty, makeOwnPicture } from './contents';
import {
	describeAnsweredNames,
	describeMany,
	describeOrder,
	describeRefusal,
	describeUpload,
	describeWrongUpload,
} from './uploads';

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

const NOTHING: Writing = { mode: 'reading', complete: true, left: [], changed: [] };

const MANY = 21;

/** Changes a ticket and puts it back; uploads, links and deletes files: once the user has agreed. */
export async function writeAll(
	session: Session,
	{ account, ticket }: Targets,
	confirm: (question: string) => Promise<boolean> = async () => await Promise.resolve(false),
): Promise<Writing> {
	const ours = new Ours(session);
	const own = ticket === undefined ? undefined : await OwnTicket.find(session, ticket);
	if (ticket !== undefined && !own)
		session.note(
			'ticketWriting',
			'Changes of a ticket',
			notSeen('There is no ticket with that id'),
		);
	const name = account === undefined ? undefined : await findAccount(session, account);
	if (account !== undefined && name === undefined)
		session.note('writing', 'Uploads and links', notSeen('There is no account with that id'));
	const plans = [
		...(own ? [own.describe()] : []),
		...(name === undefined
			? []
			: [
					`upload up to ${MANY + 18} small files of its own, named ${ours.tag}…, link up to two of them to account ${account} (${name}), and delete them all again. Workflows that start with new files, as by Sonar New File Trigger, may start with these, too`,
				]),
	];
	if (plans.length === 0) return NOTHING;
	const question = `Now the probe would ${plans.join('. It would also ')}. Go on?`;
	if (!(await confirm(question))) return NOTHING;
	const writing: Writing = { ...NOTHING, mode: 'writing' };
	if (own) {
		writing.complete = await attempt(async () => await own.write());
		writing.changed = await own.restore();
	}
	if (account === undefined || name === undefined || !writing.complete) return writing;
	try {
		writing.complete = await attempt(async () => await writeOwn(session, ours, account));
	} finally {
		// Whatever it was that ended the writing.
		writing.left = await cleanUp(session, ours);
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

async function findAccount(session: Session, id: string): Promise<string | undefined> {
	const { data } = await session.ask(
		'query ($id: Int64Bit!) { accounts(id: $id) { entities { id name } } }',
		{ id },
	);
	const [found] = readRows(data?.accounts);
	return found && String(found.name);
}

async function writeOwn(session: Session, ours: Ours, account: string): Promise<void> {
	const { tag } = ours;
	const single = [ours.makeText(`${tag}.txt`)];
	let first: Uploaded | undefined;
	await session.check('upload', 'An upload of one file', async () => {
		first = await ours.upload(single);
		return describeUpload(session, first);
	});
	const [firstId] = first?.ids ?? [];
	if (firstId === undefined) return;
	await session.check('uploadLag', 'Until lists know of an upload', async () =>
		describeLag(await waitFor(session, async () => await findFile(session, firstId))),
	);

	await session.check('wrongTokenUpload', 'An upload with a wrong token', async () =>
		describeWrongUpload(
			session,
			await ours.upload([ours.makeText(`${tag}-wrong.txt`)], WRONG_TOKEN),
		),
	);

	const several = ['alpha', 'bravo', 'charlie', 'delta'].map((name) =>
		ours.makeText(`${tag}-${name}.txt`),
	);
	const equal = [1, 2].map(() => ours.makeText(`${tag}-equal.txt`));
	const odd = oddNames(tag).map((name) => ours.makeText(name));
	const picture = makeOwnPicture(tag);
	const batches = {
		several: await ours.upload(several),
		equal: await ours.upload(equal),
		odd: await uploadOdd(ours, odd),
		empty: await ours.upload([makeEmpty(tag)]),
		picture: await ours.upload([picture]),
	};
	const listed = await findAll(session, [...ours.made.keys()]);
	session.note(
		'uploadSeveral',
		'Several files in one request',
		describeRefusal(session, batches.several) ?? describeOrder(several, batches.several, listed),
	);
	session.note(
		'equalNames',
		'Two files of equal names in one request',
		describeRefusal(session, batches.equal) ?? describeOrder(equal, batches.equal, listed),
	);
	const pairs = matchBySize(odd, batches.odd, listed);
	session.note(
		'names',
		'Names of files',
		pairs.length > 0 ? describeNames(pairs) : notSeen('Sonar lists none of them yet'),
	);
	session.note(
		'answeredNames',
		'Names in the answer to an upload',
		describeAnsweredNames(ours.made, listed),
	);
	await checkContents(session, batches.empty, { file: picture, uploaded: batches.picture }, listed);

	const [secondId] = batches.several.ids.concat(batches.odd.flatMap(({ ids }) => ids));
	if (secondId !== undefined) await checkLinks(session, account, [firstId, secondId]);
	await session.check('uploadMany', `${MANY} files in one request`, async () => {
		// How many mutations Sonar takes at once says whether there is room for so many more.
		await deleteLeft(session, ours);
		if (!ours.hasRoomFor(MANY)) return notSeen('Too few requests are left to delete them again');
		const many = Array.from({ length: MANY }, (_, index) => ours.makeText(`${tag}-${index}.txt`));
		return describeMany(session, await ours.upload(many), MANY);
	});
}

/** In one request if Sonar takes several, else one by one. */
async function uploadOdd(ours: Ours, files: readonly OwnFile[]): Promise<Uploaded[]> {
	const together = await ours.upload(files);
	if (together.ids.length > 0) return [together];
	const singly: Uploaded[] = [];
	for (const file of files) if (ours.hasRoomFor(1)) singly.push(await ours.upload([file]));
	return singly;
}

/** A name as it was sent and as it is listed; that they belong together is told by the size. */
function matchBySize(
	files: readonly OwnFile[],
	uploaded: readonly Uploaded[],
	listed: ReadonlyMap<string, ListedFile>,
): Renamed[] {
	return uploaded
		.flatMap(({ ids }) => ids)
		.flatMap((id): Renamed[] => {
			const file = listed.get(id);
			const own = files.find(({ content }) => content.length === file?.size);
			return file && own ? [[own.name, file.filename]] : [];
		});
}
