import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { removeEndpoints } from '../../../../../nodes/shared/sonar/webhooks/endpoints';
import { page } from '../files/pages';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const ADDRESS = 'https://n8n.example.com/webhook/1';
const UNKNOWN = 'Whether Sonar deleted the webhook endpoint is unknown';

/** A Sonar with webhook endpoints. */
interface Endpoints {
	/** IDs and URLs, as they are listed at first. */
	listed: Record<string, string | null>;
	/** The answer to a deletion. */
	answer: (id: string) => unknown;
	/** Whether a deletion removes the endpoint. */
	deletes: (id: string) => boolean;
}

function serve({ listed, answer, deletes }: Endpoints): string[] {
	const calls: string[] = [];
	const gone = new Set<string>();
	quiet.answerGraphql(({ query, variables }) => {
		if (query.startsWith('mutation')) {
			const id = Object.values(variables)[0]!;
			calls.push(`delete ${id}`);
			expect(query).toContain('{ success message }');
			if (deletes(id)) gone.add(id);
			return { data: { f0: answer(id) } };
		}
		calls.push('list');
		const left = Object.entries(listed).filter(([id]) => !gone.has(id));
		return { data: { f0: page(left.map(([id, endpoint]) => ({ id, endpoint }))) } };
	});
	return calls;
}

const remove = async (isExpected = true) =>
	await removeEndpoints(new SonarClient(quiet.host()), ADDRESS, isExpected);
const OWN = { '5': `${ADDRESS}?secret=1` };

describe('The endpoints at a URL', () => {
	it('are deleted, and only these', async () => {
		const calls = serve({
			listed: { ...OWN, '6': 'https://n8n.example.com/webhook/2', '7': null, '8': ADDRESS },
			answer: () => ({ success: true }),
			deletes: () => true,
		});
		expect(await remove()).toBe(2);
		expect(calls).toEqual(['list', 'delete 5', 'delete 8']);
	});

	it.each([
		[true, 4, 7000],
		[false, 1, 0],
	])('are looked for again if one is expected: %p', async (isExpected, looks, slept) => {
		const calls = serve({ listed: {}, answer: () => null, deletes: () => true });
		expect(await remove(isExpected)).toBe(0);
		expect([calls.length, quiet.slept]).toEqual([looks, slept]);
	});

	it.each<[string, unknown]>([
		['that it is linked to something', { success: false, message: 'It is linked.' }],
		['that it did not', { success: false }],
		['something else', { success: 'yes' }],
		['nothing', null],
	])('are gone if Sonar’s list says so, although it answers %s', async (_, answer) => {
		const calls = serve({ listed: OWN, answer: () => answer, deletes: () => true });
		expect(await remove()).toBe(1);
		expect(calls).toEqual(['list', 'delete 5', 'list']);
	});

	it.each<[unknown, object]>([
		[
			{ success: false, message: 'It is in use.' },
			{ message: 'Sonar did not delete the webhook endpoint 5: It is in use.', code: 'endpoint' },
		],
		[{ success: false }, { message: 'Sonar did not delete the webhook endpoint 5' }],
		[
			{},
			{
				message: 'Sonar did not answer the deletion of the webhook endpoint 5',
				unknownOutcome: UNKNOWN,
			},
		],
	])('count as not deleted if listed for seven seconds after %j', async (answer, error) => {
		serve({ listed: { ...OWN, '8': ADDRESS }, answer: () => answer, deletes: (id) => id === '8' });
		await expect(remove()).rejects.toMatchObject(error);
		expect(quiet.slept).toBe(7000);
	});

	it('are all tried before the first failure is reported', async () => {
		const calls = serve({
			listed: { ...OWN, '8': ADDRESS },
			answer: (id) => ({ success: id === '8', message: `No ${id}.` }),
			deletes: (id) => id === '8',
		});
		await expect(remove()).rejects.toThrow('No 5.');
		expect(calls).toContain('delete 8');
	});
});
