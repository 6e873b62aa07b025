import { fetchEntities } from '../../../../../nodes/shared/sonar/entities/fetchEntities';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { page } from '../files/pages';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

interface Asked {
	page: number;
	records_per_page: number;
}

const fetch = async (place: { page: number; pageSize?: number }, type = 'Vendor') =>
	await fetchEntities(new SonarClient(quiet.host()), { type, ...place });

/** Refuses larger pages. Each other page has one entity. */
function answerPages(most: number, pages = 3): Asked[] {
	const asked: Asked[] = [];
	quiet.answerGraphql(({ variables }) => {
		const paginator = Object.values<unknown>(variables).find(
			(value): value is Asked => typeof value === 'object' && !Array.isArray(value),
		)!;
		asked.push(paginator);
		return paginator.records_per_page > most
			? { data: { f0: null }, errors: [{ message: 'Too many records per page.', path: ['f0'] }] }
			: { data: { f0: page([{ id: paginator.page, name: 'Ada' }], pages) } };
	});
	return asked;
}

describe('A page of entities', () => {
	it('leads to the next one of the same size', async () => {
		const asked = answerPages(50);
		expect(await fetch({ page: 1 })).toEqual({
			entities: [{ id: '1', name: 'Ada' }],
			next: { page: 2, pageSize: undefined },
		});
		expect((await fetch({ page: 2, pageSize: 20 })).next).toEqual({ page: 3, pageSize: 20 });
		expect((await fetch({ page: 3 })).next).toBeUndefined();
		expect(asked.map(({ records_per_page: size }) => size)).toEqual([50, 20, 50]);
	});

	it.each<[Parameters<typeof fetch>[0], Asked]>([
		[{ page: 1 }, { page: 1, records_per_page: 10 }],
		[{ page: 3 }, { page: 11, records_per_page: 10 }],
		[
			{ page: 3, pageSize: 25 },
			{ page: 11, records_per_page: 5 },
		],
	])('goes on at %p in smaller pages if Sonar refuses larger ones', async (place, small) => {
		const asked = answerPages(10, 20);
		expect(await fetch(place)).toEqual({
			entities: [{ id: String(small.page), name: 'Ada' }],
			next: { page: small.page + 1, pageSize: small.records_per_page },
		});
		expect(asked).toEqual([{ page: place.page, records_per_page: place.pageSize ?? 50 }, small]);
	});

	it('is an error if Sonar refuses smaller pages, too', async () => {
		const asked = answerPages(5);
		await expect(fetch({ page: 1 })).rejects.toMatchObject({ code: 'pageSize' });
		expect(asked).toHaveLength(2);
	});

	it('is an error for an unknown type', async () => {
		await expect(fetch({ page: 1 }, 'Nothing')).rejects.toMatchObject({
			code: 'notListed',
			message: 'There is no list of the type Nothing, so an ID is needed',
		});
		expect(quiet.calls).toBe(0);
	});
});
