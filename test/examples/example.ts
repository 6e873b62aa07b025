import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { GivenCredentials, RunResult, WorkflowDefinition } from '../engine';
import { STAND_IN } from '../engine/standIn';
import type { Kit } from '../nodes/kit';
import type { S3Server } from './S3Server';

const EXAMPLES = join(__dirname, '../../examples');
/** The address of the user's Sonar in an example. */
const INSTANCE = 'https://example.sonar.software';

/** A workflow of `examples/`, to be run as its user would after filling in their own values. */
export class Example {
	readonly workflow: WorkflowDefinition;

	private readonly credentials: GivenCredentials = {};

	constructor(
		private readonly kit: Kit,
		file: string,
	) {
		const text = readFileSync(join(EXAMPLES, file), 'utf8');
		this.workflow = JSON.parse(text.replaceAll(INSTANCE, kit.sonar.url)) as WorkflowDefinition;
	}

	node(name: string): INode {
		const node = this.workflow.nodes.find((candidate) => candidate.name === name);
		if (!node) throw new Error(`The example has no node "${name}".`);
		return node;
	}

	/** Replaces the node's work on a service that is not here. */
	standIn(name: string): this {
		const node = this.node(name);
		node.type = `${STAND_IN}${node.type}`;
		return this;
	}

	/** Puts another node in the place of one. */
	replace(name: string, type: string, parameters: INodeParameters = {}): this {
		Object.assign(this.node(name), { type, typeVersion: 1, parameters });
		return this;
	}

	/** Leads the node "AWS S3" to a server that is here. */
	withS3({ bucket, credential }: S3Server): this {
		this.node('AWS S3').parameters.bucketName = bucket;
		this.credentials.aws = credential;
		return this;
	}

	/** Takes nodes out that only full n8n has. */
	without(...names: string[]): this {
		this.workflow.nodes = this.workflow.nodes.filter(({ name }) => !names.includes(name));
		for (const name of names) delete this.workflow.connections[name];
		return this;
	}

	/** With the trigger's items, unless it runs by itself. The trigger is named if there are several. */
	async run(input?: INodeExecutionData[], startNode?: string): Promise<RunResult> {
		const { engine, credential } = this.kit;
		return await engine.run({
			workflow: this.workflow,
			credentials: { sonarApi: credential, ...this.credentials },
			input,
			startNode,
		});
	}
}
