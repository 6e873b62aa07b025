import { isLosslessNumber } from 'lossless-json';

import { isRecord, readNumber } from './http/Answer';
import { onlyKnownWords } from './vocabulary';

/** Fields of Sonar's answers that hold what a provider or a customer would be known by. */
const TELLING =
	/^(id|.*_id|name|public_name|username|filename|subject|author|body|headers|value|description|.*email.*|inbound_mailbox)$/;

const LONGEST = 200;
const GONE = '…';

/** Addresses, ids and the like, whatever they belong to. */
const FORMS = [
	/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)]+/gi,
	/[^\s"'<>(]+@[^\s"'<>)]+/g,
	/\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b/g,
	/\b(?=\w*\d)[\w-]{16,}\b/g,
];

/** Takes out of Sonar's words what they may say of an instance or its customers. */
export class Scrubber {
	private readonly known = new Set<string>();

	/** @param token is never shown, not even in the terminal */
	constructor(private readonly token: string) {}

	know(...secrets: string[]): void {
		for (const secret of secrets) {
			const plain = secret.replace(/\s+/g, ' ').trim();
			// Longer ones can stand in no words that are shown.
			if (plain.length > 0 && plain.length <= LONGEST) this.known.add(plain);
		}
	}

	/** Notes what stands in the telling fields of an answer or of variables. */
	learn(value: unknown, key = ''): void {
		if (Array.isArray(value)) {
			for (const one of value) this.learn(one, key);
		} else if (isRecord(value) && !isLosslessNumber(value)) {
			for (const [name, inner] of Object.entries(value)) this.learn(inner, name);
		} else if (TELLING.test(key)) {
			this.know(typeof value === 'string' ? value : (readNumber(value)?.digits ?? ''));
		}
	}

	/** Words for the terminal of the user, whose they are. */
	hideToken(words: string): string {
		return words.split(this.token).join(GONE).replace(/\s+/g, ' ').trim().slice(0, LONGEST);
	}

	/**
	 * Words for everyone: what was heard or sent before is taken out, and each word that is not one of a
	 * server's. Numbers stay if they are small and of no id: limits are worth knowing.
	 */
	scrub(words: string): string {
		const secrets = [...this.known].sort((a, b) => b.length - a.length);
		const hidden = secrets.reduce(
			(text, secret) => text.replace(wholly(secret), GONE),
			this.hideToken(words),
		);
		return onlyKnownWords(FORMS.reduce((text, form) => text.replace(form, GONE), hidden));
	}
}

/** A word or number as it stands between others; what begins or ends with a sign has no such bounds. */
function wholly(secret: string): RegExp {
	const escaped = secret.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
	const before = /^[\p{L}\p{N}]/u.test(secret) ? '(?<![\\p{L}\\p{N}])' : '';
	const after = /[\p{L}\p{N}]$/u.test(secret) ? '(?![\\p{L}\\p{N}])' : '';
	return new RegExp(before + escaped + after, 'giu');
}
