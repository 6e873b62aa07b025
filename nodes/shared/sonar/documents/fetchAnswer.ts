import { runDocument } from '../graphql/runDocument';
import { PagedList } from '../graphql/PagedList';
import type { GraphqlDocument } from '../graphql/rootField';
import type { SonarClient } from '../http/SonarClient';
import { attempt } from '../outcome';
import { SonarError } from '../SonarError';
import { toAnswerError } from './answerErrors';
import type { PagedField, Paging } from './pagedField';
import { PagedDocument, type Row } from './PagedDocument';
import type { UserDocument } from './userDocument';

/** One operation to run, with its values. */
export interface UserQuery {
	document: UserDocument;
	variables: Readonly<Record<string, unknown>>;
	paging?: Paging;
	/** Of the list that is paged. Infinity for all. */
	limit: number;
	/** Whether data with errors beside it counts. */
	keepsPartial: boolean;
}

export interface UserAnswer {
	data: Record<string, unknown>;
	/** Those beside the data. */
	errors: readonly unknown[];
	/** Whether the limit leaves entities out. */
	isLimited: boolean;
	/** Whether Sonar gave fewer entities than it counts. */
	isIncomplete: boolean;
}

/** In bytes of JSON. */
const LARGEST_OUTPUT = 16 * 1024 * 1024;

/**
 * Runs a query, with all pages that it needs.
 *
 * @throws SonarError if Sonar refuses it, or if the whole list is wanted and Sonar does not give it
 */
export async function fetchAnswer(client: SonarClient, query: UserQuery): Promise<UserAnswer> {
	const { document, variables, limit, paging } = query;
	if (paging?.list) return await fetchPages(client, query, paging.list, paging.pageSize);
	const filled = paging && {
		[paging.variable]: { page: 1, records_per_page: Math.min(paging.pageSize, limit) },
	};
	const asked = { query: document.text, variables: { ...variables, ...filled } };
	const answer = await ask(client, asked, query);
	return { ...answer, isLimited: false, isIncomplete: false };
}

async function fetchPages(
	client: SonarClient,
	query: UserQuery,
	list: PagedField,
	pageSize: number,
): Promise<UserAnswer> {
	const { limit } = query;
	const paged = new PagedDocument(query.document, list, query.variables);
	const pages = new PagedList<Row>({
		what: 'entities',
		search: paged.search,
		// A single page comes in the order in which Sonar's own explorer shows it.
		sort: paged.sorters.length > 0 || limit <= pageSize ? paged.sorters : undefined,
		...(paged.sorters.length > 0 ? {} : { arrange: (rows) => [...rows] }),
		limit,
		pageSize,
	});
	const output = new OutputSize();
	const errors: unknown[] = [];
	let first: Record<string, unknown> | undefined;
	while (!pages.isDone) {
		const { withPageInfo } = pages;
		const document = paged.build(pages.nextArguments(), withPageInfo);
		const read = await attempt(async () => {
			const isOfPageInfo = (path: unknown) => withPageInfo && paged.isOfPageInfo(path);
			const answer = await ask(client, document, query, isOfPageInfo);
			const found = paged.find(answer.data);
			errors.push(...paged.toErrors(answer.errors, first === undefined));
			if (!first && !found) return answer.data;
			first ??= answer.data;
			const page = paged.parse(found);
			output.add(page.entities);
			pages.addPage(page);
			return undefined;
		});
		if (read.status === 'failed' && !pages.tryOtherWay(read.error)) throw read.error;
		if (read.status === 'failed' || !read.value) continue;
		return { data: paged.finish(read.value), errors, isLimited: false, isIncomplete: false };
	}
	const { shortage, entities, isLimited } = pages;
	// Partial data is kept with the errors that say so.
	if (shortage && limit === Infinity && errors.length === 0) throw shortage;
	return {
		data: paged.finish(first!, entities),
		errors,
		isLimited,
		isIncomplete: shortage !== undefined,
	};
}

/** How much n8n has to hold for an item. */
class OutputSize {
	private total = 0;
	private readonly sizes = new Map<string, number>();

	/** @throws SonarError if it is too much */
	add(rows: readonly Row[]): void {
		for (const { id, entity } of rows) {
			const size = Buffer.byteLength(JSON.stringify(entity));
			this.total += size - (this.sizes.get(id) ?? 0);
			this.sizes.set(id, size);
		}
		if (this.total <= LARGEST_OUTPUT) return;
		throw new SonarError(
			'tooMuch',
			`The entities of one item come to more than ${LARGEST_OUTPUT / 1024 ** 2} MiB`,
		);
	}
}

interface Answer {
	data: Record<string, unknown>;
	errors: readonly unknown[];
}

/** @param isOfPageInfo whether an error's path leads to what was added to count a list */
async function ask(
	client: SonarClient,
	document: GraphqlDocument,
	{ keepsPartial }: UserQuery,
	isOfPageInfo: (path: unknown) => boolean = () => false,
): Promise<Answer> {
	const { data, errors } = await runDocument(client, document, { repeat: 'safe' });
	const uncounted = errors.find(({ raw }) => isOfPageInfo((raw as { path?: unknown })?.path));
	if (uncounted) throw new SonarError('pageInfo', uncounted.error.message);
	if (!data || (errors.length > 0 && !keepsPartial)) throw toAnswerError(errors);
	return { data, errors: errors.map(({ raw }) => raw) };
}
