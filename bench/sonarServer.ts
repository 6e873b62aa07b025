import { writeFile } from 'node:fs/promises';

import { startSonar } from '../test/sonar';
import { randomFile } from './randomFile';
import type { SonarSetup } from './sonarProcess';

/** The process that SonarProcess starts. It answers the messages `count` and `stop`. */
async function main(setup: SonarSetup): Promise<void> {
	const sonar = await startSonar(setup.options);
	for (let id = 1; id <= (setup.accounts ?? 0); id += 1) {
		sonar.addEntity('Account', { id: String(id), name: `Account ${id}` });
		sonar.addEntity('Contact', {
			details: {
				email_address: `${id}@example.com`,
				contactable_type: 'Account',
				contactable_id: String(id),
			},
		});
	}
	for (let id = 1; id <= (setup.tickets ?? 0); id += 1) {
		sonar.addEntity('Ticket', { id: String(id), subject: `Ticket ${id}` });
		for (let file = 0; file < (setup.filesPerTicket ?? 0); file += 1) {
			await sonar.addFile({
				filename: `${id}-${file}.txt`,
				content: 'x',
				fileable_type: 'Ticket',
				fileable_id: String(id),
			});
		}
	}
	for (let file = 0; file < (setup.unlinkedFiles ?? 0); file += 1) {
		await sonar.addFile({ filename: `${file}.txt`, content: 'x', id: String(1_000_000 + file) });
	}
	const fileIds: string[] = [];
	for (const size of setup.largeFiles ?? []) {
		const id = await sonar.addFile({ filename: `${size}.bin`, content: '' });
		const file = sonar.files.find((stored) => stored.id === id)!;
		await writeFile(file.path, randomFile(size));
		sonar.update(id, { file_size_in_bytes: String(size) });
		fileIds.push(id);
	}
	process.on('message', (message) => {
		if (message === 'stop') {
			void sonar.close().then(() => process.disconnect());
			return;
		}
		process.send!(sonar.log.length);
		sonar.clearLog();
	});
	// Otherwise it would outlive a benchmark that is stopped.
	process.once('disconnect', () => void sonar.close());
	process.send!({ url: sonar.url, token: sonar.token, fileIds });
}

void main(JSON.parse(process.argv[2]!) as SonarSetup);
