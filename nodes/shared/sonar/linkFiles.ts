import { isRecord } from './answers';
import { REFUSED_WHOLE, runFields, type WriteField } from './fields';
import type { Entity } from './files';
import { checkLinked, withPresentEntities } from './linkChecks';
import { groupByKey, planRequests } from './planning';
import { runGroups, type PoolOptions } from './pool';
import { isFailure, type Result, type Results } from './result';
import type { SonarSender } from './SonarSender';

export interface Link {
	fileId: string;
	entity: Entity;
	description?: string;
	/** Whether the image stands for the entity throughout Sonar. */
	primaryImage?: boolean;
	entitiesPerRequest: number;
}

const IF_UNKNOWN =
	'Whether Sonar linked the files is unknown: look with Sonar List Files before you link them again';

/**
 * Links files, those of one entity in one mutation and several entities in one request.
 *
 * @returns what became of each link, in the order of `links`
 */
export async function linkFiles(
	sender: SonarSender,
	links: readonly Link[],
	options: PoolOptions,
): Promise<Results<true>> {
	const entities = groupByKey(links, ({ entity }) => `${entity.type} ${entity.id}`);
	const plan = planRequests(
		entities.map((group) => ({
			perRequest: Math.min(...group.map((index) => links[index]!.entitiesPerRequest)),
		})),
	);
	const requests = plan.map((request) => request.flatMap((position) => [...entities[position]!]));
	return await runGroups(
		links,
		requests,
		options,
		async (members) => await linkGroup(sender, members),
	);
}

/** Links whose entities stand together, in one request. */
async function linkGroup(
	sender: SonarSender,
	links: readonly Link[],
): Promise<Array<Result<true>>> {
	const entities = groupByKey(links, ({ entity }) => `${entity.type} ${entity.id}`).map((group) =>
		group.map((index) => links[index]!),
	);
	const outcomes = await runMutations(sender, entities);
	// One bad file fails the mutation of its whole entity, so these are tried file by file.
	const again = entities
		.filter((group, index) => group.length > 1 && mayTrySingly(outcomes[index]!))
		.flat();
	const singly =
		again.length > 0
			? await runMutations(
					sender,
					again.map((link) => [link]),
				)
			: [];
	const retried = new Map(again.map((link, index) => [link, singly[index]!]));
	const attempts = entities.flatMap((group, index) =>
		group.map((link) => ({
			link,
			together: outcomes[index]!,
			result: retried.get(link) ?? outcomes[index]!,
		})),
	);
	return await withPresentEntities(sender, attempts);
}

/** What GraphQL refuses may be one file's fault; an HTTP status such as 401 is that of all. */
function mayTrySingly(outcome: Result<true>): boolean {
	if (!isFailure(outcome) || outcome.error.nature !== 'refused') return false;
	const { status } = outcome.error;
	return status === undefined || REFUSED_WHOLE.has(status);
}

/** One mutation for each group of links, which share an entity, in one request. */
async function runMutations(
	sender: SonarSender,
	groups: ReadonlyArray<readonly Link[]>,
): Promise<Array<Result<true>>> {
	const results = await runFields(sender, {
		operation: 'mutation',
		fields: groups.map(mutationOf),
		ifUnknown: IF_UNKNOWN,
	});
	const unsure = groups.filter((_, index) => isWithoutAnswer(results[index]!));
	const checks = await checkLinked(sender, unsure);
	const checked = new Map(unsure.map((group, index) => [group, checks[index]!]));
	return results.map((result, index) =>
		isFailure(result) ? result : (checked.get(groups[index]!) ?? { value: true }),
	);
}

function isWithoutAnswer(result: Result<unknown>): boolean {
	return !isFailure(result) && !isRecord(result.value);
}

/** Ids stand in the document as whole numbers, which is the one form that Sonar's article shows. */
function mutationOf(links: readonly Link[]): WriteField {
	const { entity } = links[0]!;
	return (declare) => {
		const files = links.map(({ fileId, description, primaryImage }) =>
			[
				`file_id: ${fileId}`,
				description === undefined ? '' : `description: ${declare('String', description)}`,
				primaryImage === undefined ? '' : `primary_image: ${primaryImage}`,
			]
				.filter(Boolean)
				.join(' '),
		);
		const list = files.map((file) => `{ ${file} }`).join(', ');
		return `linkFileToEntity(input: { fileable_type: ${entity.type} fileable_id: ${entity.id} files: [${list}] }) { id }`;
	};
}
