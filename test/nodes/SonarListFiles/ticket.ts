import type { Kit } from '../kit';

/** Adds files to entities, one second apart. */
export function adderTo({ sonar }: Kit) {
	let time = Date.UTC(2026, 5, 1);
	return async (fileable_type: string, fileable_id: string, filename: string): Promise<void> => {
		time += 1000;
		await sonar.addFile({
			filename,
			content: 'x'.repeat(filename.length),
			mime_type: filename.endsWith('pdf') ? 'application/pdf' : 'text/plain',
			fileable_type,
			fileable_id,
			created_at: new Date(time).toISOString(),
		});
	};
}
