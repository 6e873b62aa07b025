import { isRecord } from '../sonar/guards';
import type { Recipient } from '../sonar/tickets/createTickets';
import { toAddresses } from './addressFields';
import { isEmpty, type Field } from './Field';

const LABEL = 'Recipients';

/** The recipients of a public ticket. */
export const recipients: Field<Recipient[]> = {
	property: {
		displayName: LABEL,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add recipient',
		description: 'Who gets a public ticket by email',
		options: [
			{
				displayName: 'Recipient',
				name: 'recipient',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						description: 'Name of the recipient. Defaults to the address.',
					},
					{
						displayName: 'Email Address',
						name: 'emailAddress',
						type: 'string',
						default: '',
						placeholder: 'e.g. ada@example.com',
						description:
							'One or several addresses, such as Ada &lt;ada@example.com&gt;, bob@example.com',
					},
				],
			},
		],
	},
	parse(value) {
		const rows: unknown = isRecord(value) && 'recipient' in value ? value.recipient : value;
		return toAddresses(
			Array.isArray(rows) ? rows.filter((row) => !isBlankRow(row)) : rows,
			LABEL,
		).map(({ name, address }) => ({ name: name || address, emailAddress: address }));
	},
};

/** A row that was added but not filled in, or whose expressions are all empty. */
function isBlankRow(row: unknown): boolean {
	return isRecord(row) && Object.values(row).every(isEmpty);
}
