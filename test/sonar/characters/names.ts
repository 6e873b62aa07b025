import { createHash } from 'node:crypto';

import type { Characters } from './Character';

const EXTENSION = /\.[^.]*$/;

function withoutExtension(name: string): [stem: string, extension: string] {
	const extension = EXTENSION.exec(name)?.[0] ?? '';
	return [name.slice(0, name.length - extension.length), extension];
}

/** File names that differ from the sent ones. */
export const names = {
	blanksToUnderscores: {
		description: 'Files are stored with underscores for blanks in their names.',
		storedName: (name) => name.replace(/\s/g, '_'),
	},
	namesInLowerCase: {
		description: 'Files are stored under their names in lower case.',
		storedName: (name) => name.toLowerCase(),
	},
	namesInNfc: {
		description: 'File names are stored in the normal form NFC.',
		storedName: (name) => name.normalize('NFC'),
	},
	namesInNfd: {
		description: 'File names are stored in the normal form NFD, as macOS writes them.',
		storedName: (name) => name.normalize('NFD'),
	},
	namesInAscii: {
		description: 'File names lose their accents, and what is not ASCII then becomes an underscore.',
		storedName: (name) =>
			name
				.normalize('NFKD')
				.replace(/\p{Mark}/gu, '')
				.replace(/[^\x20-\x7e]/gu, '_'),
	},
	slugs: {
		description:
			'File names become slugs: lower case, with hyphens for all but letters and digits.',
		storedName(name) {
			const [stem, extension] = withoutExtension(name.toLowerCase());
			return stem.replace(/[^a-z0-9]+/g, '-') + extension;
		},
	},
	namesAllTheSame: {
		description: 'All files are stored under the name "file" with their extensions.',
		storedName: (name) => `file${withoutExtension(name)[1]}`,
	},
	namesNumbered: {
		description: 'Files are stored with a number before their names.',
		storedName: (name, { number }) => `${number}_${name}`,
	},
	namesNumberedBehind: {
		description: 'Files are stored with a number behind their names, before the extension.',
		storedName(name, { number }) {
			const [stem, extension] = withoutExtension(name);
			return `${stem} (${number})${extension}`;
		},
	},
	namesCut: {
		description: 'File names are cut after 20 characters, before the extension.',
		storedName(name) {
			const [stem, extension] = withoutExtension(name);
			return [...stem].slice(0, 20).join('') + extension;
		},
	},
	namesHashed: {
		description: 'Files are stored under made-up names, as Laravel does by default.',
		storedName(name, { number }) {
			const hash = createHash('sha256').update(`${number} ${name}`).digest('hex');
			return hash.slice(0, 40) + withoutExtension(name)[1];
		},
	},
	answersRepeatNames: {
		description: 'The answer to an upload gives names as they were sent, whatever lists say.',
		uploadEntry: (entry, { sent }) => ({ ...entry, filename: sent }),
	},
} satisfies Characters;
