import type { RegexEngine } from 'n8n-workflow';

/**
 * Regular expressions without a time limit. n8n-workflow gives each 250 ms of real time, in which a busy
 * machine may not even begin it; a whole n8n has an engine of its own.
 */
export const regexEngine: RegexEngine = {
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) =>
		input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags = '') => [
		...input.matchAll(new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`)),
	],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
};
