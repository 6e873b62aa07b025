import { chain } from '../engine';
import { useKit } from '../nodes/useKit';
import { readGraphqlOfReadme } from './readme';

const kit = useKit();

describe('The README’s query for n8n’s HTTP Request', () => {
	it('finds accounts with the credential of this package', async () => {
		for (const name of ['Jane Example', 'John Sample', 'Mary Jane']) {
			kit.sonar.addEntity('Account', { name });
		}
		const workflow = chain([
			{
				name: 'HTTP Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					method: 'POST',
					url: `${kit.sonar.url}/api/graphql`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'sonarApi',
					sendBody: true,
					specifyBody: 'json',
					jsonBody: readGraphqlOfReadme(),
					options: {},
				},
			},
		]);
		const { error, output } = await kit.engine.run({
			workflow,
			credentials: { sonarApi: kit.credential },
			input: [{ json: {} }],
		});
		expect(error).toBeUndefined();
		expect(output('HTTP Request')[0]!.json).toMatchObject({
			data: {
				accounts: {
					entities: [{ name: 'Jane Example' }, { name: 'Mary Jane' }],
					page_info: { total_count: 2 },
				},
			},
		});
	});
});
