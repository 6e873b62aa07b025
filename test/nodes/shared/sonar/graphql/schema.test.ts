import { readFileSync } from 'node:fs';

import { schemaTypes, TARGET } from '../../../../../scripts/schemaTypes';

describe('The types that the compiler checks GraphQL against', () => {
	it('are those of the test server’s schema; `npm run schema` writes them', async () => {
		expect(readFileSync(TARGET, 'utf8')).toBe(await schemaTypes());
	});
});
