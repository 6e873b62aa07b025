export { schema } from './schema';
export { startSonar } from './server';
export { fileableTypes } from './typeDefs';
export type * from './types';
