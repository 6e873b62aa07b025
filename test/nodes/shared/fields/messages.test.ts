import { buildLine, buildMessage } from '../../../../nodes/shared/fields/messages';
import { expectRefusal, parseField } from './parseField';

describe('A text that Sonar needs', () => {
	const line = buildLine({ displayName: 'Subject', type: 'string', default: '' });
	const message = buildMessage({ displayName: 'Body', type: 'string', default: '' });

	it.each(['', '  ', null, undefined])('is not %p', (value) => {
		const remedy = (label: string) =>
			`Enter text, or check the expression that gives ${label} for this item.`;
		expectRefusal(line, value, 'Subject is empty', remedy('Subject'));
		expectRefusal(message, value, 'Body is empty', remedy('Body'));
	});

	it.each([true, {}, ['a']])('is no %p', (value) => {
		expect(() => parseField(line, value)).toThrow('Subject must be text, not ');
		expect(() => parseField(message, value)).toThrow('Body must be text, not ');
	});

	it('may be a number, and may have several lines', () => {
		expect([parseField(line, 5), parseField(message, 5)]).toEqual(['5', '5']);
		expect(parseField(line, 'a\nb')).toBe('a b');
		expect(parseField(message, 'a\nb')).toBe('a\nb');
	});

	it('is required in the editor', () => {
		expect([line.property.required, message.property.required]).toEqual([true, true]);
		expect(message.property.typeOptions).toEqual({ rows: 5 });
	});
});
