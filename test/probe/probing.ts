import { runProbe, type Probed, type ProbeOptions } from '../../probe/run';
import { startSonar, type Sonar, type SonarOptions } from '../sonar';
import { addBooks } from './books';

/** So long is a minute of the probe; the servers' own limit of requests lasts as long. */
export const MINUTE = 300;

const servers: Sonar[] = [];

/** A Sonar with something to see. It is closed after the test. */
export async function startFull(options: SonarOptions = {}): Promise<Sonar> {
	const sonar = await startSonar({ minuteInMilliseconds: MINUTE, ...options });
	servers.push(sonar);
	await addBooks(sonar);
	sonar.catchUp();
	sonar.clearLog();
	return sonar;
}

afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
});

/** A run that writes, if it is given an account, and that agrees to all that it is asked. */
export async function probe(sonar: Sonar, options: Partial<ProbeOptions> = {}): Promise<Probed> {
	return await runProbe({
		origin: sonar.url,
		token: sonar.token,
		minute: MINUTE,
		confirm: async () => true,
		...options,
	});
}

/** A row as it is printed: its answer and what the nodes make of it. */
export function rowOf({ report }: Probed, id: string): string {
	const finding = report.findings.find((one) => one.id === id);
	if (!finding) throw new Error(`There is no row ${id}.`);
	return `${finding.verdict}: ${finding.answer}`;
}

/** Everything that a Sonar has stored. */
export function booksOf(sonar: Sonar): object {
	return {
		files: sonar.files.map((file) => ({ ...file })),
		contents: sonar.files.map(({ id }) => sonar.content(id).toString('latin1')),
		accounts: sonar.entities('Account'),
		// A change that is taken back leaves a moment, a null for what was never there, and another order.
		tickets: sonar
			.entities('Ticket')
			.map((ticket) =>
				Object.entries(ticket)
					.filter(([name, value]) => name !== 'updated_at' && value !== null)
					.map(([name, value]) => [name, name === 'custom_field_data' ? sorted(value) : value]),
			)
			.map((entries) => Object.fromEntries(entries) as object),
		replies: sonar.entities('TicketReply'),
	};
}

function sorted(fields: unknown): string[] {
	return (fields as object[]).map((field) => JSON.stringify(field)).sort();
}
