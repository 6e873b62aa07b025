import type { StoredFile } from './types';

export function removeFrom(files: StoredFile[], file: StoredFile): void {
	const place = files.indexOf(file);
	if (place >= 0) files.splice(place, 1);
}

/** Searches from the end, where nearly all files belong. */
export function insertInOrder(files: StoredFile[], file: StoredFile): void {
	const id = BigInt(file.id);
	let place = files.length;
	while (place > 0 && BigInt(files[place - 1]?.id ?? 0) > id) place--;
	files.splice(place, 0, file);
}
