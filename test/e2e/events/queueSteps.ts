import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Installation } from '../harness/installations';
import type { SavedWorkflow } from '../harness/N8nApi';
import type { PackageUnderTest } from '../harness/packageUnderTest';
import { until } from '../harness/wait';
import { EventInstance } from './EventInstance';
import { webhookProcess } from './launch';

/** Webhooks from Sonar into a process of their own, which runs nothing itself. */
export function describeEventsInQueue(
	installation: Installation,
	packageUnderTest: PackageUnderTest,
): void {
	describe(`Events in queue mode of n8n ${installation.version}`, () => {
		const instance = new EventInstance(webhookProcess(installation, packageUnderTest));
		let workflow: SavedWorkflow;
		before(async () => await instance.start());
		after(async () => await instance.stop());

		const untilEndpoints = async (count: number) =>
			await until(`${count} endpoints`, () => instance.endpoints('queue').length === count);

		it('is activated by the main process, while another process answers Sonar’s check', async () => {
			const { api } = instance.n8n;
			workflow = await api.createWorkflow(instance.workflow(['File.CREATED'], 'queue'));
			await api.activate(workflow);
			await untilEndpoints(1);
			assert.deepEqual(instance.proxy.answers('/webhook/queue/webhook'), ['HEAD 200']);
		});

		it('starts the workflow once for each of twenty uploads', async () => {
			for (let index = 0; index < 20; index += 1) await instance.addFile(`${index}.txt`);
			await instance.executions(workflow, 20);
			await sleep(1000);
			assert.equal((await instance.n8n.api.executions(workflow)).length, 20);
			assert.ok(instance.sonar.webhookCalls.every(({ status }) => status === 200));
		});

		it('starts nothing for a forged call', async () => {
			const { address } = instance.endpoints('queue')[0]!;
			assert.equal(await instance.call(address.slice(0, -1)), 404);
			await sleep(500);
			assert.equal((await instance.n8n.api.executions(workflow)).length, 20);
		});

		it('removes the endpoint when the workflow is deactivated', async () => {
			await instance.n8n.api.deactivate(workflow);
			await untilEndpoints(0);
		});
	});
}
