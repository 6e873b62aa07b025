import { GraphQLError } from 'graphql';

import type { Finding } from '../../probe/finding';
import { isGood } from '../../probe/report';
import { ROWS, type Probed } from '../../probe/run';
import type { Character, Sonar, SonarOptions } from '../sonar';
import type { TicketChanges } from '../sonar/updateTicket';
import { ACCOUNT, FIELDS, OWN_TICKET } from './books';
import { booksOf, probe, rowOf, startFull } from './probing';

/** A Sonar that carries out changes of tickets in a way of its own. */
function changing(ticketChanges: (changes: TicketChanges) => TicketChanges): Character {
	return { description: 'Changes of tickets are special.', ticketChanges };
}

const [first, second] = FIELDS;

/** The custom fields that a change does not name are gone. */
const replacing = changing((changes) => {
	const given = changes.custom_field_data;
	if (!given) return changes;
	const kept = given.map((field) => field?.custom_field_id);
	const unset_custom_field_data = FIELDS.filter((id) => !kept.includes(id));
	return { ...changes, unset_custom_field_data };
});

const refuse = (words: string): never => {
	throw new GraphQLError(words);
};

/** As replaces, but what is gone cannot come back. */
const losing = changing((changes) => {
	if (!changes.custom_field_data) return changes;
	if (changes.custom_field_data.length > 1) refuse('The custom fields are read only.');
	return { ...changes, unset_custom_field_data: [second!] };
});

/** Due dates may only be set to the far future, as a Sonar may refuse those that are past. */
const notPast = changing((changes) =>
	changes.due_date && changes.due_date < '2030' ? refuse('The due date is past.') : changes,
);

async function probeTicket(
	characters: NonNullable<SonarOptions['characters']>,
	options: Parameters<typeof probe>[1] = {},
): Promise<{ sonar: Sonar; before: object; probed: Probed; told: string[][] }> {
	const sonar = await startFull({ characters });
	const before = booksOf(sonar);
	const told: string[][] = [];
	const onChanged = (byHand: string[]) => void told.push(byHand);
	const probed = await probe(sonar, { ticket: OWN_TICKET, onChanged, ...options });
	return { sonar, before, probed, told };
}

function ticketOf(sonar: Sonar): object {
	return sonar.entities('Ticket').find(({ id }) => id === OWN_TICKET)!;
}

describe('A probe that changes a ticket', () => {
	it('says that a change is ignored', async () => {
		const { sonar, before, probed } = await probeTicket([changing(() => ({}))]);
		expect(rowOf(probed, 'updateTicket')).toBe(
			'not handled: Answered with the ticket as it was before, and nothing is changed',
		);
		expect(rowOf(probed, 'clearTicket')).toMatch(/^not handled: No error, and the due date is/);
		expect(isGood(probed.report)).toBe(false);
		expect(booksOf(sonar)).toEqual(before);
	});

	it('says that custom fields are lost, and sends them back', async () => {
		const { sonar, before, probed } = await probeTicket([replacing]);
		expect(rowOf(probed, 'customFieldData')).toBe('not handled: The others lose their values');
		expect(rowOf(probed, 'restoration')).toBe('as expected: As before');
		expect(probed.changed).toEqual([]);
		expect(booksOf(sonar)).toEqual(before);
	});

	it('names custom fields that do not come back, with their values for the terminal only', async () => {
		const { probed } = await probeTicket([losing]);
		const row = rowOf(probed, 'restoration');
		expect(row).toMatch(/^not handled: Not as before: custom_field_data, “The custom fields are /);
		expect(probed.changed).toEqual([
			`Ticket ${OWN_TICKET}: set the custom field with ID ${second} to "Larch".`,
		]);
		const report = JSON.stringify(probed.report);
		for (const secret of [OWN_TICKET, second!, 'Larch']) expect(report).not.toContain(secret);
	});

	it('puts back the priority though the due date is refused, and names that', async () => {
		const { sonar, probed, told } = await probeTicket([notPast]);
		expect(rowOf(probed, 'restoration')).toMatch(/^not handled: Not as before: due_date, “/);
		expect(probed.changed).toEqual([`Ticket ${OWN_TICKET}: set the due date to 2026-12-24.`]);
		expect(told.at(-1)).toEqual(probed.changed);
		expect(ticketOf(sonar)).toMatchObject({ priority: 'HIGH', due_date: null });
	});

	it('writes nothing to a ticket that is not there', async () => {
		const { sonar, probed } = await probeTicket([], { ticket: '404404404' });
		expect(rowOf(probed, 'ticketWriting')).toBe('not seen: There is no ticket with that id');
		expect(probed.report).toMatchObject({ mode: 'reading', complete: true });
		expect(sonar.log.filter(({ operation }) => operation === 'mutation')).toEqual([]);
	});

	it('says in Sonar’s words why the ticket could not be read', async () => {
		const unread: Character = {
			description: 'One ticket is not for this user.',
			listArguments: (args) => (args.id === OWN_TICKET ? refuse('This is not allowed.') : args),
		};
		const { sonar, probed } = await probeTicket([unread]);
		expect(rowOf(probed, 'ticketWriting')).toBe(
			'not seen: The ticket could not be read: “This is not allowed.”',
		);
		expect(sonar.log.filter(({ operation }) => operation === 'mutation')).toEqual([]);
	});

	it('leaves the ticket alone if the files took too many requests, and says so', async () => {
		const { sonar, before, probed } = await probeTicket(['pagesOf10', 'lagsAnHour'], {
			account: ACCOUNT,
		});
		for (const id of ['updateTicket', 'updateTicketLag', 'clearTicket', 'customFieldData'])
			expect(rowOf(probed, id)).toBe('not seen: Not asked: too few requests are left');
		expect(probed.report.findings.map(({ id }) => id)).not.toContain('restoration');
		expect(probed.report.complete).toBe(false);
		expect(booksOf(sonar)).toEqual(before);
	});

	it('puts it back when it is stopped', async () => {
		const stop = new AbortController();
		const onFinding = ({ id }: Finding) => (id === 'updateTicket' ? stop.abort() : undefined);
		const { sonar, before, probed } = await probeTicket([], { signal: stop.signal, onFinding });
		expect(probed.report.complete).toBe(false);
		expect(rowOf(probed, 'restoration')).toBe('as expected: As before');
		expect(probed.changed).toEqual([]);
		expect(booksOf(sonar)).toEqual(before);
	});

	it('puts it back when the probe itself fails, and until then tells what was changed', async () => {
		const sonar = await startFull();
		const before = booksOf(sonar);
		const told: string[][] = [];
		const run = probe(sonar, {
			ticket: OWN_TICKET,
			onChanged: (byHand) => void told.push(byHand),
			onFinding: ({ id }) => {
				if (id === 'customFieldData') throw new TypeError('A defect');
			},
		});
		await expect(run).rejects.toThrow('A defect');
		expect(booksOf(sonar)).toEqual(before);
		expect(told[0]).toEqual([
			`Ticket ${OWN_TICKET}: set the priority to HIGH; set the due date to 2026-12-24.`,
		]);
		expect(told.find(([line]) => line?.includes(`ID ${first}`))).toBeDefined();
		expect(told.at(-1)).toEqual([]);
	});

	it('does not trust a list that never knew of a change', async () => {
		const stale: Character = { description: 'Nothing tells.', createResult: () => null };
		const { sonar, before, probed } = await probeTicket([stale, 'lagsAnHour']);
		expect(rowOf(probed, 'restoration')).toMatch(/^not handled: Unknown: priority, due_date/);
		expect(probed.changed).toHaveLength(1);
		expect(booksOf(sonar)).toEqual(before);
		expect(probed.report.findings).toHaveLength(ROWS.reading + ROWS.ticket);
	});
});
