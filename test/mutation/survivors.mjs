// Prints the survivors as a value of Stryker's `--mutate`, to run them again with all tests.
import { readFile } from 'node:fs/promises';

const { files } = JSON.parse(await readFile('.cache/mutation/report.json', 'utf8'));

const ranges = Object.entries(files).flatMap(([file, { mutants }]) =>
	mutants
		.filter(({ status }) => status === 'Survived')
		.map(({ location: { start, end } }) => {
			// Stryker counts columns from 1 in its report, and from 0 in its options.
			const [from, to] = [start, end].map(({ line, column }) => `${line}:${column - 1}`);
			return `${file}:${from}-${to}`;
		}),
);
console.log([...new Set(ranges)].join());
