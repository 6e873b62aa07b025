import type { IExecuteFunctions } from 'n8n-workflow';

import { hasGivenFile, isCombined } from '../../../../nodes/shared/n8n/Item';

const contextOf = (parts: object) => parts as IExecuteFunctions;

describe('The combined mode', () => {
	it.each([
		[{ workflow: { settings: { binaryMode: 'combined' } } }, true],
		[{ workflow: { settings: { binaryMode: 'separate' } } }, false],
		[{ workflow: { settings: {} } }, false],
		[{ workflow: {} }, false],
		[{}, false],
	])('in a context such as %j is on: %p', (parts, expected) => {
		expect(isCombined(contextOf(parts))).toBe(expected);
	});
});

describe('A file of n8n’s storage', () => {
	const run = (...items: object[]) => ({ data: { main: [items, null], ai_tool: null } });
	const withRuns = (runData: object) =>
		contextOf({ runExecutionData: { resultData: { runData } } });
	const file = (id?: string) => ({ json: {}, binary: { data: { id } } });

	it('is trusted if any run or output of a node has put it out', () => {
		const context = withRuns({
			First: [run(file('a')), run({ json: {} }, file(), file('b'))],
			Second: [{}, run(file('c'))],
		});
		for (const id of ['a', 'b', 'c']) expect(hasGivenFile(context, id)).toBe(true);
		expect(hasGivenFile(context, 'd')).toBe(false);
	});

	it.each([[{}], [{ runExecutionData: null }], [{ runExecutionData: {} }]])(
		'is not known if nothing has run, as in %j',
		(parts) => {
			expect(hasGivenFile(contextOf(parts), 'a')).toBe(false);
		},
	);

	it('is looked up among the nodes of its own execution', () => {
		expect(hasGivenFile(withRuns({ First: [run(file('a'))] }), 'a')).toBe(true);
		expect(hasGivenFile(withRuns({}), 'a')).toBe(false);
	});
});
