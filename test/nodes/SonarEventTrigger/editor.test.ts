import { answerWith, json } from '../../sonar/answers';
import { useKit } from '../useKit';

const kit = useKit();

async function offered(credential = kit.credential) {
	return await kit.engine.loadOptions('sonarEventTrigger', 'getModelEvents', {
		credentials: { sonarApi: credential },
	});
}

describe('The list of events', () => {
	it('shows those of the instance, sorted by model', async () => {
		expect(await offered()).toEqual([
			{ name: 'Account created', value: 'Account.CREATED' },
			{ name: 'Account updated', value: 'Account.UPDATED' },
			{ name: 'Account deleted', value: 'Account.DELETED' },
			{ name: 'File created', value: 'File.CREATED' },
			{ name: 'File updated', value: 'File.UPDATED' },
			{ name: 'File deleted', value: 'File.DELETED' },
			{ name: 'Ticket created', value: 'Ticket.CREATED' },
			{ name: 'Ticket updated', value: 'Ticket.UPDATED' },
			{ name: 'Ticket deleted', value: 'Ticket.DELETED' },
			{ name: 'Ticket attached', value: 'Ticket.ATTACHED' },
			{ name: 'Ticket detached', value: 'Ticket.DETACHED' },
			{ name: 'Ticket Reply created', value: 'TicketReply.CREATED' },
		]);
	});

	it('shows events of a newer Sonar, and skips what is no event', async () => {
		const entities = [
			null,
			{ model: 'Job', events: ['CLOSED', null] },
			{ model: 'Empty', events: [] },
		];
		answerWith(kit.sonar, '/api/graphql', json({ data: { f0: { entities } } }));
		expect(await offered()).toEqual([{ name: 'Job closed', value: 'Job.CLOSED' }]);
	});

	it('shows only the error if the token is wrong', async () => {
		await expect(offered({ ...kit.credential, accessToken: 'wrong' })).rejects.toThrow(
			'Sonar did not accept the access token',
		);
	});
});
