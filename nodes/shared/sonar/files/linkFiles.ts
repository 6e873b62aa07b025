import { groupByKey, planRequests } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import { selectPage } from '../graphql/connection';
import { buildMutation, buildQuery, type RootField } from '../graphql/rootField';
import { runMutations, runQueries } from '../graphql/runFields';
import { clock } from '../http/clock';
import type { SonarClient } from '../http/SonarClient';
import { isRecord } from '../guards';
import { withEffects, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { readTypeRefusal, type Entity } from './file';
import { verifyByFile } from './verifyByFile';
import { LINK_CHECK, resolveLinkConflicts, type LinkResult } from './verifyLinks';

export interface Link {
	fileId: string;
	entity: Entity;
	description?: string;
	/** Whether to use the image as the entity's primary image. */
	primaryImage?: boolean;
	/** How many entities may share a request. */
	entitiesPerRequest: number;
}

/** Files for one entity, which are linked by one mutation. */
export type LinkMutation<L extends Link = Link> = readonly L[];

/** Mutations that share a request. */
export type LinkRequest<L extends Link = Link> = ReadonlyArray<LinkMutation<L>>;

const TYPES_PER_REQUEST = 25;

const UNKNOWN_OUTCOME = 'Whether Sonar linked the files is unknown';

/**
 * Puts links into requests: all links of one entity into one mutation, several entities into one
 * request. If a file comes twice for an entity, it comes in two mutations, since Sonar may link the
 * first of a mutation before it refuses the second.
 */
export function planLinks<L extends Link>(links: readonly L[]): Array<LinkRequest<L>> {
	const counts = new Map<string, number>();
	const mutations = groupByKey(links, ({ fileId, entity }) => {
		const key = `${entity.type} ${entity.id}`;
		const count = counts.get(`${key} ${fileId}`) ?? 0;
		counts.set(`${key} ${fileId}`, count + 1);
		return `${key} ${count}`;
	});
	return planRequests(mutations, (mutation) => ({
		perRequest: Math.min(...mutation.map((link) => link.entitiesPerRequest)),
	}));
}

/** Links files, with as few requests as the links allow. */
export async function linkFiles<L extends Link>(
	client: SonarClient,
	links: readonly L[],
	pool: Pool,
): Promise<Outcomes<L, true>> {
	const outcomes = await runRequests(planLinks(links), pool, {
		inputsOf: (request) => request.flat(),
		unknownOutcome: UNKNOWN_OUTCOME,
		run: async (request) => await runLinkRequest(client, request),
	});
	return withEffects(
		outcomes,
		'linked',
		({ fileId, entity }) => `${fileId} to ${entity.type} ${entity.id}`,
	);
}

/** The output for a linked file. */
export function toLinkedFile(fileId: string, { type, id }: Entity) {
	return { id: fileId, file_id: fileId, fileable_type: type, fileable_id: id, linked: true };
}

async function runLinkRequest<L extends Link>(
	client: SonarClient,
	request: LinkRequest<L>,
): Promise<Map<L, Result<true>>> {
	const since = clock.now();
	const asGroup = await tryLinks(client, request);
	// One bad file fails the mutation of its whole entity, so its files are tried one by one.
	const again = request
		.filter((mutation) => mutation.length > 1)
		.flatMap((mutation) => mutation.filter((link) => mayTryAlone(asGroup.get(link)!)));
	const oneByOne = await tryLinks(
		client,
		again.map((link) => [link]),
	);
	return await resolveLinkConflicts(client, since, asGroup, oneByOne);
}

function mayTryAlone(result: LinkResult): boolean {
	return result.status === 'failed' && result.error.maySplit;
}

/** One mutation for each group of links, all in one request. Gives the result of each link. */
async function tryLinks<L extends Link>(
	client: SonarClient,
	request: LinkRequest<L>,
): Promise<Map<L, Result<true>>> {
	const results = await runMutations(client, request, buildLinkMutation, UNKNOWN_OUTCOME);
	const answered = [...results].flatMap(([mutation, result]) =>
		mutation.map((link): [L, Result<true>] => [link, result]),
	);
	return await verifyByFile(client, new Map(answered), LINK_CHECK);
}

const ALREADY_LINKED = /\balready\b|\bunassociated\b/i;

/** Sonar answers with the entity. By the schema it may answer null instead, and that tells nothing. */
function buildLinkMutation(mutation: LinkMutation): RootField<true> {
	const { entity } = mutation[0]!;
	return buildMutation('linkFileToEntity', {
		args: {
			input: {
				fileable_type: entity.type,
				fileable_id: entity.id,
				files: mutation.map(({ fileId, description, primaryImage }) => ({
					file_id: fileId,
					description,
					primary_image: primaryImage,
				})),
			},
		},
		select: ['id'],
		parse: (value) => {
			if (isRecord(value)) return true;
			throw new SonarError(
				'incomplete',
				`Sonar’s answer says nothing about the link to ${entity.type} ${entity.id}`,
			);
		},
		readRefusal: (words) =>
			ALREADY_LINKED.test(words) ? 'alreadyLinked' : readTypeRefusal(words, entity.type),
	});
}

/** Asks for the files of a type, which shows whether Sonar knows the type. */
const buildTypeCheck = (type: string) =>
	buildQuery('files', {
		args: { fileable_type: type, paginator: { page: 1, records_per_page: 1 } },
		select: selectPage<'FileConnection'>(['id'], false),
		parse: () => true,
		readRefusal: (words) => readTypeRefusal(words, type),
	});

/** The errors for the types that the instance does not have, asked for before any file is stored. */
export async function fetchTypeErrors(
	client: SonarClient,
	types: readonly string[],
): Promise<Map<string, SonarError>> {
	const errors = new Map<string, SonarError>();
	for (const chunk of planRequests([...new Set(types)], () => ({
		perRequest: TYPES_PER_REQUEST,
	}))) {
		for (const [type, result] of await runQueries(client, chunk, buildTypeCheck)) {
			// Whatever else fails says nothing about the type.
			if (result.status === 'failed' && result.error.code === 'entityType') {
				errors.set(type, result.error);
			}
		}
	}
	return errors;
}
