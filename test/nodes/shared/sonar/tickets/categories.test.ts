import { fetchRows } from '../../../../../nodes/shared/sonar/graphql/ListQuery';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { buildCategoryList } from '../../../../../nodes/shared/sonar/tickets/categories';
import { page } from '../files/pages';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

it('A category without an ID is an error', async () => {
	quiet.answerGraphql(() => ({ data: { f0: page([{ name: 'Kind' }]) } }));
	await expect(fetchRows(new SonarClient(quiet.host()), buildCategoryList())).rejects.toThrow(
		'Sonar answered without the ID of a ticket category',
	);
});
