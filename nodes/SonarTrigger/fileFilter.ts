import type { SonarFile } from '../shared/sonar/files/file';

/** Which files the trigger waits for. All conditions must hold. */
export interface FileFilter {
	/** Names in Sonar's enum FileableType. If empty, every file matches, linked or not. */
	types: string[];
	/** Contained in the name, in any case of letters. */
	filename?: string;
	/** Contained in the MIME type, in any case of letters. */
	mimeType?: string;
}

export function matches(file: SonarFile, { types, filename, mimeType }: FileFilter): boolean {
	const isOfType = types.length === 0 || types.includes(file.fileable_type ?? '');
	return isOfType && contains(file.filename, filename) && contains(file.mime_type, mimeType);
}

function contains(text: string, part = ''): boolean {
	return text.toLowerCase().includes(part.toLowerCase());
}
