import { readdirSync } from 'node:fs';

import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import {
	chain,
	startEngine,
	type ChainNode,
	type Engine,
	type EngineOptions,
	type RunResult,
} from '../engine';
import {
	startSonar,
	type ExecutedField,
	type ExecutedList,
	type Sonar,
	type SonarOptions,
} from '../sonar';
import { realTime, type Time } from '../sonar/time';
import { textFile, type FileOfItem } from './files';
import type { NodeRun, NodeRunResult } from './nodeRun';

/** A Sonar server, n8n's engine and a clock for both. `useKit` opens and closes it. */
export class Kit {
	sonar!: Sonar;

	engine!: Engine;

	private isOpen = false;

	constructor(
		private readonly sonarOptions: SonarOptions = {},
		private readonly engineOptions: EngineOptions = {},
		/** The server's clock. `useKit` puts the nodes on it, too. */
		readonly time = realTime,
	) {}

	static async start(options?: SonarOptions, time?: Time): Promise<Kit> {
		const kit = new Kit(options, {}, time);
		await kit.open();
		return kit;
	}

	async open(): Promise<void> {
		this.sonar = await startSonar({ time: this.time, ...this.sonarOptions });
		try {
			this.engine = await startEngine(this.engineOptions);
			this.isOpen = true;
		} catch (error) {
			await this.sonar.close();
			throw error;
		}
	}

	/** Replaces the server by a new one without files. */
	async renewSonar(options = this.sonarOptions): Promise<void> {
		const former = this.sonar;
		// Before the former one is closed, so that its address differs.
		this.sonar = await startSonar({ time: this.time, ...options });
		await former.close();
	}

	async stop(): Promise<void> {
		if (!this.isOpen) return;
		try {
			await this.engine.close();
		} finally {
			await this.sonar.close();
		}
	}

	get credential(): ICredentialDataDecryptedObject {
		return { instanceUrl: this.sonar.url, accessToken: this.sonar.token };
	}

	/** Runs one node of the package on the engine. */
	async run({ type, parameters = {}, input, ...settings }: NodeRun): Promise<NodeRunResult> {
		const { onError, credential = this.credential, variables, retryOnFail, isManual } = settings;
		const workflow = chain([
			{
				name: 'Node',
				type: `n8n-nodes-sonar-software.${type}`,
				parameters,
				credentials: ['sonarApi'],
				onError,
				retryOnFail,
				waitBetweenTries: 1,
			},
		]);
		const result = await this.engine.run({
			workflow,
			credentials: { sonarApi: credential },
			variables,
			mode: isManual ? 'manual' : undefined,
			input: input ?? [{ json: {} }],
		});
		return {
			items: result.output('Node'),
			outputs: (result.run.data.resultData.runData.Node?.at(-1)?.data?.main ?? []).map(
				(items) => items ?? [],
			),
			failed: result.output('Node', 1),
			run: result.run,
			hints: result.run.data.resultData.runData.Node?.at(-1)?.hints ?? [],
			error: result.error,
		};
	}

	/** Runs nodes of the package one after the other. A node without a name is named after its type. */
	async runChain(
		nodes: Array<Pick<ChainNode, 'type' | 'parameters' | 'executeOnce'> & { name?: string }>,
		input: INodeExecutionData[],
		binaryMode?: 'separate' | 'combined',
	): Promise<RunResult> {
		const workflow = chain(
			nodes.map(({ type, ...node }) => ({
				name: type,
				...node,
				type: `n8n-nodes-sonar-software.${type}`,
				credentials: ['sonarApi'],
			})),
		);
		if (binaryMode) workflow.settings = { ...workflow.settings, binaryMode };
		return await this.engine.run({
			workflow,
			credentials: { sonarApi: this.credential },
			input,
		});
	}

	/** A file of an item, wherever the workflow's binary mode puts it. */
	fileOf({ json, binary }: INodeExecutionData, field: string): IBinaryData {
		return binary?.[field] ?? (json._files as unknown as Record<string, IBinaryData>)[field]!;
	}

	/** An item with files in its binary fields, stored as an earlier node would have. */
	async item(
		files: Record<string, FileOfItem>,
		json: INodeExecutionData['json'] = {},
	): Promise<INodeExecutionData> {
		const binary: NonNullable<INodeExecutionData['binary']> = {};
		for (const [field, { name, content, type }] of Object.entries(files)) {
			binary[field] = await this.engine.storeBinary(Buffer.from(content), name, type);
		}
		return { json, binary };
	}

	/** An item for each name, with a file in `data`. The file's content is the name. */
	async items(...names: string[]): Promise<INodeExecutionData[]> {
		return await Promise.all(names.map(async (name) => await this.item({ data: textFile(name) })));
	}

	/** How many files n8n's storage holds. */
	get keptFiles(): number {
		return readdirSync(this.engine.binaryFolder, { recursive: true, withFileTypes: true }).filter(
			(entry) => entry.isFile() && !entry.name.endsWith('.metadata'),
		).length;
	}

	/** The calls that reached Sonar since the log was cleared, for example `POST /api/files`. */
	get calls(): string[] {
		return this.sonar.log.map(({ method, path, operation }) => operation ?? `${method} ${path}`);
	}

	/**
	 * The arguments, with their values, of every root field of this name that Sonar executed since the
	 * log was cleared. Lists inside of them (the files of a ticket's replies) are in `lists`.
	 */
	asked(name: string): Array<Record<string, unknown>> {
		return this.fields.filter((field) => field.name === name).map(({ args }) => args);
	}

	/** The nested lists of this name that Sonar executed, each with the type that it belongs to. */
	lists(name: string): ExecutedList[] {
		return this.sonar.log.flatMap(({ lists = [] }) => lists.filter((list) => list.name === name));
	}

	/** How many root fields Sonar executed for each request; 0 for a request that is not GraphQL. */
	get fieldCounts(): number[] {
		return this.sonar.log.map(({ fields = [] }) => fields.length);
	}

	private get fields(): ExecutedField[] {
		return this.sonar.log.flatMap(({ fields = [] }) => fields);
	}
}

/** A resource locator's value. */
export function byId(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value };
}
