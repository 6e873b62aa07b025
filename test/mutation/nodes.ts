import { reaching } from './reaching';

reaching((file) => !file.startsWith('nodes/shared/'));
