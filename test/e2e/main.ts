import { installation } from './harness/installations';
import { PackageUnderTest } from './harness/packageUnderTest';
import { describeVersion } from './steps/versions';

async function main(): Promise<void> {
	const newest = await installation('n8n-newest');
	const oldest = await installation('n8n-oldest');
	const packageUnderTest = await PackageUnderTest.pack();
	for (const n8n of [newest, oldest])
		describeVersion(`n8n ${n8n.version} on Node.js ${n8n.nodeVersion}`, n8n, packageUnderTest);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
