import { existsSync } from 'node:fs';

import { startClient, type Client } from './client';

let sonar: Client;

beforeEach(async () => {
	sonar = await startClient();
	await sonar.addFiles(2);
});
afterEach(async () => await sonar.close());

describe('mutations', () => {
	it('change what a file says of itself', async () => {
		const change = async (input: string) =>
			(await sonar.graphql(`mutation { updateFile(id: 61, input: ${input}) { id description } }`))
				.data?.updateFile;
		expect(await change('{ description: "d" }')).toEqual({ id: '61', description: 'd' });
		expect(await change('{ primary_image: false }')).toEqual({ id: '61', description: 'd' });
		expect(await change('{ unset_description: true }')).toEqual({ id: '61', description: null });
		const { errors } = await sonar.graphql(
			'mutation { a: updateFile(id: 61, input: { primary_image: true }) { id } b: updateFile(id: 9) { id } }',
		);
		expect(errors).toMatchObject([
			{ message: 'File 61 is not an image.', path: ['a'] },
			{ message: 'File 9 does not exist.', path: ['b'] },
		]);
	});

	it('delete files for good, and never give their ids again', async () => {
		sonar.addEntity('Job', { id: '1' });
		sonar.link('62', { type: 'Job', id: '1' });
		const path = sonar.files[1]!.path;
		const { data, errors } = await sonar.graphql(
			'mutation { a: deleteFile(id: "62") { success message } b: deleteFile(id: 62) { success } }',
		);
		expect(data?.a).toEqual({ success: true, message: 'The file was deleted.' });
		expect(errors).toMatchObject([{ message: 'File 62 does not exist.', path: ['b'] }]);
		expect(existsSync(path)).toBe(false);
		expect(await sonar.addFile({ filename: 'c.txt', content: 'c' })).toBe('63');
		const { data: left } = await sonar.graphql(
			'{ files { entities { id } } jobs { entities { files { entities { id } } } } }',
		);
		expect(left).toEqual({
			files: { entities: [{ id: '61' }, { id: '63' }] },
			jobs: { entities: [{ files: { entities: [] } }] },
		});
	});
});

describe('other lists', () => {
	it('have what was added to them', async () => {
		sonar.addEntity('User', { id: '3', name: 'Ada' });
		sonar.addEntity('User', { id: '4', name: 'Bob', details: { enabled: false } });
		sonar.addEntity('Contact', {
			name: 'Ada',
			details: { email_address: 'ada@example.com', contactable_id: '5' },
		});
		sonar.addEntity('AchBatch', { details: { batch_type: 'DEBIT' } });
		sonar.addEntity('Job', {
			details: { job_type: { id: '1', name: 'Repair' }, scheduled_datetime: null },
		});
		sonar.addEntity('WebhookEndpoint', { id: '1' });
		sonar.addEntity('WebhookEndpointEvent', { webhook_endpoint_id: '1' });
		sonar.addEntity('WebhookEndpointEvent', { webhook_endpoint_id: '2' });
		const { data, errors } = await sonar.graphql(`{
			users(enabled: true) { entities { name public_name email_address } }
			contacts(email_address: "ada@example.com") { entities { contactable_type contactable_id } }
			ach_batches { entities { type } }
			jobs { entities { job_type { name } scheduled_datetime } }
			ticket_groups { entities { id } page_info { total_count } }
			webhook_endpoints { entities { webhook_endpoint_events { entities { model event } } } }
			webhook_model_events { entities { model } }
		}`);
		expect(errors).toBeUndefined();
		expect(data).toMatchObject({
			users: { entities: [{ name: 'Ada', public_name: 'Test User' }] },
			contacts: { entities: [{ contactable_type: 'Account', contactable_id: '5' }] },
			ach_batches: { entities: [{ type: 'DEBIT' }] },
			jobs: { entities: [{ job_type: { name: 'Repair' }, scheduled_datetime: null }] },
			ticket_groups: { entities: [], page_info: { total_count: 0 } },
			webhook_endpoints: {
				entities: [
					{ webhook_endpoint_events: { entities: [{ model: 'File', event: 'CREATED' }] } },
				],
			},
			webhook_model_events: {
				entities: [
					{ model: 'Ticket' },
					{ model: 'Account' },
					{ model: 'TicketReply' },
					{ model: 'File' },
				],
			},
		});
	});
});
