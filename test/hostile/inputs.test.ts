import { useKit } from '../nodes/useKit';
import { RAW } from './raw';
import { inputs, runOn } from './inputs';

const kit = useKit();
beforeAll(() => {
	kit.sonar.addEntity('Ticket', { id: '7' });
	kit.sonar.addEntity('Account', { id: '1' });
});

/** In characters: the error that n8n stores, with its own words around ours. */
const LONGEST_MESSAGE = 10_000;

describe('A megabyte from outside', () => {
	it.each(Object.keys(inputs))('is taken or refused with words: %s', async (name) => {
		const { items, error } = await runOn(kit, inputs[name]!);
		const message = error ? `${error.message} ${error.description}` : '';
		expect(items.length > 0 || message.length > 0 || inputs[name]!.type === 'sonarListFiles').toBe(
			true,
		);
		expect(RAW.test(message) ? message : '').toBe('');
		expect(message.length).toBeLessThan(LONGEST_MESSAGE);
	});

	it.each([
		[100_001, 'File ID names more than 10,000 values'],
		[10_001, 'File ID names more than 10,000 values'],
	])('names %i ids and is refused before anything is sent', async (count, message) => {
		const { error } = await kit.run({
			type: 'sonarDeleteFile',
			parameters: { fileId: '={{ $json.ids }}' },
			input: [{ json: { ids: Array.from({ length: count }, (_, index) => index + 1) } }],
		});
		expect(error?.message).toContain(message);
		expect(kit.calls).toEqual([]);
	});

	it('is cut in a message that quotes it', async () => {
		const { error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { binaryPropertyName: 'x'.repeat(10_000_000) },
		});
		expect(error?.message).toMatch(/^The item has no binary field "x{1900,2000}… \[item 0\]$/);
	});
});
