/** A file of an item. */
export interface FileOfItem {
	name: string;
	content: string | Buffer;
	type?: string;
}

/** Names of files: 0.txt, 1.txt and so on. */
export function numbered(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `${index}.txt`);
}

/** A file whose content is its name. */
export function textFile(name: string): FileOfItem {
	return { name, content: name, type: 'text/plain' };
}

/** In binary fields named as Email Trigger does: attachment_0, attachment_1 and so on. */
export function attachments(files: FileOfItem[]): Record<string, FileOfItem> {
	return Object.fromEntries(files.map((file, index) => [`attachment_${index}`, file]));
}
