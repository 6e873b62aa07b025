import type { IDataObject } from 'n8n-workflow';

import { runNextStep } from '../sonar/batch/nextStep';
import type { UploadedFile } from '../sonar/files/uploadAnswer';
import { uploadFiles, type FileToUpload } from '../sonar/files/uploadFiles';
import {
	done,
	effectsOf,
	failed,
	SKIPPED,
	type Effect,
	type Outcome,
	type Outcomes,
} from '../sonar/outcome';
import { SonarError } from '../sonar/SonarError';
import type { Draft } from '../sonar/tickets/creations';
import type { WithGivenFiles } from '../sonar/tickets/givenFiles';
import type { RequestSettings, Run } from './task';

/** Something that an item wants to create, with the files that it brings. */
export interface Plan extends RequestSettings {
	attachments: readonly FileToUpload[];
}

/** A draft that was checked before files are uploaded. */
type Prepared = Draft & WithGivenFiles;

/** The steps from plans to created entities. */
interface Steps<P extends Plan, D extends Prepared, T> {
	/** Settles everything that needs no file. If it fails here, nothing was stored. */
	prepare: (plans: P[]) => Promise<Outcomes<P, D>>;
	create: (drafts: D[]) => Promise<Outcomes<D, T>>;
}

/**
 * Creates tickets or replies in three steps: they are prepared, the attachments of all items are
 * uploaded, and each is created together with its files. A later try goes on from the step that failed.
 */
export async function createWithAttachments<P extends Plan, D extends Prepared, T>(
	plans: readonly P[],
	run: Run<P>,
	{ prepare, create }: Steps<P, D, T>,
): Promise<Outcomes<P, T>> {
	const { stopOnFailure } = run.pool;
	const given = new Map<P, Effect[]>();
	const outcomes = await run.step('create', plans, itself, async (open) => {
		const prepared = await prepare(open);
		const owners = new Map<D, P>();
		for (const [plan, outcome] of prepared) {
			if (outcome.status !== 'done') continue;
			owners.set(outcome.value, plan);
			given.set(plan, outcome.value.givenFiles.map(toEffect));
		}
		return await runNextStep(prepared, stopOnFailure, async (drafts) => {
			const withFiles = await uploadAttachments(drafts, owners, run);
			return await runNextStep(withFiles, stopOnFailure, create);
		});
	});
	return await nameStored(outcomes, given, run);
}

function itself<T>(thing: T): T {
	return thing;
}

function toEffect({ id, filename }: { id: string; filename: string }): Effect {
	return { verb: 'stored', what: `${id} (${filename})`, fileId: id, sure: true };
}

type Attachment<P> = FileToUpload & { owner: P };

/** The outcomes of the attachments of each plan. */
type Uploads<P> = Map<P, Array<[Attachment<P>, Outcome<UploadedFile>]>>;

/** The drafts with the ids of their attachments. Attachments of several drafts share requests. */
async function uploadAttachments<P extends Plan, D extends Prepared>(
	drafts: readonly D[],
	owners: ReadonlyMap<D, P>,
	run: Run<P>,
): Promise<Outcomes<D, D>> {
	const plans = drafts.map((draft) => owners.get(draft)!);
	const uploads = await runUploads(plans, run, async (files) => {
		return await uploadFiles(run.client, files, run.pool);
	});
	return new Map(
		drafts.map((draft): [D, Outcome<D>] => {
			const own = uploads.get(owners.get(draft)!)!;
			const ids: string[] = [];
			for (const [{ name }, outcome] of own) {
				if (outcome.status === 'failed')
					return [draft, failed(nameAttachment(name, outcome.error))];
				if (outcome.status === 'done') ids.push(outcome.value.id);
			}
			if (ids.length < own.length) return [draft, SKIPPED];
			return [draft, done({ ...draft, fileIds: [...draft.fileIds, ...ids] })];
		}),
	);
}

/**
 * Uploads the files that no earlier try has uploaded. If `execute` does nothing, it gives only the
 * outcomes of earlier tries.
 */
async function runUploads<P extends Plan>(
	plans: readonly P[],
	run: Run<P>,
	execute: (files: Array<Attachment<P>>) => Promise<Outcomes<Attachment<P>, UploadedFile>>,
): Promise<Uploads<P>> {
	const files = plans.flatMap((owner) =>
		owner.attachments.map((file): Attachment<P> => ({ ...file, owner })),
	);
	const uploads: Uploads<P> = new Map(plans.map((plan) => [plan, []]));
	const outcomes = await run.step('upload', files, ({ owner }) => owner, execute);
	for (const file of files) uploads.get(file.owner)!.push([file, outcomes.get(file) ?? SKIPPED]);
	return uploads;
}

function nameAttachment(name: string, error: SonarError): SonarError {
	return new SonarError(error.code, `The attachment ${name}: ${error.message}`, { ...error });
}

/** Adds to each failure which files are stored for it, in this try or an earlier one. */
async function nameStored<P extends Plan, T>(
	outcomes: Outcomes<P, T>,
	given: ReadonlyMap<P, readonly Effect[]>,
	run: Run<P>,
): Promise<Outcomes<P, T>> {
	const plans = [...outcomes.keys()];
	const uploads = await runUploads(plans, run, async () => await Promise.resolve(new Map()));
	return new Map(
		[...outcomes].map(([plan, outcome]): [P, Outcome<T>] => {
			if (outcome.status !== 'failed') return [plan, outcome];
			const stored = uploads.get(plan)!.flatMap(([, upload]) => effectsOf(upload));
			const before = [...(given.get(plan) ?? []), ...stored];
			return [plan, failed(outcome.error, [...before, ...outcome.effects])];
		}),
	);
}

/** The ids of the files that are stored for a failed item. */
export function presentStoredFiles(effects: readonly Effect[]): IDataObject {
	const ids = effects.flatMap(({ fileId }) => fileId ?? []);
	return ids.length > 0 ? { file_ids: ids } : {};
}
