import type { Kit } from '../nodes/kit';
import { create } from './checks/create';
import { deletion } from './checks/delete';
import { download } from './checks/download';
import { bringInEmails } from './checks/emails';
import { runGraphql } from './checks/graphql';
import { link } from './checks/link';
import { list } from './checks/list';
import { listTickets } from './checks/ticketLists';
import { updateTickets } from './checks/ticketUpdates';
import { update } from './checks/update';
import { upload } from './checks/upload';
import type { TokenWatch } from './tokenWatch';
import type { Step, Workflow } from './steps';
import { World } from './World';

/** Runs a workflow node by node, and throws at the first node that disagrees with Sonar's books. */
export async function checkWorkflow(
	kit: Kit,
	watch: TokenWatch,
	workflow: Workflow,
): Promise<void> {
	const world = await World.start(kit, watch, workflow);
	try {
		for (const [index, step] of workflow.steps.entries()) {
			const violations = await check(world, step);
			if (violations.length > 0)
				throw new Error(`Step ${index} (${step.kind}): ${violations.join('\n')}`);
		}
	} finally {
		await world.close();
	}
}

async function check(world: World, step: Step): Promise<string[]> {
	switch (step.kind) {
		case 'upload':
			return await upload(world, step);
		case 'link':
			return await link(world, step);
		case 'list':
			return await list(world, step);
		case 'download':
			return await download(world, step);
		case 'update':
			return await update(world, step);
		case 'delete':
			return await deletion(world, step);
		case 'create':
			return await create(world, step);
		case 'updateTicket':
			return await updateTickets(world, step);
		case 'listTickets':
			return await listTickets(world, step);
		case 'emails':
			return await bringInEmails(world, step);
		case 'graphql':
			return await runGraphql(world, step);
	}
}
