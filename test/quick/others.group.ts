import { runTogether } from '../jest/together';

import { quickTests } from './groups';

runTogether(quickTests('others'));
