import { runGroup } from './groups';

runGroup('events');
