import { basename } from 'node:path';

import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { n8n } from '../../package.json';
import { chain } from '../engine';
import { AGENT } from '../engine/agent';
import { answerWith, resetAfterBody, status } from '../sonar/answers';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();
beforeAll(() => {
	kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
	kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
});

const addForm = async () =>
	await kit.sonar.addFile({
		filename: 'Signed form.txt',
		content: 'signed',
		mime_type: 'text/plain',
	});

interface Call {
	type: string;
	parameters: INodeParameters;
	/** The model's values for its parameters. */
	said?: IDataObject;
	input?: INodeExecutionData[];
	retryOnFail?: boolean;
	/** How often the model makes the call. */
	times?: number;
}

/** Lets an agent call a node as its tool. */
async function call({ type, parameters, said = {}, times = 1, retryOnFail, ...given }: Call) {
	const { input = [{ json: {} }] } = given;
	const workflow = chain([
		{
			name: 'Agent',
			type: AGENT,
			parameters: { calls: JSON.stringify(Array(times).fill({ said })) },
		},
	]);
	workflow.nodes.push({
		id: 'tool',
		name: 'Sonar files',
		type: `n8n-nodes-sonar-software.${type}Tool`,
		typeVersion: 1,
		position: [0, 200],
		parameters,
		retryOnFail,
		waitBetweenTries: 1,
		credentials: { sonarApi: { id: 'sonarApi', name: 'sonarApi' } },
	});
	workflow.connections['Sonar files'] = {
		ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]],
	};
	const { output, error } = await kit.engine.run({
		workflow,
		credentials: { sonarApi: kit.credential },
		input,
		startNode: 'Manual',
	});
	return { error, ...output('Agent')[0]?.json } as IDataObject & { error?: Error };
}

/** The expression that the editor writes if the user leaves a parameter to the model. */
const fromModel = (key: string, description: string) =>
	`={{ $fromAI('${key}', '${description}', 'string') }}`;

describe('As a tool of an AI agent', () => {
	it('Upload File takes a binary object by an expression', async () => {
		const input = [await kit.item({ data: { name: 'form.txt', content: 'signed' } })];
		const { error, answer, name } = await call({
			type: 'sonarUploadFile',
			parameters: {
				binaryPropertyName: "={{ $('Manual').item.binary.data }}",
				options: { fileName: fromModel('name', 'Name of the file in Sonar') },
			},
			said: { name: 'Signed form' },
			input,
		});
		expect(error).toBeUndefined();
		expect(name).toBe('Sonar_files');
		const stored = kit.sonar.files.at(-1)!;
		expect(answer).toEqual([
			{
				id: stored.id,
				filename: 'Signed form.txt',
				stored: true,
				failure_message: null,
				binary_field: null,
			},
		]);
		expect(String(kit.sonar.content(stored.id))).toBe('signed');
	});

	it('Link File takes what the model says', async () => {
		const file = await addForm();
		const { error, answer, asked } = await call({
			type: 'sonarLinkFile',
			parameters: {
				fileId: fromModel('file', 'ID of the file'),
				fileableType: fromModel('type', 'Kind of entity'),
				fileableId: byId(fromModel('entity', 'ID of the entity')),
			},
			said: { file, type: 'TicketReply', entity: '49' },
		});
		expect(error).toBeUndefined();
		expect(asked).toEqual({
			file: 'ID of the file',
			type: 'Kind of entity',
			entity: 'ID of the entity',
		});
		expect(answer).toEqual([
			{ id: file, file_id: file, fileable_type: 'TicketReply', fileable_id: '49', linked: true },
		]);
	});

	it('List Files lists the files of a ticket', async () => {
		const ticket = kit.sonar.addEntity('Ticket');
		kit.sonar.addEntity('TicketReply', { id: '150', ticket_id: ticket });
		const id = await addForm();
		kit.sonar.link(id, { type: 'TicketReply', id: '150' });
		const { error, answer } = await call({
			type: 'sonarListFiles',
			parameters: {
				fileableType: 'Ticket',
				fileableId: byId(fromModel('ticket', 'ID of the ticket')),
			},
			said: { ticket },
		});
		expect(error).toBeUndefined();
		expect(answer).toEqual([
			expect.objectContaining({
				id,
				filename: 'Signed form.txt',
				fileable_type: 'TicketReply',
				fileable_id: '150',
			}),
		]);
	});

	it('List Tickets finds what the model asks for', async () => {
		const account = kit.sonar.addEntity('Account', { name: 'Smith, Anna' });
		const details = { ticketable_type: 'Account', ticketable_id: account };
		const ticket = kit.sonar.addEntity('Ticket', { subject: 'Slow', details });
		const { error, answer } = await call({
			type: 'sonarListTickets',
			parameters: {
				filters: {
					status: fromModel('status', 'Statuses'),
					subject: fromModel('subject', 'Words of the subject'),
					userId: { __rl: true, mode: 'id', value: fromModel('user', 'Assignee, or nobody') },
				},
			},
			said: { status: 'open,closed', subject: 'slow', user: 'nobody' },
		});
		expect(error).toBeUndefined();
		expect(answer).toEqual([
			expect.objectContaining({ ticket_id: ticket, ticketable_name: 'Smith, Anna' }),
		]);
	});

	it('Download File describes the file, since an agent cannot take its content', async () => {
		const id = await addForm();
		const { error, answer } = await call({
			type: 'sonarDownloadFile',
			parameters: { fileId: fromModel('file', 'ID of the file') },
			said: { file: id },
		});
		expect(error).toBeUndefined();
		expect(answer).toEqual([
			{
				id,
				filename: 'Signed form.txt',
				mime_type: 'text/plain',
				file_size_in_bytes: '6',
			},
		]);
	});

	it('Update File changes what is left to the model', async () => {
		const id = await addForm();
		const { error, answer } = await call({
			type: 'sonarUpdateFile',
			parameters: {
				fileId: fromModel('file', 'ID of the file'),
				updateFields: { description: fromModel('description', 'What the file is') },
			},
			said: { file: id, description: 'Signed by the landlord' },
		});
		expect(error).toBeUndefined();
		expect(answer).toEqual([
			expect.objectContaining({ id, description: 'Signed by the landlord', primary_image: false }),
		]);
	});

	it('Delete File keeps linked files, whatever else the model says', async () => {
		const [free, linked] = [await addForm(), await addForm()];
		kit.sonar.link(linked, { type: 'Ticket', id: '7' });
		const remove = async (file: string, options: INodeParameters = {}, said: IDataObject = {}) =>
			await call({
				type: 'sonarDeleteFile',
				parameters: { fileId: fromModel('file', 'IDs of the files'), options },
				said: { file, ...said },
			});
		const stays = `File ${linked} (Signed form.txt) is linked to Ticket 7`;
		for (const said of [{}, { deleteLinked: true }, { options: { deleteLinked: true } }]) {
			const { error } = await remove(`${free},${linked}`, {}, said);
			expect(error?.message).toContain(stays);
		}
		expect(kit.sonar.files.map(({ id }) => id)).toEqual(expect.arrayContaining([free, linked]));
		const { answer, asked } = await remove(free);
		expect(asked).toEqual({ file: 'IDs of the files' });
		expect(answer).toEqual([{ id: free, filename: 'Signed form.txt', deleted: true }]);
		const allowed = await remove(linked, { deleteLinked: true });
		expect(allowed.answer).toEqual([{ id: linked, filename: 'Signed form.txt', deleted: true }]);
	});

	it('Delete File lets the model decide only if the workflow says so', async () => {
		const linked = await addForm();
		kit.sonar.link(linked, { type: 'Ticket', id: '7' });
		const remove = async (options: INodeParameters, said: IDataObject = {}) =>
			await call({
				type: 'sonarDeleteFile',
				parameters: { fileId: fromModel('file', 'ID of the file'), options },
				said: { file: linked, ...said },
			});
		const left = {
			deleteLinked: "={{ $fromAI('linked', 'Whether to delete linked files', 'boolean') }}",
		};
		const { error } = await remove(left, { linked: false });
		expect(error?.message).toContain(`File ${linked} (Signed form.txt) is linked to Ticket 7`);
		const other = await remove(left, { linked: 'no' });
		expect(other.error?.message).toContain('did not match expected schema');
		// The model's ID is text, never an expression.
		const tricked = await remove({}, { file: `${linked}={{ $fromAI('x') }}`, deleteLinked: true });
		expect(tricked.error?.message).toContain('File ID must be a number such as 61');
		const { answer, asked } = await remove(left, { linked: true });
		expect(Object.keys(asked as IDataObject)).toEqual(['file', 'linked']);
		expect(answer).toEqual([{ id: linked, filename: 'Signed form.txt', deleted: true }]);
	});

	it('GraphQL changes nothing unless the workflow says so, whatever the model says', async () => {
		kit.sonar.addEntity('Account', { name: 'Jane Example' });
		const ask = async (query: string, options: INodeParameters = {}, said: IDataObject = {}) =>
			await call({
				type: 'sonarGraphql',
				parameters: { query: fromModel('query', 'A GraphQL query'), options },
				said: { query, ...said },
			});
		const found = await ask('{ accounts(general_search: "jane ex") { entities { name } } }');
		expect(found.error).toBeUndefined();
		expect(found.answer).toEqual([{ name: 'Jane Example' }]);
		expect(found.description).toContain('A mutation is refused unless');
		const id = await addForm();
		const remove = `mutation { deleteFile(id: ${id}) { success } }`;
		for (const said of [{}, { allowMutations: true }, { options: { allowMutations: true } }]) {
			expect((await ask(remove, {}, said)).error?.message).toContain('The query is a mutation');
		}
		expect(kit.sonar.files.map((file) => file.id)).toContain(id);
		const allowed = await ask(remove, { allowMutations: true });
		expect(allowed.answer).toEqual([{ deleteFile: { success: true } }]);
	});

	it('Create Ticket and Reply to Ticket take what the model says', async () => {
		const created = await call({
			type: 'sonarCreateTicket',
			parameters: {
				relatedTo: 'none',
				subject: fromModel('subject', 'Subject of the ticket'),
				description: fromModel('text', 'What the customer says'),
				priority: fromModel('priority', 'How urgent it is'),
			},
			said: { subject: 'No internet', text: 'Since noon.', priority: 'high' },
		});
		expect(created.error).toBeUndefined();
		const [ticket] = created.answer as IDataObject[];
		expect(ticket).toMatchObject({ subject: 'No internet', priority: 'HIGH', file_ids: [] });
		expect(created.description).toContain('Sonar may mail a public ticket to the customer');
		const replied = await call({
			type: 'sonarReplyToTicket',
			parameters: {
				ticketId: byId(fromModel('ticket', 'ID of the ticket')),
				kind: fromModel('kind', 'comment or reply'),
				body: fromModel('text', 'The answer'),
			},
			said: { ticket: ticket!.ticket_id, kind: 'reply', text: 'We are on our way.' },
		});
		expect(replied.error).toBeUndefined();
		expect(replied.answer).toMatchObject([
			{ fileable_type: 'TicketReply', ticket_id: ticket!.ticket_id },
		]);
		expect(replied.description).toContain('Sonar mails a reply to the customer');
	});

	it('Update Ticket changes what is left to the model', async () => {
		const user = kit.sonar.addEntity('User', { name: 'Bob' });
		const details = { user_id: user, priority: 'HIGH' };
		const ticket = kit.sonar.addEntity('Ticket', { subject: 'Loose cable', details });
		const update = async (said: IDataObject) =>
			await call({
				type: 'sonarUpdateTicket',
				parameters: {
					ticketId: byId(fromModel('ticket', 'ID of the ticket')),
					updateFields: {
						status: fromModel('status', 'Status'),
						userId: byId(fromModel('user', 'ID of the assignee, empty for none')),
					},
				},
				said: { ticket, ...said },
			});
		const [closed, kept, wrong] = [
			await update({ status: 'closed', user: '', priority: 'LOW', subject: 'Mine' }),
			await update({ status: 'OPEN', user: 'null' }),
			await update({ status: 'done', user }),
		];
		expect(closed.error).toBeUndefined();
		expect(closed.answer).toEqual([
			expect.objectContaining({ ticket_id: ticket, status: 'CLOSED', user_id: null }),
		]);
		expect(closed.answer).toMatchObject([{ priority: 'HIGH', subject: 'Loose cable' }]);
		expect(kept.error?.message).toContain('Assignee must be a number such as 61, not "null"');
		expect(wrong.error?.message).toContain('Status must be one of CLOSED, OPEN');
		expect(kit.asked('updateTicket')).toHaveLength(1);
	});

	it('a node tells the model not to reply again if the outcome is unknown', async () => {
		answerWith(kit.sonar, '/api/graphql', resetAfterBody);
		const { error } = await call({
			type: 'sonarReplyToTicket',
			parameters: {
				ticketId: byId('7'),
				kind: 'reply',
				body: fromModel('text', 'The answer'),
			},
			said: { text: 'We are on our way.' },
		});
		expect(error?.message).toContain('do not send it again, but look at the ticket in Sonar first');
	});

	it('a node tells the model what went wrong and what to do', async () => {
		const { error } = await call({
			type: 'sonarDownloadFile',
			parameters: { fileId: fromModel('file', 'ID of the file') },
			said: { file: '999' },
		});
		expect(error?.message).toContain('Sonar has no file with the ID 999');
		expect(error?.message).toContain('Check the ID');
	});

	it('Upload File does not repeat uploads when n8n retries it, but does when it is called again', async () => {
		const input = [
			await kit.item({
				a: { name: 'a.txt', content: 'a' },
				b: { name: 'b.txt', content: 'b' },
			}),
		];
		const upload = {
			type: 'sonarUploadFile',
			parameters: {
				binaryPropertyName: "={{ [$('Manual').item.binary.a, $('Manual').item.binary.b] }}",
				options: { filesPerRequest: 1, parallelRequests: 1 },
			},
			input,
		};
		const stored = () => kit.sonar.files.slice(before).map(({ filename }) => filename);
		const before = kit.sonar.files.length;
		answerWith(kit.sonar, '/api/files', 'as usual', status(403));
		const { error } = await call({ ...upload, retryOnFail: true });
		expect(error).toBeUndefined();
		expect(stored()).toEqual(['a.txt', 'b.txt']);
		await call({ ...upload, times: 2 });
		expect(stored()).toEqual(['a.txt', 'b.txt', 'a.txt', 'b.txt', 'a.txt', 'b.txt']);
	});

	it('each node describes itself and each of its parameters', () => {
		const types = n8n.nodes
			.map((path) => basename(path, '.node.js').replace(/^S/, 's'))
			.filter((type) => !type.endsWith('Trigger') && type !== 'sonarEmailToTicket');
		for (const type of types) {
			const { description, properties, usableAsTool } = kit.engine.descriptionOf(type);
			expect(usableAsTool).toBeTruthy();
			expect(description).toContain('Sonar');
			const groups = properties.filter(({ type }) => type === 'collection');
			const all = [...properties, ...groups.flatMap(({ options }) => options ?? [])];
			const silent = all.filter(
				(property) => 'type' in property && property.type !== 'collection' && !property.description,
			);
			expect(silent.map((property) => property.name)).toEqual([]);
		}
	});
});
