import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { status } from '../../sonar/answers';
import type { Installation } from '../harness/installations';
import type { SavedWorkflow } from '../harness/N8nApi';
import type { PackageUnderTest } from '../harness/packageUnderTest';
import { until } from '../harness/wait';
import { EventInstance, TRIGGER } from './EventInstance';
import { singleProcess } from './launch';

/** Webhooks from Sonar into a whole n8n, which is started anew several times. */
export function describeEvents(
	installation: Installation,
	packageUnderTest: PackageUnderTest,
): void {
	describe(`Events in n8n ${installation.version}`, () => {
		const instance = new EventInstance(singleProcess(installation, packageUnderTest));
		before(async () => await instance.start());
		after(async () => await instance.stop());
		afterEach(() => instance.sonar.answerAsUsual());

		const down = () => instance.sonar.answerNext(() => true, status(503), 1e6);
		let main: SavedWorkflow;
		it('is activated while Sonar checks its URL first', async () => {
			main = await instance.activate('main');
			assert.deepEqual(instance.proxy.answers('/webhook/main/webhook'), ['HEAD 200']);
		});

		it('starts a workflow within a second of an upload, with what Sonar sends', async () => {
			const times: number[] = [];
			// The fastest of five, since other programs may keep the machine busy.
			while (times.length < 5 && !times.some((milliseconds) => milliseconds < 1000)) {
				const uploaded = Date.now();
				await instance.addFile('started.txt');
				const [newest] = await instance.executions(main, times.length + 1);
				times.push(Date.parse(newest!.startedAt) - uploaded);
			}
			assert.ok(Math.min(...times) < 1000, `it took ${times.join(', ')} ms`);
			const [execution] = await instance.executions(main, 1);
			const id = instance.sonar.files.at(-1)!.id;
			const data = await instance.n8n.api.executionData(execution!);
			assert.match(data, /started\.txt/);
			assert.match(data, new RegExp(`"object_id":\\s*("\\d+"|${id})`));
			const secret = new URL(instance.endpoint('main').address).searchParams.get('secret')!;
			assert.ok(!data.includes(secret), 'the secret is part of the execution');
			assert.ok(!instance.n8n.output().includes(secret), 'the secret is in the log');
		});

		it('starts nothing for a forged call, and answers a check of the URL', async () => {
			const { address } = instance.endpoint('main');
			const before = (await instance.n8n.api.executions(main)).length;
			const bare = address.replace(/\?.*/, '');
			for (const forged of [bare, `${bare}?secret=`, address.slice(0, -1), `${address}0`]) {
				assert.equal(await instance.call(forged), 404, forged);
				assert.equal(await instance.call(forged, 'HEAD'), 200, forged);
			}
			assert.equal(await instance.call(address, 'POST', '[]'), 400);
			await sleep(500);
			assert.equal((await instance.n8n.api.executions(main)).length, before);
		});

		it('has one endpoint with the last events after three publishes', async () => {
			let workflow = await instance.activate('publish');
			for (const events of [
				['File.DELETED'],
				['File.UPDATED', 'Ticket.CREATED'],
				['File.CREATED'],
			]) {
				const definition = instance.workflow(events, 'publish');
				workflow = await instance.n8n.api.updateWorkflow(workflow, definition);
				await instance.n8n.api.activate(workflow);
				await instance.untilEvents('publish', events);
			}
			await instance.works(workflow);
		});

		it('makes no second endpoint if Sonar stored one and answered 502', async () => {
			const { sonar } = instance;
			sonar.answerNext(
				() => true,
				async (_, response, carryOut) => {
					const text = await carryOut();
					const fields = sonar.log.at(-1)?.fields ?? [];
					const isCreation = fields.some(({ name }) => name === 'createWebhookEndpoint');
					const headers = { 'content-type': 'application/json' };
					response.writeHead(isCreation ? 502 : 200, headers).end(isCreation ? '' : text);
				},
				20,
			);
			const workflow = await instance.activate('stored');
			sonar.answerAsUsual();
			await instance.works(workflow);
			instance.endpoint('stored');
		});

		it('tests beside the active workflow, and cleans up behind itself', async () => {
			const { id } = instance.endpoint('main');
			await instance.n8n.api.testTrigger(main, TRIGGER);
			await until('the endpoint of the test', () => instance.endpoints('main').length === 2);
			// Once for the test, too.
			await instance.works(main, 2);
			await until('the test to end', () => instance.endpoints('main').length === 1);
			assert.equal(instance.endpoint('main').id, id);
			await instance.n8n.api.testTrigger(main, TRIGGER);
			await until('the endpoint of the test', () => instance.endpoints('main').length === 2);
			await instance.n8n.api.stopTest(main);
			await until('the test to end', () => instance.endpoints('main').length === 1);
			await instance.works(main);
		});

		it('leaves the endpoint of its model alone as a copy with the same path', async () => {
			const { api } = instance.n8n;
			const { id } = instance.endpoint('main');
			const copy = await api.createWorkflow(instance.workflow(['File.DELETED'], 'main', 'Copy'));
			// n8n refuses it, now or later.
			await api.activate(copy).catch(() => undefined);
			await sleep(2000);
			await api.deactivate(copy).catch(() => undefined);
			await sleep(500);
			assert.equal(instance.endpoint('main').id, id);
			await instance.works(main);
		});

		it('has one endpoint that works after three restarts', async () => {
			for (let restarts = 0; restarts < 3; restarts += 1) await instance.restart();
			await instance.untilEvents('main', ['File.CREATED']);
			await instance.works(main);
		});

		it('has one endpoint that works after a restart while Sonar was down', async () => {
			down();
			await instance.restart();
			await sleep(2000);
			instance.sonar.answerAsUsual();
			await instance.untilEvents('main', ['File.CREATED']);
			await instance.works(main);
		});

		it('removes the endpoint when the workflow is deactivated', async () => {
			await instance.n8n.api.deactivate(main);
			await instance.untilNone('main');
			assert.equal(instance.endpoints('publish').length, 1, 'that of another workflow');
		});

		it('is deactivated while Sonar is down, and later finds its endpoint again', async () => {
			await instance.n8n.api.activate(main);
			await instance.untilEvents('main', ['File.CREATED']);
			const { id, address } = instance.endpoint('main');
			down();
			await instance.n8n.api.deactivate(main);
			await until('the line in the log', () =>
				instance.n8n.output().includes('could not delete its webhook endpoint in Sonar'),
			);
			assert.equal(await instance.call(address), 404);
			instance.sonar.answerAsUsual();
			await instance.n8n.api.activate(main);
			await until('the endpoint to work again', async () => {
				// The secret is right, but the body is not a JSON object, so nothing starts.
				return (await instance.call(address, 'POST', '[]')) === 400;
			});
			assert.equal(instance.endpoint('main').id, id);
			await instance.works(main);
		});

		it('says what to set if n8n does not know its https address, and asks Sonar nothing', async () => {
			await instance.restart({ WEBHOOK_URL: '' });
			await instance.untilEvents('main', ['File.CREATED']);
			const { api, output } = instance.n8n;
			const workflow = await api.createWorkflow(instance.workflow(['File.CREATED'], 'http'));
			instance.sonar.clearLog();
			// Newer versions respond before they activate the workflow.
			const error = await api.activate(workflow).then(() => '', String);
			await until('the message', () =>
				/calls only https addresses.* N8N_WEBHOOK_URL of n8n/.test(`${error} ${output()}`),
			);
			assert.deepEqual(instance.sonar.log, []);
		});
	});
}
