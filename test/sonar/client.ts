import { startSonar, type SonarOptions } from '.';

interface GraphqlAnswer {
	data?: Record<string, unknown>;
	errors?: Array<{ message: string; path?: string[] }>;
}

type FileToUpload = [content: string, filename: string, type?: string, field?: string];

/** A server with the calls that these tests make of it. */
export async function startClient(options?: SonarOptions) {
	const sonar = await startSonar(options);
	const bearer = { authorization: `Bearer ${sonar.token}` };

	const post = async (
		path: string,
		body: string | FormData,
		headers: Record<string, string> = {},
	) => await fetch(sonar.url + path, { method: 'POST', body, headers: { ...bearer, ...headers } });

	const ask = async (query: string, variables?: Record<string, unknown>) =>
		await post('/api/graphql', JSON.stringify({ query, variables }), {
			'content-type': 'application/json',
			accept: 'application/json',
		});

	return {
		...sonar,
		// Copied above as they were at the start.
		get files() {
			return sonar.files;
		},
		get listed() {
			return sonar.listed;
		},
		bearer,
		post,
		ask,
		async graphql(query: string, variables?: Record<string, unknown>) {
			const response = await ask(query, variables);
			expect(response.status).toBe(200);
			return (await response.json()) as GraphqlAnswer;
		},
		async addFiles(count: number) {
			for (let n = 1; n <= count; n++) {
				await sonar.addFile({ filename: `file ${n}.txt`, content: 'x'.repeat(n) });
			}
		},
		async upload(...files: FileToUpload[]) {
			const body = new FormData();
			for (const [content, filename, type, field = 'files[]'] of files) {
				body.append(field, new File([content], filename, { type }));
			}
			return await post('/api/files', body, { accept: 'application/json' });
		},
		async download(id: string, init?: RequestInit) {
			return await fetch(`${sonar.url}/api/files/${id}`, { headers: bearer, ...init });
		},
	};
}

export type Client = Awaited<ReturnType<typeof startClient>>;
