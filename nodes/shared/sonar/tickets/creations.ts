import { planRequests } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import { fetchFiles } from '../files/fetchFiles';
import type { Entity, SonarFile } from '../files/file';
import { isLinkPending } from '../files/verifyLinks';
import type { RootField } from '../graphql/rootField';
import { runMutations, runQueries } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import {
	done,
	failed,
	unsureOf,
	valueIfDone,
	withEffects,
	type Outcomes,
	type Result,
} from '../outcome';
import { SonarError } from '../SonarError';

/** Something that passed all checks, with files that are linked to nothing yet. */
export interface CheckedInput {
	fileIds: readonly string[];
	/** How many may share a request. */
	entitiesPerRequest: number;
}

export interface CreatedEntity {
	id: string;
}

/** How inputs of one kind become entities. */
export interface CreationKind<Input extends CheckedInput, T extends CreatedEntity> {
	/** For people, for example "ticket 812". Without `created`, it describes only the input. */
	describe(input: Input, created?: T): string;
	/** The open question if a request fails on its way. */
	unknownOutcome: string;
	/** In bytes, of the texts. */
	sizeOf(input: Input): number;
	buildMutation(input: Input): RootField<T>;
	/** The type of the entity that an input becomes. */
	typeOf(input: Input): string;
	/** Asks for the created entity by its ID. Sonar may give none. */
	buildQuery(input: Input, id: string): RootField<T | undefined>;
	/** The entity as far as it is known, if Sonar does not tell. */
	assume(input: Input, id: string): T;
}

/** In bytes of text: half of a web server's usual limit, since JSON is longer. */
export const BYTES_PER_REQUEST = 500_000;

/** Packs inputs, in order, into as few requests as their limits allow. */
export function planCreations<Input extends CheckedInput>(
	inputs: readonly Input[],
	sizeOf: (input: Input) => number,
): Input[][] {
	return planRequests(inputs, (input) => ({
		perRequest: input.entitiesPerRequest,
		size: sizeOf(input),
		bytesPerRequest: BYTES_PER_REQUEST,
	}));
}

/**
 * Creates an entity for each input, several by one request. An input of unknown outcome is never sent
 * again: its files tell the outcome. Without files it stays unknown.
 */
export async function createEntities<Input extends CheckedInput, T extends CreatedEntity>(
	client: SonarClient,
	inputs: readonly Input[],
	pool: Pool,
	kind: CreationKind<Input, T>,
): Promise<Outcomes<Input, T>> {
	const { unknownOutcome } = kind;
	const requests = planCreations(inputs, (input) => kind.sizeOf(input));
	const outcomes = await runRequests(requests, pool, {
		inputsOf: (request) => request,
		unknownOutcome,
		run: async (request) => {
			const build = (input: Input) => kind.buildMutation(input);
			const results = await runMutations(client, request, build, unknownOutcome);
			return await settle(client, results, kind);
		},
	});
	return withEffects(outcomes, 'created', (input, created) => kind.describe(input, created));
}

/** Settles inputs of unknown outcome by the links of their files, looked at for some seconds. */
async function settle<Input extends CheckedInput, T extends CreatedEntity>(
	client: SonarClient,
	results: Map<Input, Result<T>>,
	kind: CreationKind<Input, T>,
): Promise<Map<Input, Result<T>>> {
	const unsure = unsureOf(results);
	const ids = unsure.flatMap(({ input }) => input.fileIds);
	const files = await fetchFiles(client, ids, isLinkPending);
	const settled = new Map(results);
	const found = new Map<Input, string>();
	for (const { input, error } of unsure) {
		const entity = findOwner(input, files);
		if (entity?.type === kind.typeOf(input)) found.set(input, entity.id);
		else if (entity) {
			const where = `The files are linked to ${entity.type} ${entity.id}`;
			const message = `${error.message}. ${where}`;
			settled.set(input, failed(new SonarError(error.code, message, { ...error })));
		}
	}
	for (const [input, created] of await fetchCreated(client, found, kind)) {
		settled.set(input, done(created));
	}
	return settled;
}

/** The entity that all files of an input are linked to. Before, they were linked to nothing. */
function findOwner(
	{ fileIds }: CheckedInput,
	files: ReadonlyMap<string, Result<SonarFile>>,
): Entity | undefined {
	const owners = fileIds.map((id): Entity | undefined => {
		const { fileable_type: type, fileable_id: entityId } = valueIfDone(files.get(id)) ?? {};
		return type && entityId ? { type, id: entityId } : undefined;
	});
	const [first] = owners;
	const isShared = owners.every((owner) => owner?.type === first?.type && owner?.id === first?.id);
	return isShared ? first : undefined;
}

async function fetchCreated<Input extends CheckedInput, T extends CreatedEntity>(
	client: SonarClient,
	found: ReadonlyMap<Input, string>,
	kind: CreationKind<Input, T>,
): Promise<Map<Input, T>> {
	const results = await runQueries(client, [...found], ([input, id]) => kind.buildQuery(input, id));
	return new Map(
		// Its files show that it exists. Its own fields are not worth a failure.
		[...results].map(([[input, id], result]) => [
			input,
			valueIfDone(result) ?? kind.assume(input, id),
		]),
	);
}
