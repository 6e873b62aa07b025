import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { buildHost, readCredential } from '../shared/n8n/host';
import { buildTriggerSource } from '../shared/n8n/Item';
import { writeStaticData } from '../shared/n8n/staticData';
import { fetchNewestFiles } from '../shared/sonar/files/fetchNewFiles';
import { clock } from '../shared/sonar/http/clock';
import { SonarClient } from '../shared/sonar/http/SonarClient';
import { SonarError } from '../shared/sonar/SonarError';
import { buildCursor, readCursor, toData } from './cursor';
import { fields } from './description';
import { buildDownloads, describeFiles, matches, type FileFilter } from './giveOut';
import { pollPages, type PollTask } from './pages';

/** How many of the newest files a test in the editor searches for a match. */
const NEWEST_FILES = 100;
/** Per poll, without downloads. */
const MOST_REQUESTS = 40;
/** A page takes one, or more if Sonar refuses to count it, to search, or to answer several fields at once. */
const REQUESTS_PER_PAGE = 8;
/** In milliseconds, for older versions of n8n, which do not say how long a poll may take. */
const POLL_BUDGET = 5 * 60_000;
/** The part of this time after which a poll is cut off: n8n skips polls until this one ends. */
const LONGEST_PART = 0.9;

/**
 * n8n starts a poll even while the last one is running. Nodes are told apart by name as well, since a
 * copied node has the ID of its original.
 */
const running = new Set<string>();

/**
 * The items of the files that are new since the last poll. The first poll gives none, and notes where to
 * start.
 *
 * @throws SonarError if Sonar gives nothing; the next poll then asks for the same
 */
export async function pollNewFiles(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const { id, name } = context.getNode();
	const key = `${context.getWorkflow().id} ${id} ${name}`;
	if (running.has(key)) {
		context.logger.warn(`${name}: skips a poll, because the last one is still running`);
		return [];
	}
	running.add(key);
	return await pollOnce(context).finally(() => running.delete(key));
}

async function pollOnce(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const task = await readTask(context);
	const data = context.getWorkflowStaticData('node');
	const instance = task.client.origin;
	const cursor = readCursor(data, instance);
	if (!cursor) {
		const [newest] = await fetchNewestFiles(task.client, 1);
		writeStaticData(data, toData(buildCursor(instance, newest)));
		return [];
	}
	const polled = await pollPages(task, cursor);
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
	const budget = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : POLL_BUDGET;
	const deadline = clock.timeout(budget * LONGEST_PART);
	const host = buildHost(context, await readCredential(context), deadline);
	let requests = 0;
	const client = new SonarClient({
		...host,
		async send(call) {
			// Downloads, the only requests by GET, do not count.
			if (call.method === 'POST') requests += 1;
			return await host.send(call);
		},
	});
	// Half the time, since the last page may take as long as all before it.
	const end = clock.now() + budget / 2;
	return {
		client,
		filter,
		deliver: download ? buildDownloads(context, client, binaryPropertyName) : describeFiles,
		mayGoOn: () => clock.now() < end && requests <= MOST_REQUESTS - REQUESTS_PER_PAGE,
		warn: (message) => context.logger.warn(`${context.getNode().name}: ${message}`),
	};
}
