import { runTogether, testFiles } from '../jest/together';
import { unnoticed } from './control';

declare const wanted: { hasFile(file: string): boolean };

const OF_NODES = /^(nodes|faults|credentials)\b/;
const TOO_LONG = /sequences|descriptors|leaks|warnings/;

/** Declares the tests of the nodes in some of their files that reach the mutant. */
export function reaching(isPart: (file: string) => boolean): void {
	beforeEach(unnoticed);
	const files = testFiles().filter(
		(file) => OF_NODES.test(file) && !TOO_LONG.test(file) && isPart(file) && wanted.hasFile(file),
	);
	// jest refuses a file without a test.
	if (files.length === 0) it('is not reached', () => {});
	else runTogether(files);
}
