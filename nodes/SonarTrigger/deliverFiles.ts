import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { PARALLEL_REQUESTS } from '../shared/descriptions';
import { keepFile } from '../shared/keepFile';
import { downloadFound } from '../shared/sonar/downloadFiles';
import type { SonarFile } from '../shared/sonar/files';
import { isFailure } from '../shared/sonar/result';
import type { SonarSender } from '../shared/sonar/SonarSender';
import { withoutContent, type Delivery } from './pollFiles';

/** The items of files without their content. */
export function describeFiles(files: SonarFile[]): Delivery {
	return { items: files.map((file) => ({ json: file })) };
}

/**
 * The items of files with their content, up to the first that may succeed later. A file that Sonar
 * refuses to give comes without it.
 */
export async function downloadToItems(
	context: IPollFunctions,
	sender: SonarSender,
	files: SonarFile[],
	field: string,
): Promise<Delivery> {
	const results = await downloadFound(
		sender,
		files.map((value) => ({ value })),
		{ parallelRequests: PARALLEL_REQUESTS, stopOnFailure: true },
		async (body, file) => await keepFile(context, body, file),
	);
	const items: INodeExecutionData[] = [];
	for (const [index, file] of files.entries()) {
		const result = results[index];
		if (!result) break;
		if (!isFailure(result)) items.push({ json: file, binary: { [field]: result.value } });
		else if (result.error.nature === 'refused') items.push(withoutContent(file, result.error));
		else return { items, failure: result.error };
	}
	return { items };
}
