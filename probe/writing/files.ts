import { notSeen } from '../finding';
import { WRONG_TOKEN } from '../reading/refusals';
import type { ListedFile } from '../rows';
import type { Session } from '../Session';
import { deleteLeft } from './cleaning';
import { checkContents, makeEmpty, makeOwnPicture } from './contents';
import { describeLag, findAll, findFile, waitFor } from './lag';
import { checkLinks } from './links';
import { describeNames, oddNames, type Renamed } from './names';
import type { OwnFile, Ours, Uploaded } from './Ours';
import {
	describeAnsweredNames,
	describeMany,
	describeOrder,
	describeRefusal,
	describeUpload,
	describeWrongUpload,
} from './uploads';

const MANY = 21;

/** With the file of the wrong token, should Sonar store it after all. */
export const MOST_FILES = MANY + 18;

/** Uploads files, links two of them, and looks at what becomes of them. */
export async function writeFiles(session: Session, ours: Ours, account: string): Promise<void> {
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
