/**
 * Runs before every test, and no test looks at what it gives. So each mutant of it must survive: if one
 * is noticed, tests fail because of how they are run here, and the score says nothing.
 */
export function unnoticed(): string {
	return '';
}
