import type { StoredFile } from '../../sonar';
import type { ListStep } from '../steps';

/** As Sonar's test server orders files. */
export function compareFiles({ attribute, direction }: ListStep) {
	const sign = direction === 'DESC' ? -1 : 1;
	return (a: StoredFile, b: StoredFile): number => {
		const [first, second] = [a, b].map((file) => keyOf(file[attribute], attribute));
		return sign * (first! < second! ? -1 : first! > second! ? 1 : 0);
	};
}

function keyOf(value: string, attribute: ListStep['attribute']): string | bigint | number {
	if (attribute === 'id' || attribute === 'file_size_in_bytes') return BigInt(value);
	if (attribute === 'created_at') return Date.parse(value);
	return value.toLowerCase();
}
