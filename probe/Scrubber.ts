import { isLosslessNumber } from 'lossless-json';

import { isRecord, readNumber } from './http/Answer';

/** Fields of Sonar's answers that hold what a provider or a customer would be known by. */
const TELLING =
	/^(id|.*_id|name|public_name|username|filename|subject|author|body|description|.*email.*|inbound_mailbox)$/;

const LONGEST = 200;
const GONE = '…';

/** Words of Sonar's, without what they may say of an instance: everything that was heard or sent before. */
export class Scrubber {
	private readonly known = new Set<string>();

	know(...secrets: string[]): void {
		for (const secret of secrets) if (secret.length > 0) this.known.add(secret);
	}

	/** Notes what stands in the telling fields of an answer. */
	learn(value: unknown, key = ''): void {
		if (Array.isArray(value)) {
			for (const one of value) this.learn(one, key);
		} else if (isRecord(value) && !isLosslessNumber(value)) {
			for (const [name, inner] of Object.entries(value)) this.learn(inner, name);
		} else if (TELLING.test(key)) {
			this.know(typeof value === 'string' ? value : (readNumber(value)?.digits ?? ''));
		}
	}

	/** Numbers stay if they are small and of no id: limits are worth knowing. */
	scrub(text: string): string {
		const secrets = [...this.known].sort((a, b) => b.length - a.length);
		const known = secrets.reduce((words, secret) => words.replace(wholly(secret), GONE), text);
		return known
			.replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)]+/gi, GONE)
			.replace(/[^\s"'<>(]+@[^\s"'<>)]+/g, GONE)
			.replace(/\b[\w-]+(\.[\w-]+)*\.(software|com|net|org|io|cloud|local)\b/gi, GONE)
			.replace(/\b(?=\w*\d)[\w-]{16,}\b/g, GONE)
			.replace(/\d{5,}/g, GONE)
			.replace(/\s+/g, ' ')
			.trim()
			.slice(0, LONGEST);
	}
}

/** A word or number as it stands between others; what begins or ends with a sign has no such bounds. */
function wholly(secret: string): RegExp {
	const escaped = secret.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
	const before = /^[\p{L}\p{N}]/u.test(secret) ? '(?<![\\p{L}\\p{N}])' : '';
	const after = /[\p{L}\p{N}]$/u.test(secret) ? '(?![\\p{L}\\p{N}])' : '';
	return new RegExp(before + escaped + after, 'giu');
}
