import { runGroup } from './groups';

runGroup('others');
