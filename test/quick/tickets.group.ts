import { runGroup } from './groups';

runGroup('tickets');
