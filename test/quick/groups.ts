import { runTogether, testFiles } from '../jest/together';

/**
 * Left to `npm run test:all`: searches for the unknown, nodes and lists under every character of the
 * server, whole processes, and the probe, which changes rarely and on its own.
 */
const SLOW = [
	/^(hostile|php|probe|properties|soak)\//,
	/^(package|engine\/engine)\.test/,
	/^faults\/sequences/,
	/^nodes\/(descriptors|leaks|warnings)/,
	/^nodes\/(.*\/)?([a-z]+C|c)haracters/,
	/^nodes\/SonarListTickets\/pages/,
	/^nodes\/shared\/sonar\/http\/body/,
];

/** A file is in the first group that it matches. */
const GROUPS = {
	modules: /^nodes\/shared\//,
	polls: /^nodes\/SonarTrigger\//,
	events: /^nodes\/SonarEventTrigger\//,
	files: /^nodes\/Sonar\w+File\b/,
	tickets: /^nodes\/Sonar/,
	severalNodes: /^nodes\//,
	faults: /^faults\//,
	others: /^/,
};

const groupOf = (file: string) => Object.entries(GROUPS).find(([, files]) => files.test(file))?.[0];

/** Declares the quick tests of a group. */
export function runGroup(group: keyof typeof GROUPS): void {
	runTogether(
		testFiles().filter((file) => groupOf(file) === group && !SLOW.some((slow) => slow.test(file))),
	);
}
