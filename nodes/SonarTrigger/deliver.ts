import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { storeBinary } from '../shared/n8n/filesOut';
import { runRequests } from '../shared/sonar/batch/pool';
import { downloadFile } from '../shared/sonar/files/downloadFiles';
import type { SonarFile } from '../shared/sonar/files/file';
import type { SonarClient } from '../shared/sonar/http/SonarClient';
import { done, type Outcomes } from '../shared/sonar/outcome';

/** Makes items of files. Files behind a failed one may be skipped. */
export type Deliver = (
	files: readonly SonarFile[],
) => Promise<Outcomes<SonarFile, INodeExecutionData>>;

/** Items without the content of the files. */
export const describeFiles: Deliver = async (files) =>
	await Promise.resolve(new Map(files.map((file) => [file, done({ json: { ...file } })])));

/** Items with the content of the files in a binary field. */
export function buildDownloads(
	context: IPollFunctions,
	client: SonarClient,
	binaryField: string,
): Deliver {
	return async (files) =>
		await runRequests(
			files,
			// Files behind a failed one wait for the next poll, so that files come in their order. One by one,
			// since n8n gives no way to take back a stored copy that the poll does not give out.
			{ parallelRequests: 1, stopOnFailure: true },
			{
				inputsOf: (file) => [file],
				unknownOutcome: undefined,
				run: async (file) => {
					const { stored } = await downloadFile(
						client,
						file,
						async (body) => await storeBinary(context, body, file),
					);
					return new Map([[file, done({ json: { ...file }, binary: { [binaryField]: stored } })]]);
				},
			},
		);
}

/** The item of a file that could not be downloaded. */
export function buildItemWithoutContent(file: SonarFile, { message }: Error): INodeExecutionData {
	return { json: { ...file, error: message } };
}
