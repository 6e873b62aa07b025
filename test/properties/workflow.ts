import fc from 'fast-check';

import type { CharacterName } from '../sonar';
import { anyFile, choice, common, seldom } from './anyStep';
import { fileGiven, similarFiles, type FileGiven } from './files';
import {
	SORTS,
	type UploadStep,
	type LinkStep,
	type ListStep,
	type DownloadStep,
	type UpdateStep,
	type DeleteStep,
	type Existing,
	type Workflow,
} from './steps';
import { create, emails, graphql, listTickets, updateTicket } from './ticketSteps';

const MOST_AT_ONCE = 5;

/** One for all items, or one for each. */
const items = fc.oneof(
	{ weight: 1, arbitrary: similarFiles.map((files) => [files]) },
	{ weight: 1, arbitrary: similarFiles.map((files) => files.map((file) => [file])) },
	{
		weight: 2,
		arbitrary: fc.array(fc.array(anyFile, { maxLength: 4 }), { minLength: 1, maxLength: 5 }),
	},
	// More than fit into one request.
	{
		weight: 1,
		arbitrary: fc.array(fc.array(anyFile, { maxLength: 13, size: 'medium' }), {
			minLength: 1,
			maxLength: 4,
		}),
	},
);

const upload: fc.Arbitrary<UploadStep> = fc.record({
	kind: fc.constant('upload'),
	...common,
	items,
	fields: fc.constantFrom('pattern', 'expression'),
	fileName: seldom.map((own) => (own ? 'Report' : undefined)),
	linkTo: fc.option(choice, { nil: undefined, freq: 1 }),
});

const link: fc.Arbitrary<LinkStep> = fc.record({
	kind: fc.constant('link'),
	...common,
	links: fc.array(fc.record({ file: choice, entity: choice }), { minLength: 1, maxLength: 8 }),
});

const list: fc.Arbitrary<ListStep> = fc.record(
	{
		kind: fc.constant('list'),
		...common,
		scope: fc.constantFrom('entity', 'unlinked', 'all'),
		entities: fc.array(choice, { minLength: 1, maxLength: 4 }),
		limit: fc.integer({ min: 1, max: 12 }),
		filename: fc.constantFrom('a', 'photo', 'B', '.txt', 'o 1'),
		attribute: fc.constantFrom(...SORTS),
		direction: fc.constantFrom('ASC', 'DESC'),
	},
	{
		requiredKeys: [
			'kind',
			'onError',
			'perRequest',
			'parallelRequests',
			'goodToken',
			'breaks',
			'scope',
			'entities',
			'attribute',
			'direction',
		],
	},
);

const download: fc.Arbitrary<DownloadStep> = fc.record({
	kind: fc.constant('download'),
	...common,
	files: fc.array(choice, { minLength: 1, maxLength: 8 }),
});

const update: fc.Arbitrary<UpdateStep> = fc.record({
	kind: fc.constant('update'),
	...common,
	updates: fc.array(
		fc.record({
			file: choice,
			description: fc.constantFrom('', 'Signed', 'of "Ärger"', '12'),
			primaryImage: fc.constantFrom(undefined, undefined, true),
		}),
		{ minLength: 1, maxLength: 8 },
	),
});

const deletion: fc.Arbitrary<DeleteStep> = fc.record({
	kind: fc.constant('delete'),
	...common,
	files: fc.array(choice, { minLength: 1, maxLength: 8 }),
	deleteLinked: seldom,
});

const existing: fc.Arbitrary<Existing> = fileGiven.chain((file) =>
	fc.record(
		{ ...constants(file), tied: fc.boolean(), entity: choice },
		{ requiredKeys: ['name', 'content', 'type', 'tied'] },
	),
);

function constants({ name, content, type }: FileGiven) {
	return { name: fc.constant(name), content: fc.constant(content), type: fc.constant(type) };
}

/** Up to five at once. */
export function charactersAmong(names: readonly CharacterName[]): fc.Arbitrary<CharacterName[]> {
	return fc.shuffledSubarray([...names], { maxLength: MOST_AT_ONCE });
}

export function workflows(characters: fc.Arbitrary<CharacterName[]>): fc.Arbitrary<Workflow> {
	return fc.record({
		characters,
		existing: fc.array(existing, { maxLength: 40, size: 'medium' }),
		// A failure is shrunk from the front. The steps are reversed, so that the steps after the failing one
		// go first.
		steps: fc
			.array(
				fc.oneof(
					upload,
					link,
					list,
					download,
					update,
					deletion,
					create,
					updateTicket,
					listTickets,
					emails,
					graphql,
				),
				{ minLength: 1, maxLength: 5 },
			)
			.map((steps) => steps.reverse()),
	});
}
