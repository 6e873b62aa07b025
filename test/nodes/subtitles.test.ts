import { Workflow, type INodeParameters, type INodeTypes } from 'n8n-workflow';

import { useKit } from './useKit';

const kit = useKit();

/** The subtitle as the editor works it out, without an execution. */
function subtitleOf(type: string, parameters: INodeParameters): unknown {
	const description = kit.engine.descriptionOf(type);
	const nodeTypes = { getByNameAndVersion: () => ({ description }) } as unknown as INodeTypes;
	const [id, name] = ['1', 'Node'];
	const node = { id, name, type, typeVersion: 1, position: [0, 0] as [number, number], parameters };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(
		workflow.getNode(name)!,
		description.subtitle,
		'internal',
		{},
	);
}

/** A locator's value as the editor stores a choice from its list. */
const chosen = { __rl: true, mode: 'list', value: '12', cachedResultName: 'Smith, Anna (#12)' };

it.each<[string, INodeParameters, string]>([
	['sonarUploadFile', { binaryPropertyName: '*' }, 'Upload all files'],
	['sonarUploadFile', { binaryPropertyName: 'data' }, 'Upload data'],
	[
		'sonarUploadFile',
		{ linkTo: 'entity', fileableId: { __rl: true, mode: 'list', value: '7' } },
		'Upload data to Ticket 7',
	],
	[
		'sonarUploadFile',
		{ linkTo: 'entity', fileableType: 'Account', fileableId: chosen },
		'Upload data to Smith, Anna (#12)',
	],
	['sonarLinkFile', { fileableType: 'Account', fileableId: chosen }, 'Link to Smith, Anna (#12)'],
	[
		'sonarLinkFile',
		{ fileableType: 'FccForm477Report', fileableId: { ...chosen, mode: 'id' } },
		'Link to FCC Form 477 Report 12',
	],
	[
		'sonarListFiles',
		{ fileableType: 'AchBatch', fileableId: chosen },
		'Files of Smith, Anna (#12)',
	],
	['sonarLinkFile', { fileableId: { __rl: true, mode: 'list', value: '7' } }, 'Link to Ticket 7'],
	['sonarLinkFile', { fileableType: 'Account' }, 'Link to Account'],
	['sonarListFiles', { fileableId: { __rl: true, mode: 'id', value: '7' } }, 'Files of Ticket 7'],
	['sonarListFiles', { scope: 'unlinked' }, 'Files not linked yet'],
	['sonarUpdateFile', { updateFields: { description: 'Signed' } }, 'Update description'],
	['sonarDeleteFile', {}, 'Delete unless linked'],
	['sonarGraphql', {}, 'query: accounts'],
	['sonarGraphql', { query: '# {a}\n{ x: jobs(id: 1) { page_info { page } } }' }, 'query: jobs'],
	['sonarGraphql', { query: 'mutation M($a: X = {b: 1}) { deleteFile }' }, 'mutation: deleteFile'],
	['sonarGraphql', { query: '' }, ''],
	['sonarCreateTicket', { ticketType: 'public' }, 'Create public ticket'],
	['sonarEmailToTicket', {}, 'Internal tickets and replies'],
	['sonarReplyToTicket', {}, 'Internal comment'],
	['sonarListTickets', {}, 'Tickets by filters'],
	['sonarListTickets', { scope: 'ids' }, 'Tickets by ID'],
	['sonarUpdateTicket', {}, 'Update nothing yet'],
	['sonarUpdateTicket', { binaryPropertyName: 'data' }, 'Update attachments'],
	[
		'sonarUpdateTicket',
		{
			updateFields: { status: 'CLOSED', userId: {}, ticketGroupId: {}, relatedId: {}, dueDate: '' },
		},
		'Update assignee, due date, status, ticket group',
	],
	['sonarTrigger', {}, 'New files'],
	[
		'sonarTrigger',
		{ fileableTypes: ['Ticket', 'TicketReply', 'AchBatch', 'FccForm477Report'] },
		'New files of Ticket, Ticket Reply, ACH Batch, FCC Form 477 Report',
	],
	['sonarEventTrigger', { events: [] }, ''],
	[
		'sonarEventTrigger',
		{ events: ['File.CREATED', 'TicketReply.UPDATED', 'AchBatch.DELETED'] },
		'File created, Ticket Reply updated, ACH Batch deleted',
	],
])('%s with %j says on the canvas: %s', (type, parameters, subtitle) => {
	expect(subtitleOf(type, parameters)).toBe(subtitle);
});
