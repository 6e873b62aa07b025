export {
	allowedUnder,
	characterNames,
	characters,
	fromSeed,
	harmlessNames,
	type Character,
	type CharacterName,
	type Outcome,
} from './characters';
export { schema } from './schema';
export { startSonar } from './server';
export { fileableTypes } from '../../scripts/sonarSchema';
export type * from './types';
