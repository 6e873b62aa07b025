import type { CharacterName } from '..';
import { VirtualTime } from '../../VirtualTime';
import { startClient } from '../client';

const LIST =
	'{ files { entities { id fileable_id } } jobs { entities { files { entities { id } } } } }';

const unknown = { files: { entities: [] }, jobs: { entities: [{ files: { entities: [] } }] } };
const unlinked = { ...unknown, files: { entities: [{ id: '61', fileable_id: null }] } };
const linked = {
	files: { entities: [{ id: '61', fileable_id: '1' }] },
	jobs: { entities: [{ files: { entities: [{ id: '61' }] } }] },
};
const LINK =
	'mutation { linkFileToEntity(input: { fileable_type: Job, fileable_id: 1, files: [{ file_id: 61 }] }) { id } }';

async function start(name: CharacterName, time = new VirtualTime()) {
	const sonar = await startClient({ characters: [name], time });
	sonar.addEntity('Job', { id: '1' });
	sonar.catchUp();
	await sonar.upload(['x', 'x.txt']);
	return { sonar, list: async () => (await sonar.graphql(LIST)).data };
}

describe('lists lag', () => {
	it.each([
		['lagsOneQuery', 1],
		['lagsTwoQueries', 2],
	] as const)('under %s', async (name, queries) => {
		const { sonar, list } = await start(name);
		for (let n = 0; n < queries; n++) expect(await list()).toEqual(unknown);
		expect(await list()).toEqual(unlinked);
		expect((await sonar.graphql(LINK)).errors).toBeUndefined();
		for (let n = 0; n < queries; n++) expect(await list()).toEqual(unlinked);
		expect(sonar.files[0]?.fileable_id).toBe('1');
		expect(await list()).toEqual(linked);
		expect(sonar.listed).toEqual(sonar.files);
		await sonar.upload(['y', 'y.txt']);
		expect(sonar.listed).toHaveLength(1);
		sonar.catchUp();
		expect(sonar.listed).toHaveLength(2);
		await sonar.close();
	});

	it('of other entities as well, and of those within others', async () => {
		const { sonar } = await start('lagsOneQuery');
		const tickets = async () => {
			const query = '{ tickets { entities { status ticket_replies { entities { body } } } } }';
			return (await sonar.graphql(query)).data?.tickets;
		};
		const ticket = (status: string, ...bodies: string[]) => ({
			entities: [{ status, ticket_replies: { entities: bodies.map((body) => ({ body })) } }],
		});
		sonar.addEntity('Ticket', { id: '7' });
		expect(await tickets()).toEqual({ entities: [] });
		expect(await tickets()).toEqual(ticket('OPEN'));
		sonar.changeEntity('Ticket', '7', { status: 'CLOSED' });
		sonar.addEntity('TicketReply', { ticket_id: '7', body: 'Yes' });
		expect(await tickets()).toEqual(ticket('OPEN'));
		expect(await tickets()).toEqual(ticket('CLOSED', 'Yes'));
		sonar.removeEntity('Ticket', '7');
		expect(await tickets()).toEqual(ticket('CLOSED', 'Yes'));
		expect(await tickets()).toEqual({ entities: [] });
		await sonar.close();
	});

	it.each([
		['lagsTenMilliseconds', 10],
		['lagsAnHour', 3_600_000],
	] as const)('under %s', async (name, milliseconds) => {
		const time = new VirtualTime();
		const { sonar, list } = await start(name, time);
		await time.pause(milliseconds - 1);
		expect(await list()).toEqual(unknown);
		await time.pause(1);
		expect(await list()).toEqual(unlinked);
		await sonar.graphql('mutation { deleteFile(id: 61) { success } }');
		expect(await list()).toEqual(unlinked);
		await time.pause(milliseconds);
		expect(await list()).toEqual(unknown);
		await sonar.close();
	});
});
