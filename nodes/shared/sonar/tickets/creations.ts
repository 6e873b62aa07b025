import { planRequests } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import { fetchFiles } from '../files/fetchFiles';
import type { Entity, SonarFile } from '../files/file';
import { isLinkPending } from '../files/verifyLinks';
import type { RootField } from '../graphql/rootField';
import { runMutations, runQueries } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import { done, failed, isUnsure, withEffects, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';

/** Something to create in Sonar, with files that are linked to nothing yet. */
export interface Draft {
	fileIds: readonly string[];
	/** How many may share a request. */
	entitiesPerRequest: number;
}

/** An entity that Sonar created from a draft. */
export interface Created {
	id: string;
}

/** How drafts become entities of Sonar's. */
export interface Creation<D extends Draft, T extends Created> {
	/** For people, for example "ticket 812". Without `created`, it describes only the draft. */
	describe(draft: D, created?: T): string;
	/** The open question if a request fails on its way. */
	unknownOutcome: string;
	/** In bytes, of the texts. */
	sizeOf(draft: D): number;
	buildMutation(draft: D): RootField<T>;
	/** The type of the entity that a draft becomes. */
	typeOf(draft: D): string;
	/** Asks for the created entity by its id. Sonar may give none. */
	buildQuery(draft: D, id: string): RootField<T | undefined>;
	/** The entity as far as it is known, if Sonar does not tell. */
	assume(draft: D, id: string): T;
}

/** In bytes of text: half of a web server's usual limit, since JSON is longer. */
const BYTES_PER_REQUEST = 500_000;

/** Puts drafts, in their order, into as few requests as their limits allow. */
export function planCreations<D extends Draft>(
	drafts: readonly D[],
	sizeOf: (draft: D) => number,
): D[][] {
	return planRequests(drafts, (draft) => ({
		perRequest: draft.entitiesPerRequest,
		size: sizeOf(draft),
		bytesPerRequest: BYTES_PER_REQUEST,
	}));
}

/**
 * Creates the drafts, several by one request. If the outcome of a draft is unknown, it is never sent
 * again: its files tell the outcome. Without files it stays unknown.
 */
export async function create<D extends Draft, T extends Created>(
	client: SonarClient,
	drafts: readonly D[],
	pool: Pool,
	creation: Creation<D, T>,
): Promise<Outcomes<D, T>> {
	const { unknownOutcome } = creation;
	const requests = planCreations(drafts, (draft) => creation.sizeOf(draft));
	const outcomes = await runRequests(requests, pool, {
		inputsOf: (request) => request,
		unknownOutcome,
		run: async (request) => {
			const build = (draft: D) => creation.buildMutation(draft);
			const results = await runMutations(client, request, build, unknownOutcome);
			return await settle(client, results, creation);
		},
	});
	return withEffects(outcomes, 'created', (draft, created) => creation.describe(draft, created));
}

/** Settles drafts of unknown outcome: looks, for some seconds, at the links of their files. */
async function settle<D extends Draft, T extends Created>(
	client: SonarClient,
	results: Map<D, Result<T>>,
	creation: Creation<D, T>,
): Promise<Map<D, Result<T>>> {
	const unsure = [...results].flatMap(([draft, result]) =>
		isUnsure(result) ? [{ draft, error: result.error }] : [],
	);
	const ids = unsure.flatMap(({ draft }) => draft.fileIds);
	const files = await fetchFiles(client, ids, isLinkPending);
	const settled = new Map(results);
	const found = new Map<D, string>();
	for (const { draft, error } of unsure) {
		const entity = findOwner(draft, files);
		if (entity?.type === creation.typeOf(draft)) found.set(draft, entity.id);
		else if (entity) {
			const where = `The files are linked to ${entity.type} ${entity.id}`;
			const message = `${error.message}. ${where}`;
			settled.set(draft, failed(new SonarError(error.code, message, { ...error })));
		}
	}
	for (const [draft, created] of await fetchCreated(client, found, creation)) {
		settled.set(draft, done(created));
	}
	return settled;
}

/** The entity that all files of a draft are linked to: they were linked to nothing before. */
function findOwner(
	{ fileIds }: Draft,
	files: ReadonlyMap<string, Result<SonarFile>>,
): Entity | undefined {
	const owners = fileIds.map((id): Entity | undefined => {
		const file = files.get(id);
		if (file?.status !== 'done') return undefined;
		const { fileable_type: type, fileable_id: entityId } = file.value;
		return type && entityId ? { type, id: entityId } : undefined;
	});
	const [first] = owners;
	const isShared = owners.every((owner) => owner?.type === first?.type && owner?.id === first?.id);
	return isShared ? first : undefined;
}

async function fetchCreated<D extends Draft, T extends Created>(
	client: SonarClient,
	found: ReadonlyMap<D, string>,
	creation: Creation<D, T>,
): Promise<Map<D, T>> {
	const results = await runQueries(client, [...found], ([draft, id]) =>
		creation.buildQuery(draft, id),
	);
	return new Map(
		[...results].map(([[draft, id], result]) => {
			const told = result.status === 'done' ? result.value : undefined;
			// Its files show that it exists. Its own fields are not worth a failure.
			return [draft, told ?? creation.assume(draft, id)];
		}),
	);
}
