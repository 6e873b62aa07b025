import { toAddress, toAddresses } from '../../../../nodes/shared/fields/addresses';
import { recipients } from '../../../../nodes/shared/fields/recipients';

const ada = 'ada@example.com';
const from = (...value: object[]) => ({ value, text: 'x', html: '<span>x</span>' });

describe('toAddress', () => {
	it.each<[unknown]>([
		[ada],
		[` ${ada} `],
		[`Ada <${ada}>`],
		[`"Lovelace, Ada" <${ada}>`],
		[`Lovelace, Ada <${ada}>`],
		[`"ada@other.example" <${ada}>`],
		[`Ada (the first) <${ada}>`],
		[`${ada} (Ada)`],
		[`<${ada}>,`],
		[`<${ada}> ; `],
		[` , ${ada}, \r\n `],
		[`${ada}, , Lovelace, Ada <${ada}>`],
		[`${ada}, Ada <ADA@example.com>`],
		[{ address: ada }],
		[{ name: 'Ada', address: ada }],
		[from({ name: 'Ada', address: ada })],
		[[from({ name: 'Ada', address: ada })]],
	])('finds the address in %p', (value) => {
		expect(toAddress(value, 'Entity')).toBe(ada);
	});

	it.each<[unknown, string]>([
		['', 'Entity holds no email address'],
		[undefined, 'Entity holds no email address'],
		[[], 'Entity holds no email address: []'],
		[' , ;', 'Entity holds no email address: , ;'],
		[',;', 'Entity holds no email address: ,;'],
		['Ada', 'Entity is not an email address: Ada'],
		['ada@', 'Entity is not an email address: ada@'],
		[7, 'Entity is not an email address: 7'],
		[{ name: 'Ada' }, 'Entity is not an email address: {"name":"Ada"}'],
		[from({ name: 'Ada', address: '' }), 'Entity is not an email address: {"value":[{'],
		[`${ada}, bob@example.com`, 'Entity holds more than one email address: ada@example.com, bob'],
		[from({ address: ada }, { address: 'bob@example.com' }), 'Entity holds more than one email'],
		[`${ada}, somebody`, 'Entity is not an email address: ada@example.com, somebody'],
		['undisclosed-recipients:;', 'Entity is not an email address: undisclosed-recipients:;'],
		['ada@example.com bob@example.com', 'Entity is not an email address'],
		[`<${ada}> <bob@example.com>`, 'Entity is not an email address'],
		[`<${ada}>Ada`, 'Entity is not an email address'],
	])('refuses %p, and shows it', (value, message) => {
		expect(() => toAddress(value, 'Entity')).toThrow(message);
	});

	it.each<[unknown, string, string]>([
		[
			' Ada ',
			'Entity is not an email address: Ada',
			'Give an address such as ada@example.com or Ada <ada@example.com>.',
		],
		[
			null,
			'Entity holds no email address',
			'Give one address, or check the expression that gives Entity for this item.',
		],
	])('says what to do about %p', (value, message, remedy) => {
		expect(() => toAddress(value, 'Entity')).toThrow(
			expect.objectContaining({ message, remedy }) as Error,
		);
	});

	it('takes a header of 100,000 characters with names of 1,000, and shows the start of a longer one', () => {
		expect(toAddress(ada.padEnd(100_000), 'Entity')).toBe(ada);
		expect(toAddress(`${'x'.repeat(1000)}, Ada <${ada}>`, 'Entity')).toBe(ada);
		for (const long of [`${ada},`.repeat(6251), `${'x'.repeat(1001)}, Ada <${ada}>`]) {
			const message = `Entity is not an email address: ${long.slice(0, 100)}`;
			expect(() => toAddress(long, 'Entity')).toThrow(
				expect.objectContaining({ message }) as Error,
			);
		}
	});

	it('reads a long header at once', () => {
		const start = Date.now();
		expect(() => toAddress(`"${'<('.repeat(50_000)}`, 'Entity')).toThrow('not an email address');
		expect(Date.now() - start).toBeLessThan(2000);
	});
});

describe('toAddresses', () => {
	it.each<[unknown, string]>([
		[`"A \\"the\\" B" <${ada}>`, 'A "the" B'],
		[`the "Ada" <${ada}>`, 'the "Ada"'],
		[`"Ada" L. <${ada}>`, '"Ada" L.'],
		[{ name: ' Ada ', address: ada }, 'Ada'],
		[{ name: '', address: `Ada <${ada}>` }, 'Ada'],
		[[{}, ada], ''],
	])('keeps the name in %p', (value, name) => {
		expect(toAddresses(value, 'To')).toEqual([{ name, address: ada }]);
	});

	it('finds all, each once, with the name that it has first', () => {
		expect(toAddresses(`${ada}; Bob <bob@example.com>\nAda <ADA@example.com>`, 'To')).toEqual([
			{ name: '', address: ada },
			{ name: 'Bob', address: 'bob@example.com' },
		]);
	});
});

describe('Recipients', () => {
	const parse = (value: unknown) => recipients.parse(value, { get: () => '', timezone: 'UTC' });
	const [first, second] = [
		{ name: 'Ada', emailAddress: ada },
		{ name: 'bob@example.com', emailAddress: 'bob@example.com' },
	] as const;

	it.each<[unknown]>([
		[{ recipient: [first, { name: '', emailAddress: 'bob@example.com' }] }],
		[{ recipient: [{ name: '', emailAddress: `Ada <${ada}>, bob@example.com` }] }],
		[{ recipient: [{ name: '', emailAddress: [first, 'bob@example.com'] }, { emailAddress: '' }] }],
		[`Ada <${ada}>, bob@example.com`],
		[[{ name: 'Ada', address: ada }, 'bob@example.com']],
		[from({ name: 'Ada', address: ada }, { address: 'bob@example.com' })],
	])('are those of %p', (value) => {
		expect(parse(value)).toEqual([first, second]);
	});

	it.each<[unknown]>([[undefined], [''], [{}], [{ recipient: [] }], [[]]])(
		'are none in %p',
		(value) => {
			expect(parse(value)).toEqual([]);
		},
	);

	it('are refused if one has a name alone', () => {
		expect(() => parse({ recipient: [first, { name: 'Bob', emailAddress: '' }] })).toThrow(
			'Recipients is not an email address',
		);
	});
});
