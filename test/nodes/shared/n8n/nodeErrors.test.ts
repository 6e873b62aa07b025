import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import {
	cutMessage,
	describeDone,
	describeUnsure,
	hasUnknownEffect,
	ParameterError,
	toNodeError,
} from '../../../../nodes/shared/n8n/nodeErrors';
import { REMEDIES } from '../../../../nodes/shared/n8n/remedies';
import { done, failed, SKIPPED, type Effect } from '../../../../nodes/shared/sonar/outcome';
import { SonarError, type FailureCode } from '../../../../nodes/shared/sonar/SonarError';

const node: INode = {
	id: '1',
	name: 'Node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const QUESTION = 'Whether Sonar stored it is unknown';
const unsure = (words: string) => new SonarError('broken', words, { unknownOutcome: QUESTION });

describe('An error shown by n8n', () => {
	it('names its item, the remedy, and what else happened', () => {
		const error = toNodeError(node, new SonarError('notFound', 'No file.', { status: 404 }), {
			itemIndex: 3,
			howToLook: 'Look first.',
			appendix: '. Already stored: 61',
			context: { effects: [] },
		});
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'No file. [item 3]. Already stored: 61',
			description: REMEDIES.notFound,
			httpCode: '404',
		});
		expect(error.context).toMatchObject({ effects: [], itemIndex: 3 });
	});

	const TICKETS = ['READ_TICKET', 'CREATE_TICKET', 'UPDATE_TICKET', 'READ_INBOUND_MAILBOX'];
	const MEMBERS = 'private ticket group';
	const WEBHOOKS = ['READ', 'CREATE', 'UPDATE', 'DELETE']
		.map((verb) => `${verb}_WEBHOOK_ENDPOINT`)
		.concat('READ_WEBHOOK_ENDPOINT_EVENT');
	it.each<[FailureCode, string[]]>([
		['permission', ['READ_FILE', 'READ_ACCOUNT', ...TICKETS, ...WEBHOOKS]],
		['forbidden', ['READ_FILE', 'READ_ACCOUNT', ...TICKETS, ...WEBHOOKS]],
		['missing', ['READ_FILE', 'READ_TICKET', MEMBERS]],
		['incomplete', ['READ_FILE', 'READ_TICKET', 'READ_ACCOUNT']],
		['noContact', ['READ_ACCOUNT']],
		['unknownSender', ['READ_ACCOUNT']],
		['endpoint', WEBHOOKS],
	])('with the code %p names the permissions that may be missing', (code, names) => {
		const { description } = toNodeError(node, new SonarError(code, 'No.'));
		for (const name of names) expect(description).toContain(name);
		// There is no such permission in Sonar.
		expect(Object.values(REMEDIES).join()).not.toContain('READ_CONTACT');
	});

	it('omits the item and the status if there is none', () => {
		const error = toNodeError(node, new SonarError('unreachable', 'Nobody there'));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('Nobody there');
	});

	it.each([
		['It broke.', 'look first', `It broke. ${QUESTION}: look first`],
		['It broke', undefined, `It broke. ${QUESTION}`],
		['It broke..', undefined, `It broke.. ${QUESTION}`],
	])('states what %p leaves unknown', (words, howToLook, message) => {
		expect(toNodeError(node, unsure(words), { howToLook }).message).toBe(message);
	});

	it('says how to check only if the outcome is unknown', () => {
		const error = new SonarError('invalid', 'No.');
		expect(toNodeError(node, error, { howToLook: 'look first' }).message).toBe('No.');
	});

	it.each<[string, Error, string]>([
		['stop of the user keeps n8n’s word', new SonarError('canceled', 'canceled'), 'canceled'],
		[
			'other failure does not',
			new SonarError('invalid', 'canceled, canceled'),
			'cancelled, cancelled',
		],
		['error that is none of Sonar’s does not', new Error('canceled'), 'cancelled'],
	])('of a %s', (_, error, message) => {
		expect(toNodeError(node, error).message).toBe(message);
	});

	it('keeps its message even if that looks like an error code of Node.js', () => {
		const error = toNodeError(node, new SonarError('invalid', 'ECONNREFUSED', { status: 400 }));
		expect(error.message).toBe('ECONNREFUSED');
	});

	it('of a field keeps its own remedy and context', () => {
		const error = toNodeError(
			node,
			new ParameterError('No such field', 'Enter another.', { binaryFields: ['data'] }),
			{ itemIndex: 0, context: { effects: [] } },
		);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.description).toBe('Enter another.');
		expect(error.context).toMatchObject({ binaryFields: ['data'], effects: [], itemIndex: 0 });
	});

	it('of Sonar keeps in its context all names that the message leaves out', () => {
		const error = new SonarError('invalid', 'a and 1 more', { context: { names: ['a', 'b'] } });
		expect(toNodeError(node, error).context).toMatchObject({ names: ['a', 'b'] });
	});

	it('of n8n keeps n8n’s description', () => {
		const error = new NodeOperationError(node, 'Odd', { description: 'Do this.' });
		expect(toNodeError(node, error).description).toBe('Do this.');
		expect(toNodeError(node, new Error('Odd')).description).toBeFalsy();
	});

	it('is cut if it quotes too much, but still says what was done', () => {
		const { message } = toNodeError(node, new SonarError('invalid', 'x'.repeat(3000)), {
			itemIndex: 1,
			appendix: `. ${'y'.repeat(3000)}`,
		});
		expect(message).toBe(`${'x'.repeat(2000)}… [item 1]. ${'y'.repeat(1998)}…`);
		expect(cutMessage('x'.repeat(2000))).toBe('x'.repeat(2000));
	});
});

describe('Effects', () => {
	const effect = (verb: Effect['verb'], what: string, sure = true): Effect => ({
		verb,
		what,
		sure,
	});

	it('are listed by verb, each once, and only if certain', () => {
		expect(
			describeDone([
				effect('stored', '61'),
				effect('linked', '61 to Ticket 1'),
				effect('stored', '62'),
				effect('stored', '61'),
				effect('stored', '63', false),
			]),
		).toBe('. Already stored: 61, 62. Already linked: 61 to Ticket 1');
		expect(describeDone([effect('stored', '63', false)])).toBe('');
	});

	it('that are unknown are named by their items', () => {
		expect(describeUnsure([])).toBe('');
		expect(describeUnsure([2, 5])).toBe('. The outcome is also unknown for: [item 2], [item 5]');
	});

	it('are uncertain if one of them is', () => {
		const error = new SonarError('broken', 'broke');
		expect(hasUnknownEffect(done(1, [effect('stored', '61')]))).toBe(false);
		expect(
			hasUnknownEffect(failed(error, [effect('stored', '61'), effect('linked', '61', false)])),
		).toBe(true);
		expect(hasUnknownEffect(SKIPPED)).toBe(false);
	});
});
