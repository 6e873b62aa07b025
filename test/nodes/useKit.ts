import type { EngineOptions } from '../engine';
import type { SonarOptions } from '../sonar';
import { Kit } from './kit';

/** A kit for the tests that follow in the file or the `describe`; it is closed however they end. */
export function useKit(options?: SonarOptions, engineOptions?: EngineOptions): Kit {
	const kit = new Kit(options, engineOptions);
	beforeAll(async () => await kit.open());
	beforeEach(() => kit.sonar.clearLog());
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
