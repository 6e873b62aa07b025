import { runGroup } from './groups';

runGroup('severalNodes');
