import type { Upload } from '../shared/n8n/files';
import type { RequestSettings, Run } from '../shared/n8n/task';
import { runStages, type Stage } from '../shared/sonar/batch/stages';
import { resolveEntities, type EntityRef } from '../shared/sonar/entities/contacts';
import { lookupOf } from '../shared/sonar/entities/lookups';
import type { Entity } from '../shared/sonar/files/file';
import { fetchTypeErrors, linkFiles, type Link } from '../shared/sonar/files/linkFiles';
import type { UploadedFile } from '../shared/sonar/files/uploadAnswer';
import { uploadFiles } from '../shared/sonar/files/uploadFiles';
import type { SonarClient } from '../shared/sonar/http/SonarClient';
import {
	done,
	effectsOf,
	failed,
	mapDone,
	SKIPPED,
	type Outcome,
	type Outcomes,
} from '../shared/sonar/outcome';

export interface UploadPlan extends Upload, RequestSettings {
	/** What to link the file to, if anything. */
	linkTo?: EntityRef;
	/** How many entities may share a request. */
	entitiesPerRequest: number;
}

/** A plan whose entity is known. */
interface Target {
	plan: UploadPlan;
	entity?: Entity;
}

/** A file that Sonar stored, and the entity that it is linked to. */
export interface StoredFile {
	file: UploadedFile;
	entity?: Entity;
}

/** A stored file, with what its link needs. */
interface LinkableFile extends StoredFile {
	fileId: string;
	entitiesPerRequest: number;
}

const UPLOAD = 'upload';

/**
 * Uploads files and links those that have an entity: finds all entities, uploads all files, then links
 * them. A later try resumes at the stage that failed.
 */
export async function uploadAndLink(
	plans: readonly UploadPlan[],
	run: Run<UploadPlan>,
): Promise<Outcomes<UploadPlan, StoredFile>> {
	const { client, pool } = run;
	const find: Stage<UploadPlan, Target> = async (pending) => await findEntities(client, pending);
	const upload: Stage<Target, LinkableFile> = async (targets) => await uploadTargets(targets, run);
	const link: Stage<LinkableFile, StoredFile> = async (stored) => {
		const links = stored.filter((one): one is LinkableFile & Link => one.entity !== undefined);
		return new Map([
			...stored.map((one): [LinkableFile, Outcome<StoredFile>] => [one, done(one)]),
			...mapDone(await linkFiles(client, links, pool), (one) => one),
		]);
	};
	const outcomes = await run.step(
		'link',
		plans,
		(plan) => plan,
		async (pending) => await runStages(pending, [find, upload, link], pool.stopOnFailure),
	);
	return new Map(
		[...outcomes].map(([plan, outcome]): [UploadPlan, Outcome<StoredFile>] => {
			if (outcome.status === 'skipped') return [plan, outcome];
			// Not noted within the step, which would then count as done and not be tried again.
			const uploads = run.recall(UPLOAD, [plan], () => plan);
			const stored = [...uploads.values()].flatMap(effectsOf);
			return [plan, { ...outcome, effects: [...stored, ...outcome.effects] }];
		}),
	);
}

/** Everything that can fail before a file is stored. */
async function findEntities(
	client: SonarClient,
	plans: readonly UploadPlan[],
): Promise<Outcomes<UploadPlan, Target>> {
	const found = await resolveEntities(client, plans, {
		refOf: ({ linkTo }) => linkTo,
		complete: (plan, entity): Target => ({ plan, entity }),
	});
	// The types of the public schema need no check.
	const types = plans.flatMap(({ linkTo }) => linkTo?.type ?? []).filter((type) => !lookupOf(type));
	const errors = await fetchTypeErrors(client, types);
	return new Map(
		[...found].map(([plan, outcome]): [UploadPlan, Outcome<Target>] => {
			const error = errors.get(plan.linkTo?.type ?? '');
			return [plan, error ? failed(error) : outcome];
		}),
	);
}

async function uploadTargets(
	targets: readonly Target[],
	{ client, pool, step }: Run<UploadPlan>,
): Promise<Outcomes<Target, LinkableFile>> {
	const uploads = await step(
		UPLOAD,
		targets.map(({ plan }) => plan),
		(plan) => plan,
		async (pending) => await uploadFiles(client, pending, pool),
	);
	return new Map(
		targets.map((target): [Target, Outcome<LinkableFile>] => {
			const { plan, entity } = target;
			const outcome = uploads.get(plan) ?? SKIPPED;
			if (outcome.status === 'failed') return [target, failed(outcome.error)];
			if (outcome.status === 'skipped') return [target, outcome];
			const { entitiesPerRequest } = plan;
			const file = outcome.value;
			return [target, done({ file, fileId: file.id, entity, entitiesPerRequest })];
		}),
	);
}
