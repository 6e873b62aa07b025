import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { startSonar, type Sonar } from '../../sonar';
import { temporaryFolder } from '../harness/cleanUp';
import type { Installation } from '../harness/installations';
import type { SavedWorkflow } from '../harness/N8nApi';
import type { PackageUnderTest } from '../harness/packageUnderTest';
import { until } from '../harness/wait';
import type { Instances } from '../steps/credential';
import { itBringsAnEmailInOnce } from '../steps/emailOnce';
import { itBringsFilesThereAndBack, publish } from '../steps/mainJob';
import { uploadAndLink } from '../steps/workflows';
import { executionIn, FILES_PER_EXECUTION, heldOf, holdLinks, request } from './load';
import { EXECUTIONS_PER_WORKER, startQueue, type Queue } from './startQueue';

const EXECUTIONS = 300;
const EXECUTIONS_WITH_CRASH = 50;
const NOT_LINKED = { stored: FILES_PER_EXECUTION, linked: 0, repeated: false };
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

		// So often that both workers take some.
		itBringsAnEmailInOnce(() => instances, 6);

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
			const inHand = queue.workers.length * EXECUTIONS_PER_WORKER;
			const links = holdLinks(sonar, inHand);
			t.after(links.release);
			const requests = request(url, executions, ticket);
			await until('all workers to be in the middle', () => links.count() === inHand);
			await queue.workers[0]!.kill();
			links.release();
			const statuses = await requests;
			const states = await until(
				'n8n to settle all executions',
				async () => {
					const list = await queue.main.api.executions(workflow);
					const these = list.slice(0, EXECUTIONS_WITH_CRASH);
					return these.every(({ status }) => ENDED.includes(status)) && these;
				},
				{ seconds: 180 },
			);

			const succeeded = new Set<string | undefined>();
			for (const state of states) {
				if (state.status === 'success')
					succeeded.add(executionIn(await queue.main.api.executionData(state)));
			}
			for (const execution of executions) {
				const isDone = succeeded.has(execution);
				assert.deepEqual(heldOf(sonar, execution), isDone ? WHOLE : NOT_LINKED, execution);
				if (!isDone) assert.equal(statuses.get(execution), 500, execution);
			}
			const lost = states.filter(({ status }) => status !== 'success');
			assert.deepEqual(
				lost.map(({ status }) => status),
				Array(EXECUTIONS_PER_WORKER).fill('error'),
			);
			assert.equal(succeeded.size, EXECUTIONS_WITH_CRASH - lost.length);
		});
	});
}
