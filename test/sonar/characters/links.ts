import type { Characters } from './Character';

/** How linkFileToEntity answers. */
export const links = {
	linkAnswersNull: {
		description: 'linkFileToEntity answers null although it linked.',
		linkResult: () => null,
	},
	linkedFilesAreNotUnassociated: {
		description: 'A file that is linked already is refused because it "must be unassociated".',
		linkRefusal: (message, { rule }) =>
			rule === 'alreadyLinked' ? 'The file must be unassociated.' : message,
	},
	linksOneByOne: {
		description: 'The files of a mutation are linked up to the first that cannot be.',
		options: { linksOneByOne: true },
	},
} satisfies Characters;
