import { runTogether, testFiles } from '../jest/together';
import { unnoticed } from './control';

declare const wanted: { hasFile(file: string): boolean };

const TOO_LONG = /sequences|descriptors|leaks|warnings/;

const ofNodes = testFiles().filter(
	(file) => /^(nodes|faults|credentials)\b/.test(file) && !TOO_LONG.test(file),
);
const isOfModule = (file: string) => file.startsWith('nodes/shared/');

beforeEach(unnoticed);

// The tests of modules first: they take the shortest.
runTogether(
	[...ofNodes.filter(isOfModule), ...ofNodes.filter((file) => !isOfModule(file))].filter((file) =>
		wanted.hasFile(file),
	),
);
