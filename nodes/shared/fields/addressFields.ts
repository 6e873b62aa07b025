import { findAddresses, type Address } from '../email/addresses';
import { toParts } from '../n8n/lists';
import { ParameterError } from '../n8n/nodeErrors';
import { toAddressKey } from '../sonar/addressKey';
import { toLine } from '../sonar/text';
import { isEmpty, type Field, type Property } from './Field';

function showAddress(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
	return text.slice(0, 100);
}

/**
 * All distinct addresses of a value; none if it is empty.
 *
 * @throws ParameterError if it holds anything but addresses
 */
export function toAddresses(value: unknown, label: string): Address[] {
	const parts = toParts(value, label);
	const { addresses, isWhole } = findAddresses(parts);
	if (isWhole) {
		const byKey = new Map<string, Address>();
		for (const { name, address } of addresses) {
			const key = toAddressKey(address);
			if (!byKey.has(key)) byKey.set(key, { name: toLine(name).trim(), address });
		}
		return [...byKey.values()];
	}
	const shown = typeof value === 'string' ? `"${showAddress(value)}"` : showAddress(value);
	throw new ParameterError(
		`${shown} is not an email address (${label})`,
		'Enter an address such as ada@example.com.',
	);
}

/** @throws ParameterError unless the value holds exactly one address */
export function toAddress(value: unknown, label: string): string {
	const addresses = toAddresses(value, label);
	if (addresses.length === 1) return addresses[0]!.address;
	const count = addresses.length === 0 ? 'no' : 'more than one';
	const shown = isEmpty(value) ? '' : `: ${showAddress(value)}`;
	throw new ParameterError(
		`${label} holds ${count} email address${shown}`,
		`Enter one address, or check the expression that gives ${label} for this item.`,
	);
}

/** One address; undefined if empty. */
export function buildAddress(property: Property & { type: 'string' }): Field<string | undefined> {
	return {
		property,
		parse: (value) => (isEmpty(value) ? undefined : toAddress(value, property.displayName)),
	};
}
