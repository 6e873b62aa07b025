// Follows packages/cli/src/workflow-runner.ts of n8n.

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionBaseError,
	type INode,
	type IRun,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalDataOf } from './additionalData';
import { EngineCredentials } from './EngineCredentials';
import type { Packages } from './packages';
import type { RunOptions, RunResult, WorkflowDefinition } from './types';
import { workflowOf } from './workflowOf';

/** As workflows run once they are published: triggers are fed, not executed. */
const PUBLISHED: WorkflowExecuteMode = 'trigger';
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

let executions = 0;

export async function runWorkflow(
	packages: Packages,
	options: RunOptions,
	timezone?: string,
): Promise<RunResult> {
	const { credentials = {}, variables = {}, abortAfter, mode = PUBLISHED } = options;
	const workflow = workflowOf(packages, options.workflow, { credentials, timezone });
	const startNode = workflow.getNode(options.startNode ?? onlyStartOf(options.workflow));
	if (!startNode) throw new Error(`The workflow has no node "${options.startNode}".`);

	const executionId = String((executions += 1));
	const additionalData = additionalDataOf(new EngineCredentials(packages, credentials), {
		executionId,
		variables,
		hooks: new ExecutionLifecycleHooks(mode, executionId, {
			...options.workflow,
			id: workflow.id,
			name: workflow.name ?? '',
			active: true,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			activeVersionId: null,
		}),
	});
	const startedAt = new Date();
	try {
		const execution = new WorkflowExecute(additionalData, mode).run({
			workflow,
			startNode,
			...fed(workflow, startNode, { input: options.input, mode }),
		});
		abortAfter?.(() => execution.cancel());
		return resultOf(await execution);
	} catch (error) {
		// Thrown if the workflow has issues, such as a required parameter that is empty.
		return resultOf(failedRun(error as ExecutionBaseError, { startedAt, mode }));
	}
}

/** n8n gives a trigger its items as input; another node's output is pinned, and any in the editor. */
function fed(
	workflow: Workflow,
	startNode: INode,
	{ input, mode }: Pick<RunOptions, 'input' | 'mode'>,
) {
	if (!input) return {};
	const pinData = { [startNode.name]: input };
	if (mode === 'manual') return { pinData };
	const type = workflow.nodeTypes.getByNameAndVersion(startNode.type, startNode.typeVersion);
	if (!type.description.group.includes('trigger')) return { pinData };
	const data = { main: [input] };
	const taskData = { data, startTime: 0, executionTime: 0, executionIndex: 0, source: [] };
	return { triggerToStartFrom: { name: startNode.name, data: taskData } };
}

function onlyStartOf({ nodes, connections }: WorkflowDefinition): string {
	const targets = new Set(
		Object.values(connections).flatMap(({ main = [] }) =>
			main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		),
	);
	const starts = nodes
		.filter(({ name, type, disabled }) => type !== STICKY_NOTE && !disabled && !targets.has(name))
		.map(({ name }) => name);
	if (starts.length !== 1) {
		throw new Error(`Say which startNode is meant, of ${starts.length}: ${starts.join(', ')}.`);
	}
	return starts[0]!;
}

function failedRun(
	error: ExecutionBaseError,
	{ startedAt, mode }: Pick<IRun, 'startedAt' | 'mode'>,
): IRun {
	return {
		data: createRunExecutionData({ resultData: { error, runData: {} } }),
		finished: false,
		mode,
		startedAt,
		stoppedAt: new Date(),
		status: 'error',
		storedAt: 'db',
	};
}

function resultOf(run: IRun): RunResult {
	const { error, runData } = run.data.resultData;
	return {
		run,
		error,
		output: (nodeName, outputIndex = 0) =>
			(runData[nodeName] ?? []).flatMap(({ data }) => data?.main?.[outputIndex] ?? []),
		errorOf: (nodeName) => runData[nodeName]?.at(-1)?.error,
	};
}
