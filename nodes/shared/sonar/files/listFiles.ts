import { groupByKey } from '../batch/planning';
import type { Pool } from '../batch/pool';
import { isAbsent } from '../graphql/askAgain';
import type { Listing } from '../graphql/Listing';
import { runLists } from '../graphql/runLists';
import type { SonarClient } from '../http/SonarClient';
import { done, type Outcome, type Outcomes } from '../outcome';
import { fetchFiles } from './fetchFiles';
import type { SonarFile } from './file';
import { FileList, type FoundFiles } from './FileList';
import { fileFieldsOf, type FileQuery, type GivenFile } from './fileQuery';
import { TicketFiles } from './TicketFiles';

/**
 * The largest page that Sonar gives is not documented; public programs ask for 500 and more. Its answer
 * says how many it gave.
 */
const PAGE_SIZE = 500;

function buildListing(query: FileQuery): Listing<FoundFiles> {
	const { of } = query;
	if (of.scope === 'ticket' && of.withReplies) return new TicketFiles(query, of.id, PAGE_SIZE);
	const owner =
		of.scope === 'ticket'
			? { type: 'Ticket', id: of.id }
			: of.scope === 'entity'
				? of.entity
				: undefined;
	return new FileList(query, { owner, pageSize: PAGE_SIZE, fields: fileFieldsOf(query) });
}

/** Lists the files of many queries, and files by their IDs, 100 in one request. */
export async function listFiles<Q extends FileQuery | GivenFile>(
	client: SonarClient,
	queries: readonly Q[],
	pool: Pool,
): Promise<Outcomes<Q, FoundFiles>> {
	const given = queries.filter((query): query is Q & GivenFile => query.of.scope === 'id');
	const lists = queries.filter((query): query is Q & FileQuery => query.of.scope !== 'id');
	return new Map<Q, Outcome<FoundFiles>>([
		...(await fetchGivenFiles(client, given)),
		...(await runLists(client, lists, pool, buildListing)),
	]);
}

async function fetchGivenFiles<G extends GivenFile>(
	client: SonarClient,
	given: readonly G[],
): Promise<Outcomes<G, FoundFiles>> {
	const outcomes: Outcomes<G, FoundFiles> = new Map();
	for (const alike of groupByKey(given, ({ simplify }) => String(simplify))) {
		const ids = alike.map(({ of }) => of.id);
		const files = await fetchFiles(client, ids, isAbsent, fileFieldsOf(alike[0]!));
		for (const one of alike) {
			const file = files.get(one.of.id)!;
			outcomes.set(one, file.status === 'done' ? done(toFound(file.value)) : file);
		}
	}
	return outcomes;
}

function toFound(file: SonarFile): FoundFiles {
	return { files: [file], isLimited: false, isIncomplete: false };
}
