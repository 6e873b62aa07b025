import { runGroup } from './groups';

runGroup('modules');
