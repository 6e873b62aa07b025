/** A page of a list as Sonar answers it. */
export const page = (entities: unknown[], pages = 1, count = entities.length) => ({
	entities,
	page_info: { total_pages: pages, total_count: count },
});

/** A page of files with these IDs. */
export const files = (ids: number[], pages = 1, count = ids.length) =>
	page(
		ids.map((id) => ({ id, filename: `${id}.txt` })),
		pages,
		count,
	);
