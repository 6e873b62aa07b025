import { runGroup } from './groups';

runGroup('faults');
