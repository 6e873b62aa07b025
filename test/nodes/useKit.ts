import type { EngineOptions } from '../engine';
import type { SonarOptions } from '../sonar';
import { VirtualTime } from '../VirtualTime';
import { Kit } from './kit';
import { useTime } from './useTime';

/** In milliseconds: the first kit of a process loads n8n's nodes, which takes long on a busy machine. */
const LOADING = 60_000;

/** A kit for the tests of the file or the `describe`. It is closed however they end. */
export function useKit(options?: SonarOptions, engineOptions?: EngineOptions): Kit {
	const time = new VirtualTime();
	const kit = new Kit(options, engineOptions, time);
	beforeAll(async () => await kit.open(), LOADING);
	beforeEach(() => {
		useTime(time);
		kit.sonar.clearLog();
	});
	afterEach(() => kit.sonar.answerAsUsual());
	afterAll(async () => await kit.stop());
	return kit;
}

/** As `useKit`, with a new server for each test. */
export function useKitWithNewSonars(options?: SonarOptions): Kit {
	const kit = useKit(options);
	beforeEach(async () => await kit.renewSonar());
	return kit;
}
