import type { SonarClient } from '../http/SonarClient';
import { attempt, unwrap } from '../outcome';
import type { Page } from './connection';
import type { RootField } from './rootField';
import { runQuery } from './runFields';

/**
 * One page of a list. Some lists cannot be counted, and fail if a count is asked for. Such a list is
 * asked for again without its count.
 *
 * @throws SonarError if Sonar does not give the page
 */
export async function queryPage<T>(
	client: SonarClient,
	build: (withPageInfo: boolean) => RootField<Page<T>>,
): Promise<Page<T>> {
	const counted = await attempt(() => runQuery(client, build(true)));
	if (counted.status === 'failed' && counted.error.code === 'pageInfo') {
		return await runQuery(client, build(false));
	}
	return unwrap(counted);
}
