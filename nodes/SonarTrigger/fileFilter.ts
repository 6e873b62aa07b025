import type { SonarFile } from '../shared/sonar/files/file';
import { containsText } from '../shared/sonar/graphql/unicodeForms';

/** Which files the trigger waits for. All conditions must hold. */
export interface FileFilter {
	/** Names in Sonar's enum FileableType. If empty, every file matches, linked or not. */
	types: string[];
	/** Contained in the name, in any case of letters and any Unicode form. */
	filename?: string;
	/** Contained in the MIME type, likewise. */
	mimeType?: string;
}

export function matches(file: SonarFile, filter: FileFilter): boolean {
	const { types } = filter;
	const isOfType = types.length === 0 || types.includes(file.fileable_type ?? '');
	return isOfType && hasText(file, filter);
}

/** Whether a file that is linked to nothing will match once it is linked to one of the types. */
export function mayMatch(file: SonarFile, filter: FileFilter): boolean {
	return filter.types.length > 0 && file.fileable_type === null && hasText(file, filter);
}

function hasText(file: SonarFile, { filename = '', mimeType = '' }: FileFilter): boolean {
	return containsText(file.filename, filename) && containsText(file.mime_type, mimeType);
}
