import fc from 'fast-check';

/** A file as it goes into a workflow. */
export interface FileGiven {
	name: string;
	content: string;
	type: string;
}

/** Names that some characters make equal. */
const SIMILAR_NAMES = [
	'a b.pdf',
	'a_b.pdf',
	'A B.PDF',
	'a-b.pdf',
	'ä.txt',
	'a\u0308.txt',
	'a.txt',
	'photo.png',
	'photo (1).png',
	'1_photo.png',
];

/** Names that break naive code. */
const ODD_NAMES = [
	'Rechnung 01.02.2026',
	'Contract v1.2',
	'日本 🎉.txt',
	'semi;colon "quoted".txt',
	'100%41.txt',
	'canceled.txt',
	'.hidden',
	'no extension',
	`${'long '.repeat(40)}.txt`,
];

const TYPES = ['application/pdf', 'image/png', 'text/plain', 'application/octet-stream'];

const CONTENTS = ['', 'x', 'y', 'the same', '\u0000\u0001\r\n--', 'long '.repeat(2000)];

export const fileGiven: fc.Arbitrary<FileGiven> = fc.record({
	name: fc.oneof(
		{ weight: 4, arbitrary: fc.constantFrom(...SIMILAR_NAMES) },
		{ weight: 2, arbitrary: fc.constantFrom(...ODD_NAMES) },
		{
			weight: 1,
			arbitrary: fc
				.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
				.map((stem) => `${stem}.txt`),
		},
	),
	content: fc.oneof(
		{ weight: 1, arbitrary: fc.constantFrom(...CONTENTS) },
		{ weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
	),
	type: fc.constantFrom(...TYPES),
});

/** Names that may become equal, each with its own content. */
export const similarFiles: fc.Arbitrary<FileGiven[]> = fc
	.shuffledSubarray(SIMILAR_NAMES, { minLength: 2 })
	.map((names) => names.map((name) => ({ name, content: `of ${name}`, type: 'text/plain' })));

/** Of a type that Sonar refuses. */
export const refusedFile: fc.Arbitrary<FileGiven> = fileGiven.map((file) => ({
	...file,
	name: 'setup.exe',
}));
