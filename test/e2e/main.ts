import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { describeEditor } from './editor/steps';
import { describeEventsInQueue } from './events/queueSteps';
import { describeEvents } from './events/steps';
import { ensureDebianPackages } from './harness/debian';
import { installation } from './harness/installations';
import { PackageUnderTest } from './harness/packageUnderTest';
import { describeQueue } from './queue/steps';
import { describeDev } from './steps/dev';
import { describeVersion } from './steps/versions';

const PROJECT = resolve(__dirname, '../..');

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { pictures: { type: 'boolean', default: false } } });
	const pictures = resolve(PROJECT, values.pictures ? 'docs' : '.cache/e2e');
	await ensureDebianPackages('chromium', 'redis-server', 'postgresql', 'dovecot-imapd');
	const newest = await installation('n8n-newest');
	const oldest = await installation('n8n-oldest');
	const of1x = await installation('n8n-1.x');
	const packageUnderTest = await PackageUnderTest.pack();
	describeVersion('newest', newest, packageUnderTest, (instances) => {
		describeEditor(instances, pictures);
	});
	describeVersion('oldest 2.x', oldest, packageUnderTest);
	describeVersion('newest 1.x', of1x, packageUnderTest);
	for (const each of [newest, oldest, of1x]) describeEvents(each, packageUnderTest);
	describeQueue(newest, packageUnderTest);
	describeEventsInQueue(newest, packageUnderTest);
	describeDev(pictures);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
