import { clock } from '../../../nodes/shared/sonar/http/clock';
import { answerWith, data, json, reset, resetAfterBody, status } from '../../sonar/answers';
import { watchLog } from '../log';
import { useKitWithNewSonars } from '../useKit';
import { addFile, askedBehind, startTrigger } from './startTrigger';

const kit = useKitWithNewSonars({ recordsPerPageLimit: 2 });

const add = async (filename: string) => await addFile(kit, filename);
const faults = [reset, resetAfterBody, status(502, '<html>'), status(503), status(504)];

describe('Sonar New File Trigger', () => {
	it('outputs each file once over many polls with faults in between', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		const given: unknown[] = [];
		const added: string[] = [];
		let failures = 0;
		for (let round = 0; round < 25; round += 1) {
			for (let index = 0; index < round % 4; index += 1) {
				added.push(`${round}-${index}.txt`);
				await add(added.at(-1)!);
			}
			// Up to three faults are retried; four fail the poll.
			const fault = faults[round % faults.length]!;
			answerWith(kit.sonar, '/api/graphql', ...Array<typeof fault>(round % 5).fill(fault));
			const { items, error } = await trigger.poll();
			given.push(...(items ?? []).map(({ json: { filename } }) => filename));
			if (error) failures += 1;
		}
		given.push(...(await trigger.names()));
		expect(failures).toBe(5);
		expect(given).toEqual(added);
	});

	it('keeps the pages before a failed one, and continues behind them', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		for (let index = 0; index < 5; index += 1) await add(`${index}.txt`);
		answerWith(kit.sonar, '/api/graphql', 'as usual', status(500));
		const { warn } = watchLog();
		expect(await trigger.names()).toEqual(['0.txt', '1.txt']);
		expect(warn).toEqual([
			'Trigger: leaves the rest to the next poll: Sonar’s server failed (HTTP 500)',
		]);
		expect(await trigger.names()).toEqual(['2.txt', '3.txt', '4.txt']);
	});

	it('fails a poll with Sonar’s words, and outputs what it missed at the next one', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		const before = trigger.staticData();
		await add('a.txt');
		const refuse = json({ data: null, errors: [{ message: 'You have no permission.' }] });
		answerWith(
			kit.sonar,
			'/api/graphql',
			status(401, '{"message":"Unauthenticated."}'),
			refuse,
			refuse,
			refuse,
			data(null),
		);
		const { error } = await trigger.poll();
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Sonar did not accept the access token (HTTP 401): Unauthenticated.',
			description: expect.stringContaining('personal access token') as string,
			httpCode: '401',
		});
		expect((await trigger.poll()).error).toMatchObject({
			name: 'NodeOperationError',
			message: 'Sonar answered: You have no permission.',
			description: expect.stringContaining('READ_FILE') as string,
		});
		expect((await trigger.poll()).error?.message).toBe('Sonar answered without a list of files');
		answerWith(kit.sonar, '/api/graphql', data({ entities: [] }));
		expect(await trigger.poll()).toEqual({});
		expect(trigger.staticData()).toEqual(before);
		expect(await trigger.names()).toEqual(['a.txt']);
	});

	it('keeps no starting point if the first poll fails', async () => {
		await add('old.txt');
		const trigger = startTrigger(kit);
		answerWith(kit.sonar, '/api/graphql', status(500));
		expect((await trigger.poll()).error?.message).toBe('Sonar’s server failed (HTTP 500)');
		expect(await trigger.poll()).toEqual({});
		await add('a.txt');
		expect(await trigger.names()).toEqual(['a.txt']);
	});

	it('ends even if the server’s pages never do, or hold files not asked for', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await add('a.txt');
		const entity = (id: string) => ({ id, filename: `${id}.txt`, mime_type: 'text/plain' });
		const page = (ids: string[]) =>
			data({ entities: ids.map(entity), page_info: { total_pages: 9 } });
		answerWith(kit.sonar, '/api/graphql', page(['62', '61', '7']), page(['62', '61', '7']));
		expect(await trigger.names()).toEqual(['7.txt', '61.txt', '62.txt']);
		expect(await trigger.poll()).toEqual({});
	});

	it('leaves the rest to the next poll when half its time is over', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		for (let index = 0; index < 5; index += 1) await add(`${index}.txt`);
		kit.sonar.clearLog();
		// n8n's budget is five minutes; a request takes slightly more than half of it here.
		jest.spyOn(clock, 'now').mockImplementation(() => kit.sonar.log.length * 151_000);
		expect(await trigger.names()).toEqual(['0.txt', '1.txt']);
		kit.sonar.clearLog();
		jest.spyOn(clock, 'now').mockImplementation(() => kit.sonar.log.length * 149_000);
		expect(await trigger.names()).toEqual(['2.txt', '3.txt', '4.txt']);
	});

	it('obeys the time that n8n gives to a poll', async () => {
		const trigger = startTrigger(kit, {}, { budget: 10_000 });
		await trigger.poll();
		for (let index = 0; index < 3; index += 1) await add(`${index}.txt`);
		kit.sonar.clearLog();
		jest.spyOn(clock, 'now').mockImplementation(() => kit.sonar.log.length * 6_000);
		expect(await trigger.names()).toEqual(['0.txt', '1.txt']);
	});

	it('continues behind pages without a match, if a later one fails', async () => {
		const trigger = startTrigger(kit, { filters: { filename: 'invoice' } });
		await trigger.poll();
		for (let index = 0; index < 7; index += 1) await add(`${index}.txt`);
		await add('invoice.txt');
		const { warn } = watchLog();
		answerWith(kit.sonar, '/api/graphql', 'as usual', 'as usual', status(500));
		expect(await trigger.poll()).toEqual({});
		expect(warn).toEqual([expect.stringContaining('leaves the rest to the next poll')]);
		expect(trigger.cursor().lastId).toBe('64');
		// A failure on the first page is an error, so that it does not look like silence.
		answerWith(kit.sonar, '/api/graphql', status(500));
		expect((await trigger.poll()).error?.message).toBe('Sonar’s server failed (HTTP 500)');
		expect(await trigger.names()).toEqual(['invoice.txt']);
		expect(askedBehind(kit)).toEqual(['66']);
	});

	it('accepts IDs as numbers, however large', async () => {
		await kit.renewSonar({ characters: ['textAsNumbers', 'largeIds'] });
		const trigger = startTrigger(kit);
		await trigger.poll();
		for (const name of ['a.txt', 'b.txt', 'c.txt']) {
			const id = await add(name);
			const { items } = await trigger.poll();
			expect(items!.map(({ json }) => [json.filename, json.id])).toEqual([[name, id]]);
		}
	});

	it('works without Sonar’s counts', async () => {
		await kit.renewSonar({ characters: ['pageInfoRefused'] });
		const trigger = startTrigger(kit);
		await trigger.poll();
		await add('a.txt');
		expect(await trigger.names()).toEqual(['a.txt']);
		expect(await trigger.poll()).toEqual({});
	});
});
