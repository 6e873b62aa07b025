import { runGroup } from './groups';

runGroup('files');
