import type { INode, INodeExecutionData } from 'n8n-workflow';

import { recall, recallEffects, remember } from '../../../../nodes/shared/n8n/memory';
import { done, failed, type Effect } from '../../../../nodes/shared/sonar/outcome';
import { SonarError } from '../../../../nodes/shared/sonar/SonarError';

const stored: Effect = { verb: 'stored', what: '61 (a.txt)', sure: true };
const unsure: Effect = { ...stored, sure: false };
const broken = new SonarError('broken', 'It broke.');

const node = (id: string, type = 'sonarUploadFile') => ({ id, type }) as INode;
const item = (): INodeExecutionData => ({ json: {} });

describe('The effect of an earlier try', () => {
	it('is recalled by item, node and step', () => {
		const one = item();
		remember({ item: one, node: node('1'), name: 'upload:0' }, done(61, [stored]));
		expect(recall({ item: one, node: node('1'), name: 'upload:0' })).toEqual(done(61, [stored]));
		expect(recall({ item: one, node: node('1'), name: 'ticket' })).toBeUndefined();
		expect(recall({ item: one, node: node('2'), name: 'upload:0' })).toBeUndefined();
		expect(recall({ item: item(), node: node('1'), name: 'upload:0' })).toBeUndefined();
	});

	it('is kept only if there is one, or may be', () => {
		const step = (name: string) => ({ item: one, node: node('1'), name });
		const one = item();
		remember(step('query'), done('a'));
		remember(step('refused'), failed(broken));
		remember(step('unsure'), failed(broken, [unsure]));
		expect(recall(step('query'))).toBeUndefined();
		expect(recall(step('refused'))).toBeUndefined();
		expect(recall(step('unsure'))).toEqual(failed(broken, [unsure]));
		expect(recallEffects(one, node('1'))).toEqual([unsure]);
		expect(recallEffects(one, node('2'))).toEqual([]);
	});

	it('is recalled for another item of the same call of an agent’s tool', () => {
		const { json } = item();
		const tool = node('1', 'sonarUploadFileTool');
		remember({ item: { json }, node: tool, name: '' }, done(61, [stored]));
		expect(recall({ item: { json }, node: tool, name: '' })).toEqual(done(61, [stored]));
		expect(recall({ item: { json }, node: node('1'), name: '' })).toBeUndefined();
		expect(recall({ item: { json: {} }, node: tool, name: '' })).toBeUndefined();
	});
});
