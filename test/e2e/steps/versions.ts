import { after, before, describe } from 'node:test';

import { startSonar, type Sonar } from '../../sonar';
import { describeTicketNodesInEditor } from '../editor/versionSteps';
import { temporaryFolder } from '../harness/cleanUp';
import type { Installation } from '../harness/installations';
import type { PackageUnderTest } from '../harness/packageUnderTest';
import { startN8n, type N8n } from '../harness/startN8n';
import { describeAgent } from './agent';
import { itTestsCredentials, type Instances } from './credential';
import { describeEmail } from './email';
import { itClosesATicketByItsUrl } from './fileToClosedTicket';
import { itPutsAFormsFileOnATicket } from './firstAttachment';
import { itLetsHttpRequestAskSonar } from './httpRequest';
import { itIsInstalled, itWarnsOfNothing } from './install';
import { itTakesNoFilesFromJson } from './json';
import { itBringsFilesThereAndBack } from './mainJob';
import { itMakesTickets } from './tickets';
import { itWorksAsTools } from './tools';

/** The steps that every supported n8n must pass. `more` runs on the same instance. */
export function describeVersion(
	name: string,
	installation: Installation,
	packageUnderTest: PackageUnderTest,
	more?: (instances: () => Instances) => void,
): void {
	const title = `The ${name} n8n, ${installation.version} on Node.js ${installation.nodeVersion}`;
	describe(title, () => {
		let n8n: N8n;
		let sonar: Sonar;
		let instances: Instances;
		before(async () => {
			sonar = await startSonar({ folder: temporaryFolder('sonar').path });
			n8n = await startN8n({
				installation,
				packageUnderTest: packageUnderTest.byTar,
				env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
			});
			const credentialId = await n8n.api.createCredential('Sonar', 'sonarApi', {
				instanceUrl: sonar.url,
				accessToken: sonar.token,
			});
			instances = { n8n, sonar, credentialId };
		});
		after(async () => {
			await n8n?.stop();
			await sonar?.close();
		});

		itIsInstalled(() => n8n);
		itBringsFilesThereAndBack('filesystem', () => instances);
		if (installation.hasCombinedMode)
			itBringsFilesThereAndBack('combined', () => instances, { binaryMode: 'combined' });
		else itTakesNoFilesFromJson(() => instances);
		itPutsAFormsFileOnATicket(() => instances);
		itWarnsOfNothing(() => n8n, installation);
		itTestsCredentials(() => instances);
		itWorksAsTools(() => instances);
		itMakesTickets(() => instances);
		itClosesATicketByItsUrl(() => instances);
		itLetsHttpRequestAskSonar(() => instances, installation);
		describeAgent(() => instances);
		describeEmail(() => instances);
		describeTicketNodesInEditor(() => instances);
		more?.(() => instances);
	});
}
