import { basename, join } from 'node:path';

import fc from 'fast-check';
import type { INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';

import { n8n } from '../../package.json';
import { useKitWithNewSonars } from '../nodes/useKit';
import { Ran } from '../properties/Ran';
import { RAW } from './raw';
import { prepare, scenarios } from './scenarios';
import { readSettings } from './settings';

const kit = useKitWithNewSonars();

const { seed, runs, path } = readSettings();

/** What an expression may return, whatever the field expects. */
const ODD: unknown[] = [
	undefined,
	null,
	'',
	' ',
	'undefined',
	'[object Object]',
	'*',
	',',
	'61,',
	',61',
	'61\n62',
	'61; DROP TABLE files',
	'0x3d',
	'6e1',
	'-61',
	'61.0',
	'61.5',
	'９９',
	'99999999999999999999',
	0,
	-1,
	61,
	61.5,
	NaN,
	Infinity,
	1e21,
	true,
	false,
	'false',
	[],
	[[]],
	[null],
	['61', undefined],
	[61, [62]],
	{},
	{ id: '61' },
	{ value: '61', mode: 'id', __rl: true },
	{ toString: 'x' },
	{ length: 5 },
	new Date(0),
	'canceled',
	'}) { id } me { id } #',
	'\u0000',
	'\ud800',
	'ä'.normalize('NFD'),
	'2026-02-30',
	'1/31/2026',
	'x'.repeat(5000),
];

const values = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...ODD) },
	{ weight: 1, arbitrary: fc.anything({ maxDepth: 2 }) },
);

/** The parameters of a node, each with a place for a value of any type. */
function placesOf(type: string): Array<(value: string) => INodeParameters> {
	const path = n8n.nodes.find((node) =>
		node.toLowerCase().endsWith(`/${type.toLowerCase()}.node.js`),
	)!;
	const module = jest.requireActual<Record<string, new () => INodeType>>(
		join(__dirname, '../..', path),
	);
	const { properties } = new module[basename(path, '.node.js')]!().description;
	return properties
		.filter(({ type: kind }) => kind !== 'notice')
		.flatMap((property) => {
			const { name, type: kind, options = [] } = property;
			if (kind !== 'collection') return [(value: string) => ({ [name]: toValue(property, value) })];
			return (options as INodeProperties[]).map((option) => (value: string) => ({
				[name]: { [option.name]: toValue(option, value) },
			}));
		});
}

function toValue({ type, options }: INodeProperties, value: string): INodeParameters[string] {
	if (type === 'resourceLocator') return { __rl: true, mode: 'id', value };
	if (type !== 'fixedCollection') return value;
	const [{ name, values: fields }] = options as unknown as [
		{ name: string; values: INodeProperties[] },
	];
	return { [name]: [Object.fromEntries(fields.map((field) => [field.name, value]))] };
}

/** An error may quote what it was given. */
function withoutValue(message: string, value: unknown): string {
	const isShort = typeof value === 'string' || typeof value === 'number';
	const quoted = isShort ? String(value).trim().slice(0, 50) : '';
	return quoted ? message.replaceAll(quoted, '…') : message;
}

describe('Values of any type', () => {
	it.each(Object.keys(scenarios))(
		'are taken or refused with words, and nothing happens that nobody asked for: %s',
		async (name) => {
			const { type, parameters, input, answersEach } = scenarios[name]!;
			const places = placesOf(type);
			await kit.renewSonar();
			await prepare(kit);
			const items = await input(kit);
			const check = async ({ place, value }: { place: number; value: unknown }) => {
				const before = new Map(kit.sonar.files.map((file) => [file.id, file]));
				const ran = new Ran(
					await kit.run({
						type,
						parameters: { ...parameters, ...places[place % places.length]!('={{ $json.odd }}') },
						input: items.map((item) => ({ ...item, json: { ...item.json, odd: value as string } })),
						onError: 'continueRegularOutput',
					}),
				);
				expect(
					ran.failures.filter(({ message }) => RAW.test(withoutValue(message, value))),
				).toEqual([]);
				const answered = [...ran.successes, ...ran.failures].map(({ item }) => item);
				if (answersEach) expect(new Set(answered).size).toBe(items.length);
				// A linked file stays, whatever the fields say.
				for (const { id } of before.values()) {
					const isLinked = before.get(id)!.fileable_id !== null;
					if (isLinked) expect(kit.sonar.files.some((file) => file.id === id)).toBe(true);
				}
			};
			const cases = fc.record({ place: fc.nat({ max: 99 }), value: values });
			await fc.assert(fc.asyncProperty(cases, check), {
				seed,
				numRuns: runs * 3,
				path,
				endOnFailure: path !== undefined,
			});
		},
		60_000 + runs * 3000,
	);
});
