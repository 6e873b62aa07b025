export { chain, type ChainNode } from './chain';
export { startEngine } from './startEngine';
export type * from './types';
