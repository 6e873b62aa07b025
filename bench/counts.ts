import { measure, withSonar, type Measured, type Row, type Rows } from './measure';

/** Requests for small and large jobs. */
export async function* counts(withPeer: boolean): Rows {
	const email = await withSonar(
		{ accounts: 1 },
		async (sonar) =>
			await measure(sonar, 'uploadAndLinkOne', { fileBytes: 1000, filesPerItem: 10 }),
	);
	yield rowOf('Requests for ten attachments of one email (upload and link)', email, {
		requests: 2,
		items: 10,
	});

	const emails = { items: 7, fileBytes: 1000, filesPerItem: 2 };
	const known = await withSonar(
		{ tickets: 7 },
		async (sonar) => await measure(sonar, 'uploadAndLinkToTickets', emails),
	);
	yield rowOf(
		'Requests for seven emails with two attachments each to seven tickets (upload and link)',
		known,
		{ requests: 2, items: 14 },
	);

	const created = await withSonar(
		{ accounts: 7 },
		async (sonar) => await measure(sonar, 'createTickets', emails),
	);
	yield rowOf(
		'Requests for seven emails to seven new tickets (required custom fields, upload, create)',
		created,
		{ requests: 3, items: 7 },
	);

	const all = await withSonar(
		{ unlinkedFiles: 10_000 },
		async (sonar) => await measure(sonar, 'listAll'),
	);
	yield rowOf('Requests to list 10,000 files', all, { requests: 30, items: 10_000 }, '≤ ');

	yield await withSonar({ tickets: 500, filesPerTicket: 2 }, async (sonar) => {
		const ours = await measure(sonar, 'list', { items: 500 });
		const peer = withPeer ? await measure(sonar, 'peerList', { items: 500 }) : undefined;
		const row = rowOf(
			'Requests to list the files of 500 tickets',
			ours,
			{ requests: 20, items: 1000 },
			'≤ ',
		);
		return {
			...row,
			peer: peer && String(peer.requests),
			ratio: peer && ours.requests / peer.requests,
		};
	});
}

/** @param most how many requests a job may take, and how many items it has to give */
function rowOf(
	name: string,
	{ requests, items }: Measured,
	most: Pick<Measured, 'requests' | 'items'>,
	sign = '',
): Row {
	return {
		name,
		ours: String(requests),
		must: `${sign}${most.requests}`,
		reached: requests <= most.requests && items === most.items,
		exact: true,
	};
}
