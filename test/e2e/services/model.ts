import { LLMock } from '@copilotkit/aimock';

/** A call of a tool that the model decides on, or what it says at last. */
export type Decision = { tool: string; arguments: object } | { says: string };

/** What the model does once its request's last message contains a text. */
export interface Turn {
	on: string;
	then: Decision;
}

export interface Model {
	/** For a credential of OpenAI's. */
	credential: { apiKey: string; url: string };
	stop(): Promise<void>;
}

/** Starts a server that speaks OpenAI's protocol and follows a script; it refuses what is not in it. */
export async function startModel(script: Turn[]): Promise<Model> {
	const server = new LLMock({ port: 0, host: '127.0.0.1' });
	for (const { on, then } of script) {
		server.on(
			{ predicate: ({ messages }) => JSON.stringify(messages.at(-1)!.content).includes(on) },
			'says' in then
				? { content: then.says }
				: { toolCalls: [{ name: then.tool, arguments: JSON.stringify(then.arguments) }] },
		);
	}
	await server.start();
	return {
		credential: { apiKey: 'key', url: `${server.url}/v1` },
		async stop() {
			await server.stop();
		},
	};
}
