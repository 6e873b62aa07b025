import type { SonarOptions } from '../types';
import type { Steps } from './steps';

/** The possible outcomes of a step under a character that does not let everything succeed. */
export type Outcome =
	/** A file is not stored, and the error says so. */
	| 'uploadFails'
	/** Whether a file is stored is unknown, and the error says so. */
	| 'uploadUnknown'
	/** Whether a file is linked is unknown, and the error says so. */
	| 'linkUnknown'
	/** Whether a ticket or reply was created is unknown, and the error says so. */
	| 'createUnknown'
	/** A list lacks files that were stored, linked or changed a moment ago. */
	| 'listLags'
	/** A list is not whole, and an error or a hint says so. */
	| 'listFails'
	/** A file does not come out, and the error says why. */
	| 'downloadFails';

/** Something that a Sonar may do and that its documentation leaves open. */
export interface Character extends Partial<Steps> {
	/** A sentence for people. */
	description: string;
	/** Without it, everything must still succeed. */
	allows?: readonly Outcome[];
	options?: Partial<Omit<SonarOptions, 'characters'>>;
}

export type Characters = Record<string, Character>;
