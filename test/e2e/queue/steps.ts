import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { startSonar, type Sonar } from '../../sonar';
import { temporaryFolder } from '../harness/cleanUp';
import type { Installation } from '../harness/installations';
import type { SavedWorkflow } from '../harness/N8nApi';
import type { PackageUnderTest } from '../harness/packageUnderTest';
import { until } from '../harness/wait';
import type { Instances } from '../steps/credential';
import { itBringsFilesThereAndBack, publish } from '../steps/mainJob';
import { uploadAndLink } from '../steps/workflows';
import { FILES_PER_EXECUTION, heldOf, request } from './load';
import { startQueue, type Queue } from './startQueue';

const EXECUTIONS = 300;
const EXECUTIONS_WITH_CRASH = 50;
const WHOLE = { stored: FILES_PER_EXECUTION, linked: FILES_PER_EXECUTION, repeated: false };
const ENDED = ['success', 'error', 'crashed', 'canceled'];

function named(what: string, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `${what} ${index + 1}`);
}

/** Which executions a worker took. */
function takenBy(output: string): string[] {
	return [...output.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id!);
}

/** n8n with a main process, two workers, PostgreSQL and Redis. */
export function describeQueue(
	installation: Installation,
	packageUnderTest: PackageUnderTest,
): void {
	describe(`Queue mode of n8n ${installation.version}`, () => {
		let sonar: Sonar;
		let queue: Queue;
		let instances: Instances;
		let workflow: SavedWorkflow;
		let url: string;
		before(async () => {
			// Sonar's limit of 400 a minute would last for minutes; the same in smaller pieces.
			sonar = await startSonar({
				folder: temporaryFolder('sonar').path,
				requestsPerMinute: 50,
				minuteInMilliseconds: 5000,
				retryAfter: true,
			});
			queue = await startQueue(installation, packageUnderTest);
			const n8n = queue.main;
			const credentialId = await n8n.api.createCredential('Sonar', 'sonarApi', {
				instanceUrl: sonar.url,
				accessToken: sonar.token,
			});
			instances = { n8n, sonar, credentialId };
			workflow = await n8n.api.createWorkflow(uploadAndLink('upload', credentialId));
			url = await publish(n8n, workflow, 'upload');
		});
		after(async () => {
			await queue?.stop();
			await sonar?.close();
		});

		itBringsFilesThereAndBack('database', () => instances);

		it(`stores and links every file of ${EXECUTIONS} executions once, within the limit`, async () => {
			const ticket = sonar.addEntity('Ticket', { subject: 'Many files' });
			const executions = named('load', EXECUTIONS);
			sonar.clearLog();
			const statuses = await request(url, executions, ticket);
			assert.deepEqual([...new Set(statuses.values())], [200]);
			for (const execution of executions)
				assert.deepEqual(heldOf(sonar, execution), WHOLE, execution);
			assert.ok(
				sonar.log.some(({ status }) => status === 429),
				'the limit was never reached',
			);
			const accepted = sonar.log.filter(({ status }) => status === 200);
			assert.equal(accepted.length, 2 * EXECUTIONS);
			const taken = queue.workers.map(({ output }) => takenBy(output()).length);
			assert.ok(Math.min(...taken) >= EXECUTIONS / 10, `taken by the workers: ${taken.join(', ')}`);
			assert.deepEqual(await queue.main.api.executions(workflow, 'error'), []);
		});

		it('loses nothing that n8n calls a success when a worker is killed', async (t) => {
			const ticket = sonar.addEntity('Ticket', { subject: 'A worker dies' });
			const executions = named('crash', EXECUTIONS_WITH_CRASH);
			const [victim] = queue.workers;
			const before = takenBy(victim!.output()).length;
			const requests = request(url, executions, ticket);
			await until('the worker to be busy', () => takenBy(victim!.output()).length >= before + 5);
			await victim!.kill();
			const statuses = await requests;
			const [newest] = await until(
				'n8n to settle all executions',
				async () => {
					const list = await queue.main.api.executions(workflow);
					return list.every(({ status }) => ENDED.includes(status)) && list;
				},
				{ seconds: 180 },
			);
			assert.ok(newest);

			const results = executions.map((execution) => ({
				status: statuses.get(execution)!,
				...heldOf(sonar, execution),
			}));
			const broken = results.filter(({ status }) => status !== 200);
			for (const { status, ...held } of results) if (status === 200) assert.deepEqual(held, WHOLE);
			for (const result of broken) t.diagnostic(JSON.stringify(result));
			assert.ok(broken.length >= 1 && broken.length <= 2, `${broken.length} did not succeed`);
			assert.ok(broken.every(({ repeated }) => !repeated));
			const failed = (await queue.main.api.executions(workflow)).filter(
				({ status }) => status !== 'success',
			);
			t.diagnostic(`n8n: ${failed.map(({ status }) => status).join(', ')}`);
			assert.equal(failed.length, broken.length);
		});
	});
}
