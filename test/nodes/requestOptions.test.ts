import { answerWith, silence } from '../sonar/answers';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();

describe('Items of one credential', () => {
	it('share requests, with the longest timeout of any of them', async () => {
		answerWith(kit.sonar, '/api/graphql', silence, silence, silence, silence);
		const { items } = await kit.run({
			type: 'sonarListFiles',
			parameters: {
				fileableType: 'Ticket',
				fileableId: byId('={{ $json.ticket }}'),
				options: { idleTimeout: '={{ $json.seconds }}' },
			},
			input: [
				{ json: { ticket: 7, seconds: 0.2 } },
				{ json: { ticket: 8, seconds: 0.4 } },
				{ json: { ticket: 9, seconds: 0.3 } },
			],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.error)).toEqual([
			'Sonar sent nothing for 0.4 seconds [item 0]',
			'Sonar sent nothing for 0.4 seconds [item 1]',
			'Sonar sent nothing for 0.4 seconds [item 2]',
		]);
	});
});
