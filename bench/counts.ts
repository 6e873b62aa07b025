import { measure, withSonar, type Row } from './measure';

/** Requests for small and large jobs. */
export async function counts(withPeer: boolean): Promise<Row[]> {
	const email = await withSonar(
		{ accounts: 1 },
		async (sonar) =>
			await measure(sonar, 'uploadAndLinkOne', { fileBytes: 1000, filesPerItem: 10 }),
	);
	const emails = { items: 7, fileBytes: 1000, filesPerItem: 2 };
	const known = await withSonar(
		{ tickets: 7 },
		async (sonar) => await measure(sonar, 'uploadAndLinkToTickets', emails),
	);
	const created = await withSonar(
		{ accounts: 7 },
		async (sonar) => await measure(sonar, 'createTickets', emails),
	);
	const all = await withSonar(
		{ unlinkedFiles: 10_000 },
		async (sonar) => await measure(sonar, 'listAll'),
	);
	return await withSonar({ tickets: 500, filesPerTicket: 2 }, async (sonar) => {
		const ours = await measure(sonar, 'list', { items: 500 });
		const peer = withPeer ? await measure(sonar, 'peerList', { items: 500 }) : undefined;
		return [
			{
				name: 'Requests for ten attachments of one email (upload and link)',
				ours: String(email.requests),
				must: '2',
				reached: email.requests === 2,
				exact: true,
			},
			{
				name: 'Requests for seven emails with two attachments each to seven tickets (upload and link)',
				ours: String(known.requests),
				must: '2',
				reached: known.requests === 2 && known.items === 14,
				exact: true,
			},
			{
				name: 'Requests for seven emails to seven new tickets (required custom fields, upload, create)',
				ours: String(created.requests),
				must: '3',
				reached: created.requests === 3 && created.items === 7,
				exact: true,
			},
			{
				name: 'Requests to list 10,000 files',
				ours: String(all.requests),
				must: '≤ 30',
				reached: all.requests <= 30 && all.items === 10_000,
				exact: true,
			},
			{
				name: 'Requests to list the files of 500 tickets',
				ours: String(ours.requests),
				peer: peer && String(peer.requests),
				ratio: peer && ours.requests / peer.requests,
				must: '≤ 20',
				reached: ours.requests <= 20 && ours.items === 1000,
				exact: true,
			},
		];
	});
}
