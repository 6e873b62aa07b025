import {
	LINK_CHECK,
	resolveLinkConflicts,
	type FileOfEntity,
	type LinkResult,
} from '../../../../../nodes/shared/sonar/files/verifyLinks';
import { verifyByFile } from '../../../../../nodes/shared/sonar/files/verifyByFile';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { done, failed } from '../../../../../nodes/shared/sonar/outcome';
import { SonarError, type FailureCode } from '../../../../../nodes/shared/sonar/SonarError';
import { useQuietServer } from '../http/quietServer';
import { answerFiles } from './answerFiles';

const quiet = useQuietServer();

const QUESTION = 'Whether Sonar did it is unknown';
const unsure = (code: FailureCode = 'broken') =>
	failed(new SonarError(code, 'It broke', { unknownOutcome: QUESTION }));
const refused = failed(new SonarError('invalid', 'No.'));
const linkedTo = (type: string | null, id: string | null) => ({
	fileable_type: type,
	fileable_id: id,
});
const told = (result: LinkResult) =>
	result.status === 'done' ? result.value : `${result.error.code}: ${result.error.message}`;

const LINK: FileOfEntity = { fileId: '61', entity: { type: 'Ticket', id: '7' } };

describe('A link of unknown outcome', () => {
	const settle = async (result: LinkResult) => {
		const settled = await verifyByFile(
			new SonarClient(quiet.host()),
			new Map([[LINK, result]]),
			LINK_CHECK,
		);
		return told(settled.get(LINK)!);
	};

	it.each<[string, LinkResult, unknown]>([
		['is done', done(true), true],
		['was refused', refused, 'invalid: No.'],
	])('is not checked if it %s', async (_, result, outcome) => {
		expect(await settle(result)).toBe(outcome);
		expect([quiet.calls, quiet.slept]).toEqual([0, 0]);
	});

	it.each<[string, FailureCode, object | undefined, unknown]>([
		['is done', 'broken', linkedTo('Ticket', '7'), true],
		[
			'hangs elsewhere',
			'broken',
			linkedTo('Account', '7'),
			'alreadyLinked: Sonar did not link file 61 to Ticket 7. It is linked to Account 7',
		],
		['stays unknown without an answer', 'broken', linkedTo(null, null), 'broken: It broke'],
		[
			'was not made, since Sonar answered',
			'incomplete',
			linkedTo(null, null),
			'notLinked: Sonar did not link file 61 to Ticket 7. Seconds later it is linked to nothing. It broke',
		],
		['stays unknown without an answer and a file', 'broken', undefined, 'broken: It broke'],
		[
			'had no file',
			'incomplete',
			undefined,
			'notLinked: Sonar did not link file 61 to Ticket 7: Sonar has no file with the ID 61',
		],
	])('%s', async (_, code, file, outcome) => {
		answerFiles(quiet, () => file);
		expect(await settle(unsure(code))).toBe(outcome);
	});

	it('stays unknown if Sonar does not show the file', async () => {
		quiet.answer = (_, response) => response.writeHead(403).end();
		expect(await settle(unsure('incomplete'))).toBe('incomplete: It broke');
	});
});

describe('A link that Sonar refuses as already linked', () => {
	const already = (words: string) => failed(new SonarError('alreadyLinked', words));
	const SINCE = Date.parse('2026-11-25T11:59:59Z');

	/** Without `oneByOne`, there was only one try. */
	const explain = async (asGroup: LinkResult, oneByOne: LinkResult | undefined, file?: object) => {
		answerFiles(quiet, () => file);
		const explained = await resolveLinkConflicts(
			new SonarClient(quiet.host()),
			SINCE,
			new Map([[LINK, asGroup]]),
			new Map(oneByOne ? [[LINK, oneByOne]] : []),
		);
		return told(explained.get(LINK)!);
	};
	const ours = linkedTo('Ticket', '7');
	// The server's clock, in its Date header.
	const justNow = () => ({
		...ours,
		updated_at: new Date(quiet.time.now() + 60_000).toISOString(),
	});
	const before = { ...ours, updated_at: '2020-01-01T00:00:00Z' };

	it('is not checked if there is none', async () => {
		expect(await explain(refused, undefined)).toBe('invalid: No.');
		expect(quiet.calls).toBe(0);
	});

	it.each<[string, LinkResult, LinkResult | undefined, () => object | undefined, unknown]>([
		[
			'was there before, if it was tried alone',
			already('Linked.'),
			undefined,
			justNow,
			'alreadyLinked: Linked. It is linked to Ticket 7',
		],
		[
			'is ours, if together another file failed',
			already('62 is bad.'),
			already('Linked.'),
			() => ours,
			true,
		],
		[
			'hangs elsewhere',
			already('62 is bad.'),
			already('Linked'),
			() => linkedTo('Account', '7'),
			'alreadyLinked: Linked. It is linked to Account 7',
		],
		['is ours, if it changed since', already('Linked.'), already('Linked.'), justNow, true],
		[
			'was there before, if it did not change since',
			already('Linked.'),
			already('Linked.'),
			() => before,
			'alreadyLinked: Linked. It is linked to Ticket 7',
		],
		[
			'was the cause, if the words name it',
			already('61 is linked.'),
			already('61 is linked.'),
			justNow,
			'alreadyLinked: 61 is linked. It is linked to Ticket 7',
		],
		[
			'is an odd word about a file that is linked to nothing',
			already('Linked.'),
			already('Linked.'),
			() => linkedTo(null, null),
			'alreadyLinked: Linked.',
		],
		[
			'cannot be explained without the file',
			already('Linked.'),
			undefined,
			() => undefined,
			'alreadyLinked: Linked.',
		],
	])('%s', async (_, asGroup, oneByOne, file, outcome) => {
		expect(await explain(asGroup, oneByOne, file())).toBe(outcome);
	});
});
