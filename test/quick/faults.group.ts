import { runTogether } from '../jest/together';

import { quickTests } from './groups';

runTogether(quickTests('faults'));
