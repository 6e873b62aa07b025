import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { devDependencies, n8n } from '../../package.json';
import renovate from '../../renovate.json';
import { useKit } from '../nodes/useKit';
import { characterNames } from '../sonar';
import { Markdown, PROJECT } from './Markdown';

/** Files for those who work on the project, held against the code. */
const kit = useKit();

it('renovate.json holds back only packages that are in use, and says why', () => {
	const used = [...Object.keys(devDependencies), 'node'];
	const held = renovate.packageRules.filter((rule) => rule.allowedVersions !== undefined);
	expect(held.length).toBeGreaterThan(0);
	for (const { description, matchPackageNames } of held) {
		expect(description).toBeTruthy();
		expect(used).toEqual(expect.arrayContaining(matchPackageNames));
	}
});

it('renovate.json groups the packages that are bundled', () => {
	const vendor = join(PROJECT, 'nodes/shared/vendor');
	const bundled = readdirSync(vendor)
		.flatMap((file) => [...readFileSync(join(vendor, file), 'utf8').matchAll(/ from '([^']+)'/g)])
		.map(([, name]) => name!);
	const group = renovate.packageRules.find(({ groupName }) => groupName === 'bundled packages');
	expect(group!.matchPackageNames).toEqual(expect.arrayContaining(bundled));
	expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(group!.matchPackageNames!));
});

it('test/README.md names each character of the Sonar server, and the code that copes with it', () => {
	const rows = new Markdown('test/README.md').rowsBelow('What is believed of Sonar');
	const named = rows.flatMap(([, , cell]) => cell!.match(/\w+/g));
	expect(named.sort()).toEqual([...characterNames].sort());
	const code = rows.flatMap(([, cell]) => [...cell!.matchAll(/`([\w/]+\.ts)`/g)]);
	const nodes = readdirSync(join(PROJECT, 'nodes'), { recursive: true, encoding: 'utf8' });
	const gone = code.filter(([, file]) => !nodes.some((path) => path.endsWith(`/${file}`)));
	expect(gone.map(([, file]) => file)).toEqual([]);
});

it('the form for bugs names each node', () => {
	const form = readFileSync(join(PROJECT, '.github/ISSUE_TEMPLATE/bug.yml'), 'utf8');
	const [, list] = /label: Node\n +options:\n((?: +- .*\n)+)/.exec(form)!;
	const named = [...list!.matchAll(/- (.*)/g)].map(([, name]) => name);
	expect(named).toEqual([
		...n8n.nodes.map((path) => {
			const [, type] = /\/S(\w+)\.node\.js$/.exec(path)!;
			return kit.engine.descriptionOf(`s${type}`).displayName;
		}),
		'The credential',
	]);
});
