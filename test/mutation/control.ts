/**
 * Runs before every test, and no test looks at its result. So each of its mutants must survive: if one is
 * killed, tests fail because of how they are run here, and the score says nothing.
 */
export function unnoticed(): string {
	return '';
}
