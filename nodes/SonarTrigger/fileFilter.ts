import type { SonarFile } from '../shared/sonar/files/file';

/** What files the trigger waits for; all of it must hold. */
export interface FileFilter {
	/** Names in Sonar's enum FileableType; none is any. */
	types: string[];
	/** Contained in the name, in whatever case. */
	filename?: string;
	/** Contained in the type, in whatever case. */
	mimeType?: string;
}

export function matches(file: SonarFile, { types, filename, mimeType }: FileFilter): boolean {
	const isOfType = types.length === 0 || types.includes(file.fileable_type ?? '');
	return isOfType && contains(file.filename, filename) && contains(file.mime_type, mimeType);
}

function contains(text: string, part = ''): boolean {
	return text.toLowerCase().includes(part.toLowerCase());
}
