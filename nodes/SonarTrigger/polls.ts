import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { textOf } from '../shared/parameters';
import { clock } from '../shared/sonar/clock';
import type { SonarFile } from '../shared/sonar/files';
import { parseTypeName } from '../shared/sonar/ids';
import { readNewestFiles } from '../shared/sonar/newFiles';
import { SonarError } from '../shared/sonar/SonarError';
import { SonarSender } from '../shared/sonar/SonarSender';
import { readCursor, writeCursor } from './cursor';
import { describeFiles, downloadToItems } from './deliverFiles';
import { matches, type FileFilter } from './fileFilter';
import { pollFiles, type Delivery } from './pollFiles';

/** How many of the newest files a test looks through for one that matches. */
const NEWEST_FILES = 100;
/** Of an n8n that does not say how long a poll may take. */
const POLL_BUDGET = 5 * 60_000;

/**
 * The items of what is new since the last poll; none at the first one, which notes where to start.
 *
 * @throws SonarError where Sonar gives nothing, and then the next poll asks for the same
 */
export async function pollNewFiles(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const { sender, filter, deliver } = await readTask(context);
	const data = context.getWorkflowStaticData('node');
	const instance = sender.origin;
	const cursor = readCursor(data, instance);
	if (!cursor) {
		const [newest] = await readNewestFiles(sender, 1);
		writeCursor(data, {
			instance,
			lastId: newest?.id ?? '0',
			unlinked: [],
			gaps: [],
			stuck: undefined,
		});
		return [];
	}
	// Older versions of n8n do not say how long a poll may take.
	const budget = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : POLL_BUDGET;
	const end = clock.now() + budget / 2;
	const polled = await pollFiles(
		{
			sender,
			filter,
			deliver,
			hasTime: () => clock.now() < end,
			warn: (message) => context.logger.warn(message),
		},
		cursor,
	);
	writeCursor(data, polled.cursor);
	return polled.items;
}

/**
 * The newest file that matches, for a test in the editor, which moves nothing on.
 *
 * @throws SonarError where there is none
 */
export async function showNewestFile(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const { sender, filter, deliver } = await readTask(context);
	const files = await readNewestFiles(sender, NEWEST_FILES);
	const newest = files.find((file) => matches(file, filter));
	if (!newest) {
		throw new SonarError(
			files.length > 0
				? `None of the newest ${files.length} files in Sonar matches the filters`
				: 'There are no files in Sonar yet',
			{ remedy: 'Change the filters, or upload such a file in Sonar, and test again.' },
		);
	}
	const { items, failure } = await deliver([newest]);
	if (failure) throw failure;
	return items;
}

async function readTask(context: IPollFunctions) {
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const types = [context.getNodeParameter('fileableTypes', [])].flat() as string[];
	const filter: FileFilter = {
		types: types.map(parseTypeName),
		filename: textOf(filters.filename),
		mimeType: textOf(filters.mimeType),
	};
	const sender = await SonarSender.of(context);
	const field = textOf(options.binaryPropertyName) ?? 'data';
	const deliver = async (files: SonarFile[]): Promise<Delivery> =>
		options.download === true
			? await downloadToItems(context, sender, files, field)
			: describeFiles(files);
	return { sender, filter, deliver };
}
