import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { buildHost, readCredential } from '../shared/n8n/host';
import { buildTriggerSource } from '../shared/n8n/Item';
import { writeStaticData } from '../shared/n8n/staticData';
import { fetchNewestFiles } from '../shared/sonar/files/fetchNewFiles';
import { clock } from '../shared/sonar/http/clock';
import { SonarClient } from '../shared/sonar/http/SonarClient';
import { SonarError } from '../shared/sonar/SonarError';
import { buildCursor, readCursor, toData } from './cursor';
import { buildDownloads, describeFiles } from './deliver';
import { fields } from './description';
import { matches, type FileFilter } from './fileFilter';
import { pollFiles, type PollTask } from './pollFiles';

/** How many of the newest files a test looks through for a match. */
const NEWEST_FILES = 100;
/** Of a poll, aside from downloads. */
const MOST_REQUESTS = 40;
/** A page takes one, unless Sonar refuses to count it, to search in a way, or several fields at once. */
const REQUESTS_PER_PAGE = 8;
/** In milliseconds, for an n8n that does not say how long a poll may take. */
const POLL_BUDGET = 5 * 60_000;
/** Of this time, after which whatever still goes on is ended: n8n skips polls until this one ends. */
const LONGEST_PART = 0.9;

/**
 * The items of the files that are new since the last poll. The first poll gives none, and notes where
 * to start.
 *
 * @throws SonarError if Sonar gives nothing; the next poll then asks for the same
 */
export async function pollNewFiles(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const task = await readTask(context);
	const data = context.getWorkflowStaticData('node');
	const instance = task.client.origin;
	const cursor = readCursor(data, instance);
	if (!cursor) {
		const [newest] = await fetchNewestFiles(task.client, 1);
		writeStaticData(data, toData(buildCursor(instance, newest)));
		return [];
	}
	const polled = await pollFiles(task, cursor);
	writeStaticData(data, toData(polled.cursor));
	return polled.items;
}

/**
 * The newest file that matches, for a test in the editor. The test does not move the cursor.
 *
 * @throws SonarError if there is none
 */
export async function showNewestFile(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const { client, filter, deliver } = await readTask(context);
	const files = await fetchNewestFiles(client, NEWEST_FILES);
	const newest = files.find((file) => matches(file, filter));
	if (!newest) {
		throw new SonarError(
			'noMatch',
			files.length > 0
				? `None of the newest ${files.length} files in Sonar matches the filters`
				: 'There are no files in Sonar yet',
		);
	}
	const outcome = (await deliver([newest])).get(newest);
	if (outcome?.status === 'failed') throw outcome.error;
	return outcome?.status === 'done' ? [outcome.value] : [];
}

async function readTask(context: IPollFunctions): Promise<PollTask> {
	const source = buildTriggerSource(context);
	const types = fields.read(source, 'fileableTypes');
	const filter: FileFilter = { types, ...fields.read(source, 'filters') };
	const { download, binaryPropertyName } = fields.read(source, 'options');
	// Older versions of n8n do not say how long a poll may take.
	const budget = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : POLL_BUDGET;
	const deadline = clock.timeout(budget * LONGEST_PART);
	const host = buildHost(context, await readCredential(context), deadline);
	let requests = 0;
	const client = new SonarClient({
		...host,
		async send(call) {
			// All but downloads are sent by POST.
			if (call.method === 'POST') requests += 1;
			return await host.send(call);
		},
	});
	// Half of it, since the last page may take as long as all before it.
	const end = clock.now() + budget / 2;
	return {
		client,
		filter,
		deliver: download ? buildDownloads(context, client, binaryPropertyName) : describeFiles,
		mayGoOn: () => clock.now() < end && requests <= MOST_REQUESTS - REQUESTS_PER_PAGE,
		warn: (message) => context.logger.warn(message),
	};
}
