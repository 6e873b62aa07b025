import { expected, handled, notHandled, type Result } from '../finding';
import { isRecord, readNumber } from '../http/Answer';
import type { GraphqlAnswer } from '../graphql';
import type { Session } from '../Session';
import { describeLag, findFile, waitFor } from './lag';

/**
 * Links one file to the account, links it again, and then a second one together with it: the last of
 * these should be refused as a whole.
 */
export async function checkLinks(
	session: Session,
	account: string,
	[first, second]: readonly [string, string],
): Promise<void> {
	const isLinked = async (id: string) => (await findFile(session, id))?.entityId === account;
	const link = async (...ids: string[]) => await linkFiles(session, account, ids);

	let lag = 0;
	await session.check('link', 'A link to the account', async () =>
		describeLink(session, await link(first)),
	);
	await session.check('linkLag', 'Until lists know of a link', async () => {
		const waited = await waitFor(session, async () => ((await isLinked(first)) ? true : undefined));
		lag = waited.milliseconds;
		return describeLag(waited);
	});
	await session.check('linkAgain', 'A second link of the same file', async () =>
		describeSecondLink(session, await link(first)),
	);
	await session.check('linkPartly', 'A link of two files, one of them linked already', async () => {
		const { errors } = await link(second, first);
		await session.line.pause(lag);
		const nodes = 'Each file is looked at, and the item of the good one succeeds';
		if (await isLinked(second)) return handled('The good one is linked', nodes);
		return errors.length > 0
			? expected('Neither is linked')
			: notHandled('Neither is linked, and no error says so', nodes);
	});
}

async function linkFiles(
	session: Session,
	account: string,
	ids: readonly string[],
): Promise<GraphqlAnswer> {
	return await session.ask(
		`mutation ($input: LinkFileToEntityMutationInput!) { linkFileToEntity(input: $input) { id } }`,
		{
			input: {
				fileable_type: 'Account',
				fileable_id: account,
				files: ids.map((file_id) => ({ file_id })),
			},
		},
	);
}

function describeLink(session: Session, { data, errors }: GraphqlAnswer): Result {
	const entity = data?.linkFileToEntity;
	if (errors.length > 0)
		return notHandled(
			`Refused: ${session.quote(errors)}`,
			'Link File fails with Sonar’s words: does the role have ALTER_OTHERS_FILES and UPDATE_FILE?',
		);
	return isRecord(entity) && readNumber(entity.id)
		? expected('Answered with the entity')
		: handled('Answered with null', 'The nodes look what the file is linked to');
}

function describeSecondLink(session: Session, { errors }: GraphqlAnswer): Result {
	if (errors.length === 0)
		return notHandled('No error', 'A file can be linked twice, or moved: please report this');
	const reasonsIn = errors.find((error) => error.reasonsIn)?.reasonsIn;
	const place = reasonsIn ? `, reasons in ${reasonsIn}` : '';
	const words = `Refused${place}: ${session.quote(errors)}`;
	const has = (pattern: RegExp) => errors.some((error) => pattern.test(error.words));
	if (has(/\balready\b/i) && !reasonsIn) return expected(words);
	return has(/\balready\b|\bunassociated\b/i)
		? handled(words, 'The error says what the file is linked to')
		: notHandled(
				words,
				'The nodes do not know by these words that the file is linked already: please report them',
			);
}
