import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const NODES = join(__dirname, '../../nodes');
const files = readdirSync(NODES, { recursive: true, encoding: 'utf8' }).filter(
	(file) => file.endsWith('.ts') && basename(file) !== 'description.ts',
);

const twice = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index);

it('No file name in nodes/ stands for two things', () => {
	expect(twice(files.map((file) => basename(file).toLowerCase()))).toEqual([]);
});

it('No exported function in nodes/ has the name of another', () => {
	const names = files.flatMap((file) => [
		...readFileSync(join(NODES, file), 'utf8').matchAll(/^export (?:async )?function\*? (\w+)/gm),
	]);
	expect(twice(names.map(([, name]) => name!))).toEqual([]);
});
