import type { Email } from './Email';
import type { OwnAddresses } from './ownAddresses';

export interface ReasonToSkip {
	reason: 'automatic' | 'bounce' | 'own';
	/** A sentence that names what in the email says so. */
	explanation: string;
}

/** Undefined if a person may have written it, or it was passed on for one. */
export function findReasonToSkip(
	email: Email,
	settings: { ownAddresses: OwnAddresses; acceptAutomatic: boolean },
): ReasonToSkip | undefined {
	if (email.from.length === 0 && settings.acceptAutomatic) return undefined;
	return undefined;
}
