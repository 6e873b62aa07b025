import type { Pool } from '../batch/pool';
import { runStages, type Stage } from '../batch/stages';
import type { UploadedFile } from '../files/uploadAnswer';
import { uploadFiles, type FileToUpload } from '../files/uploadFiles';
import type { SonarClient } from '../http/SonarClient';
import {
	done,
	effectsOf,
	failed,
	SKIPPED,
	type Effect,
	type Outcome,
	type Outcomes,
} from '../outcome';
import { SonarError, type FailureCode } from '../SonarError';
import type { WithFreeFiles } from './checkFiles';
import type { CheckedInput } from './creations';

/** Something to save with files that are still to be uploaded. */
export interface WithAttachments {
	attachments: readonly FileToUpload[];
}

/** An input that passed all checks and needs only its attachments. */
type Checked<Input> = CheckedInput & WithFreeFiles & { input: Input };

/** A run that remembers what earlier tries of the same execution did. */
export interface RememberingRun<Input> {
	client: SonarClient;
	pool: Pool;
	/** Executes a named step for all things that no earlier try has done, or may have done. */
	step: <Thing, T>(
		name: string,
		things: readonly Thing[],
		ownerOf: (thing: Thing) => Input,
		execute: (pending: Thing[]) => Promise<Outcomes<Thing, T>>,
	) => Promise<Outcomes<Thing, T>>;
	/** What this try and earlier ones did, or may have done, in a step. */
	recall: <Thing, T>(
		name: string,
		things: readonly Thing[],
		ownerOf: (thing: Thing) => Input,
	) => Outcomes<Thing, T>;
}

interface Stages<Input, C extends Checked<Input>, T> {
	/** Everything that can fail before a file is uploaded. */
	check: Stage<Input, C>;
	/** Goes on without attachments that Sonar refused. By default, one of them fails its input. */
	goOnWithout?: (checked: C, refused: readonly RefusedFile[]) => C;
	/** Creates or updates with the files, which are uploaded by then. */
	save: Stage<C, T>;
}

/** An attachment that Sonar does not take. */
export interface RefusedFile {
	name: string;
	error: SonarError;
}

// The names of the steps.
const SAVE = 'save';
const UPLOAD = 'upload';

/** What says that Sonar does not take this one file. */
const REFUSED: ReadonlySet<FailureCode> = new Set(['refusedFile', 'tooLarge', 'invalid']);

/**
 * Creates or updates tickets or replies together with their files: checks the inputs, uploads the
 * attachments of all of them, then saves. A later try resumes at the stage that failed.
 */
export async function saveWithFiles<Input extends WithAttachments, C extends Checked<Input>, T>(
	inputs: readonly Input[],
	run: RememberingRun<Input>,
	{ check, goOnWithout, save }: Stages<Input, C, T>,
): Promise<Outcomes<Input, T>> {
	const given = new Map<Input, Effect[]>();
	const upload: Stage<C, C> = async (checked) => {
		for (const { input, freeFiles } of checked) given.set(input, freeFiles.map(toEffect));
		return await uploadAttachments(checked, run, goOnWithout);
	};
	const outcomes = await run.step(
		SAVE,
		inputs,
		(input) => input,
		async (pending) => await runStages(pending, [check, upload, save], run.pool.stopOnFailure),
	);
	return new Map(
		[...outcomes].map(([input, outcome]): [Input, Outcome<T>] => {
			if (outcome.status !== 'failed') return [input, outcome];
			// Not noted within the step, which would then count as done and not be tried again.
			const stored = [...(given.get(input) ?? []), ...recallStored(input, run)];
			return [input, failed(outcome.error, [...stored, ...outcome.effects])];
		}),
	);
}

function toEffect({ id, filename }: { id: string; filename: string }): Effect {
	return { verb: 'stored', what: `${id} (${filename})`, fileId: id, sure: true };
}

/** Whether an earlier try of this execution saved something of an input, or may have. */
export function hasEarlierTry<Input extends WithAttachments>(
	input: Input,
	run: RememberingRun<Input>,
): boolean {
	return run.recall(SAVE, [input], (one) => one).size > 0;
}

type Attachment<Input> = FileToUpload & { owner: Input };

function toAttachments<Input extends WithAttachments>(owner: Input): Array<Attachment<Input>> {
	return owner.attachments.map((file) => ({ ...file, owner }));
}

/** Adds the IDs of the uploaded attachments. Attachments of several inputs share requests. */
async function uploadAttachments<Input extends WithAttachments, C extends Checked<Input>>(
	checked: readonly C[],
	run: RememberingRun<Input>,
	goOnWithout: Stages<Input, C, never>['goOnWithout'],
): Promise<Outcomes<C, C>> {
	const stopOnFailure = run.pool.stopOnFailure && !goOnWithout;
	const attachments = new Map(checked.map((one) => [one, toAttachments(one.input)]));
	const uploads = await run.step(
		UPLOAD,
		[...attachments.values()].flat(),
		({ owner }) => owner,
		async (pending) => await uploadFiles(run.client, pending, { ...run.pool, stopOnFailure }),
	);
	return new Map(
		[...attachments].map(([one, files]): [C, Outcome<C>] => [
			one,
			addFiles(one, files, { uploads, goOnWithout }),
		]),
	);
}

function addFiles<Input, C extends Checked<Input>>(
	checked: C,
	files: ReadonlyArray<Attachment<Input>>,
	{
		uploads,
		goOnWithout,
	}: {
		uploads: Outcomes<Attachment<Input>, UploadedFile>;
		goOnWithout: Stages<Input, C, never>['goOnWithout'];
	},
): Outcome<C> {
	const ids: string[] = [];
	const refused: RefusedFile[] = [];
	for (const file of files) {
		const upload = uploads.get(file) ?? SKIPPED;
		if (upload.status === 'done') ids.push(upload.value.id);
		if (upload.status !== 'failed') continue;
		const { name } = file;
		if (!goOnWithout || !REFUSED.has(upload.error.code)) {
			return failed(nameAttachment(name, upload.error));
		}
		refused.push({ name, error: upload.error });
	}
	if (ids.length + refused.length < files.length) return SKIPPED;
	const complete = { ...checked, fileIds: [...checked.fileIds, ...ids] };
	return done(goOnWithout && refused.length > 0 ? goOnWithout(complete, refused) : complete);
}

function nameAttachment(name: string, error: SonarError): SonarError {
	// Its message names the file itself.
	if (error.code === 'refusedFile') return error;
	return new SonarError(error.code, `The attachment ${name}: ${error.message}`, { ...error });
}

/** The attachments that this try or an earlier one stored, or may have stored. */
function recallStored<Input extends WithAttachments>(
	input: Input,
	run: RememberingRun<Input>,
): Effect[] {
	const uploads = run.recall(UPLOAD, toAttachments(input), ({ owner }) => owner);
	return [...uploads.values()].flatMap(effectsOf);
}

/** The IDs of the files that are stored for a failed item, as a field of its output. */
export function presentStoredFiles({ effects }: { effects: readonly Effect[] }): {
	file_ids?: string[];
} {
	const ids = effects.flatMap(({ fileId }) => fileId ?? []);
	return ids.length > 0 ? { file_ids: ids } : {};
}
