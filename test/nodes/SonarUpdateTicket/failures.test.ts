import { answerWith, resetAfterBody, status } from '../../sonar/answers';
import { attachments, textFile } from '../files';
import { useKitWithNewSonars } from '../useKit';
import { addTickets, given, updateTicket, VALUE, type Changes } from './knownTickets';

const kit = useKitWithNewSonars();
beforeEach(() => addTickets(kit));

const update = async (...args: Changes) => await updateTicket(kit, ...args);
const stored = (id = '70') => kit.sonar.entities('Ticket').find((one) => one.id === id)!;

describe('An update that fails', () => {
	it('fails alone, and names the files that are stored for it', async () => {
		const input = await Promise.all(
			['70', '99', '72'].map(
				async (ticket_id) =>
					await kit.item(attachments([textFile(`${ticket_id}.txt`)]), { ticket_id }),
			),
		);
		const { items, failed } = await update(
			{ status: 'CLOSED' },
			{ input, onError: 'continueErrorOutput' },
			{ binaryPropertyName: '*' },
		);
		expect(items.map(({ json }) => json.ticket_id)).toEqual(['70', '72']);
		const id = kit.sonar.files.find(({ filename }) => filename === '99.txt')!.id;
		expect(failed[0]!.json).toMatchObject({
			error: `Sonar answered: Ticket 99 does not exist. [item 1]. Already stored: ${id} (99.txt)`,
			file_ids: [id],
		});
	});

	it('changes nothing if an attachment is refused, or a file is linked already', async () => {
		const linked = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		kit.sonar.link(linked, { type: 'Ticket', id: '6' });
		const taken = await update({ status: 'CLOSED', fileIds: linked });
		expect(taken.error?.message).toContain(`The file ${linked} cannot be attached. It is linked`);
		const input = [await kit.item(attachments([textFile('virus.exe')]), { ticket_id: '70' })];
		const refused = await update({ status: 'CLOSED' }, { input }, { binaryPropertyName: '*' });
		expect(refused.error?.message).toContain('Sonar refused virus.exe: ');
		expect(stored().status).toBe('OPEN');
	});

	it('tells with On Error: Stop what was already updated', async () => {
		const input = [given({ value: 'LOW' }), given({ value: 'HIGH' }, '99')];
		const { error } = await update({ priority: VALUE }, { input });
		expect(error?.message).toBe(
			'Sonar answered: Ticket 99 does not exist. [item 1]. Already updated: ticket 70',
		);
	});

	it('is not repeated by Retry On Fail if it was done', async () => {
		answerWith(kit.sonar, '/api/graphql', 'as usual', status(401));
		const { items, error } = await update(
			{ status: 'CLOSED' },
			{ input: [given({}), given({}, '71')], retryOnFail: true },
			{ options: { entitiesPerRequest: 1, parallelRequests: 1 } },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(kit.asked('updateTicket').map(({ id }) => id)).toEqual(['70', '71']);
	});

	it('is settled by its ticket, or says that it is unknown', async () => {
		answerWith(kit.sonar, '/api/graphql', async (_request, response, carryOut) => {
			await carryOut();
			response.destroy();
		});
		const settled = await update({ status: 'CLOSED' });
		expect(settled.items[0]!.json.status).toBe('CLOSED');
		answerWith(kit.sonar, '/api/graphql', resetAfterBody);
		const { error } = await update({ status: 'OPEN' }, { retryOnFail: true });
		expect(error?.message).toBe(
			'The connection to Sonar broke. Whether Sonar updated the ticket is unknown: do not update it again, but look at the ticket in Sonar first (Sonar List Files, No Entity Yet, shows files that are linked to nothing) [item 0]',
		);
		// The second never reached Sonar.
		const sent = kit.calls.filter((call) => call !== 'query');
		expect(sent).toEqual(['mutation', 'POST /api/graphql']);
	});
});
