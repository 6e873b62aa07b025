import { isRecord } from './answers';
import { runFields, type DeclareVariable, type WriteField } from './fields';
import { FILE_FIELDS, TECHNICAL_FILE_FIELDS, type Entity, type SonarFile } from './files';
import { planRequests } from './planning';
import { runGroups, type PoolOptions } from './pool';
import { isFailure, type Result, type Results } from './result';
import { SonarError } from './SonarError';
import type { SonarSender } from './SonarSender';

export interface FileFilters {
	/** Contained in the name. */
	filename?: string;
	/** Contained in the type. */
	mimeType?: string;
	/** ISO 8601 with an offset; at that moment or later. */
	createdAfter?: string;
	/** ISO 8601 with an offset; at that moment or earlier. */
	createdBefore?: string;
	uploadedByUserId?: string;
}

export interface FileQuery {
	/** The files of one entity, those linked to nothing, or all. */
	of: Entity | 'unlinked' | 'all';
	filters: FileFilters;
	sort: { attribute: string; direction: 'ASC' | 'DESC' };
	/** How many files at most; Infinity for all. */
	limit: number;
	/** Whether to leave out what only developers use. */
	simplify: boolean;
	entitiesPerRequest: number;
}

/** The largest page that Sonar gives is not documented; its own answer says what it gave. */
const PAGE_SIZE = 100;

const MOST_READINGS = 3;

/**
 * Lists the files of many queries, several in one request, page by page as Sonar's `page_info` says.
 *
 * @returns the files of each query, in the order of `queries`
 */
export async function listFiles(
	sender: SonarSender,
	queries: readonly FileQuery[],
	options: PoolOptions,
): Promise<Results<SonarFile[]>> {
	const plan = planRequests(
		queries.map(({ entitiesPerRequest }) => ({ perRequest: entitiesPerRequest })),
	);
	return await runGroups(
		queries,
		plan,
		options,
		async (members) => await readPages(sender, members),
	);
}

async function readPages(
	sender: SonarSender,
	queries: readonly FileQuery[],
): Promise<Array<Result<SonarFile[]>>> {
	const listings = queries.map((query) => new Listing(query));
	for (let open = [...listings]; open.length > 0; open = open.filter(({ isDone }) => !isDone)) {
		const results = await runFields(sender, {
			operation: 'query',
			fields: open.map((listing) => listing.nextPage()),
		});
		open.forEach((listing, index) => listing.take(results[index]!));
	}
	return listings.map(({ result }) => result);
}

/** One query on its way through its pages. */
class Listing {
	private page = 0;

	private readings = 1;

	/** Of this reading's first page. */
	private total?: number;

	private files = new Map<string, SonarFile>();

	private error?: SonarError;

	isDone = false;

	constructor(private readonly query: FileQuery) {}

	get result(): Result<SonarFile[]> {
		if (this.error) return { error: this.error };
		return { value: [...this.files.values()].slice(0, this.query.limit) };
	}

	nextPage(): WriteField {
		this.page += 1;
		return pageOf(this.query, this.page);
	}

	take(result: Result<unknown>): void {
		const connection = isFailure(result) ? undefined : result.value;
		if (isFailure(result)) {
			this.fail(result.error);
		} else if (
			isRecord(connection) &&
			Array.isArray(connection.entities) &&
			isRecord(connection.page_info)
		) {
			this.addPage(connection.entities.filter(isRecord), connection.page_info);
		} else {
			this.fail(
				new SonarError('Sonar answered without a list of files', {
					remedy: 'Check that the token’s user may read files in Sonar (READ_FILE).',
				}),
			);
		}
	}

	/** A file that moves to a later page while they are read comes twice, and counts once. */
	private addPage(
		entities: Array<Record<string, unknown>>,
		pageInfo: Record<string, unknown>,
	): void {
		const before = this.files.size;
		for (const entity of entities) {
			this.files.set(String(entity.id), entity as unknown as SonarFile);
		}
		this.isDone =
			this.files.size >= this.query.limit ||
			this.page >= Number(pageInfo.total_pages) ||
			// A page without anything new ends a server's endless count of pages.
			this.files.size === before;
		const total = Number(pageInfo.total_count);
		this.total ??= total;
		if (total < this.total) this.readAgain();
	}

	/** What is removed while the pages are read moves other files onto pages that were read already. */
	private readAgain(): void {
		if (this.readings === MOST_READINGS) {
			this.fail(
				new SonarError('Files were removed again and again while Sonar’s list was read', {
					remedy: 'Some files may be missing from it. Try again when nobody removes files.',
				}),
			);
			return;
		}
		this.readings += 1;
		this.page = 0;
		this.total = undefined;
		this.files = new Map();
		this.isDone = false;
	}

	private fail(error: SonarError): void {
		this.error = error;
		this.isDone = true;
	}
}

function pageOf(query: FileQuery, page: number): WriteField {
	const fields = query.simplify ? FILE_FIELDS : [...FILE_FIELDS, ...TECHNICAL_FILE_FIELDS];
	const size = Math.min(PAGE_SIZE, query.limit);
	return (declare) => {
		const { attribute, direction } = query.sort;
		const args = [
			typeof query.of === 'object'
				? `fileable_type: ${query.of.type}, fileable_id: ${query.of.id}`
				: '',
			searchOf(query, declare),
			`sorter: [{ attribute: ${declare('String!', attribute)}, direction: ${direction} }]`,
			`paginator: { page: ${page}, records_per_page: ${size} }`,
		];
		return `files(${args.filter(Boolean).join(', ')}) { entities { ${fields.join(' ')} } page_info { page total_pages total_count records_per_page } }`;
	};
}

/** One Search, whose fields must all hold. */
function searchOf({ of, filters }: FileQuery, declare: DeclareVariable): string {
	const contains = (attribute: string, value: string | undefined) =>
		value
			? `{ attribute: "${attribute}", search_value: ${declare('String!', value)}, match: true, partial_matching: true }`
			: '';
	const created = (operator: string, value: string | undefined) =>
		value
			? `{ attribute: "created_at", search_value: ${declare('Datetime!', value)}, operator: ${operator} }`
			: '';
	const user = filters.uploadedByUserId;
	const parts: Array<[string, string[]]> = [
		[
			'string_fields',
			[contains('filename', filters.filename), contains('mime_type', filters.mimeType)],
		],
		[
			'datetime_fields',
			[created('GTE', filters.createdAfter), created('LTE', filters.createdBefore)],
		],
		[
			'integer_fields',
			[user ? `{ attribute: "user_id", search_value: ${user}, operator: EQ }` : ''],
		],
		['unset_fields', [of === 'unlinked' ? '"fileable_id"' : '']],
	];
	const search = parts
		.map(([name, list]) => [name, list.filter(Boolean).join(', ')] as const)
		.filter(([, list]) => list)
		.map(([name, list]) => `${name}: [${list}]`);
	return search.length > 0 ? `search: [{ ${search.join(', ')} }]` : '';
}
