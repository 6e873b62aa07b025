import { getTextContent, LLMock, type ChatCompletionRequest } from '@copilotkit/aimock';

/** A call of a tool that the model decides on, or its last words. */
export type Decision = { tool: string; arguments: object } | { says: string };

/** The model's answer if the last message of its request matches. It may look into the match. */
export interface Turn {
	on: RegExp;
	then: Decision | ((found: RegExpExecArray) => Decision);
}

export interface Model {
	/** For a credential of OpenAI's. */
	credential: { apiKey: string; url: string };
	stop(): Promise<void>;
}

/**
 * Starts a server that speaks OpenAI's protocol and follows a script. It refuses requests outside the
 * script.
 */
export async function startModel(script: Turn[]): Promise<Model> {
	const server = new LLMock({ port: 0, host: '127.0.0.1' });
	for (const { on, then } of script) {
		server.on({ predicate: (request) => on.test(lastMessageOf(request)) }, (request) =>
			answerOf(typeof then === 'function' ? then(on.exec(lastMessageOf(request))!) : then),
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

function lastMessageOf({ messages }: ChatCompletionRequest): string {
	return getTextContent(messages.at(-1)!.content) ?? '';
}

function answerOf(decision: Decision) {
	if ('says' in decision) return { content: decision.says };
	return {
		toolCalls: [{ name: decision.tool, arguments: JSON.stringify(decision.arguments) }],
	};
}
