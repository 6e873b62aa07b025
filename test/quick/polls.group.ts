import { runGroup } from './groups';

runGroup('polls');
