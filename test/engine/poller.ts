// Follows packages/cli/src/active-workflow-manager.ts and active-workflow-triggers.ts of n8n.

import { Container } from '@n8n/di';
import { PollContext, PollTriggerExecutor } from 'n8n-core';
import {
	deepCopy,
	type IDataObject,
	type INodeExecutionData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalDataOf } from './additionalData';
import { EngineCredentials } from './EngineCredentials';
import type { Packages } from './packages';
import type { Poller, PollerOptions, PollResult } from './types';
import { workflowOf } from './workflowOf';

/** Polls a node as n8n's server does for an active workflow, but when it is told to. */
export function startPoller(packages: Packages, options: PollerOptions): Poller {
	const { credentials = {}, nodeName, staticData, testsInEditor = false } = options;
	const { budget, durableCursors = false } = options;
	const mode: WorkflowExecuteMode = testsInEditor ? 'manual' : 'trigger';
	const activation: WorkflowActivateMode = staticData ? 'init' : 'activate';
	const workflow = workflowOf(packages, options.workflow, {
		credentials,
		staticData: deepCopy(staticData ?? {}),
	});
	const node = workflow.getNode(nodeName)!;
	const context = new PollContext(
		workflow,
		node,
		additionalDataOf(new EngineCredentials(packages, credentials)),
		mode,
		activation,
	);
	const executor = Container.get(PollTriggerExecutor);
	return {
		async poll() {
			let result: PollResult = {};
			const own = Object.assign(Object.create(context) as PollContext, {
				__emit: (items: INodeExecutionData[][]) => (result = { items: items[0] }),
				__emitError: (error: Error) => (result = { error }),
				...(budget === undefined ? {} : { getPollBudgetMs: () => budget }),
			});
			if (durableCursors) stageCursor(own, workflow.getStaticData('node', node));
			await executor.create(workflow, node, own, () => true)();
			return result;
		},
		hasChanged() {
			const hasChanged = workflow.staticData.__dataChanged === true;
			workflow.staticData.__dataChanged = false;
			return hasChanged;
		},
		staticData: () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
	};
}

/** The node gets a copy of its data, which n8n keeps with what the poll gives: poll-cursor-hooks.ts. */
function stageCursor(context: PollContext, kept: IDataObject): void {
	const { __emit: emit } = context;
	const staged = deepCopy(kept);
	const commit = () => void Object.assign(kept, staged);
	Object.assign(context, {
		resolveNodeStaticData: () => staged,
		__commitCursor: async () => await Promise.resolve(commit()),
		__emit: (items: INodeExecutionData[][]) => {
			commit();
			emit(items);
		},
	});
}
