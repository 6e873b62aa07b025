import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { searchAssignees, searchRelated, searchTicketGroups } from '../shared/fields/ticketLists';
import { testSonarApi } from '../shared/n8n/credentialTest';
import { remarkOn, remarkOnLists } from '../shared/n8n/hints';
import { runItems } from '../shared/n8n/run';
import type { ItemTask } from '../shared/n8n/task';
import { runNextStep } from '../shared/sonar/batch/nextStep';
import { resolveEntities, type EntityRef } from '../shared/sonar/entities/contacts';
import { listTickets, type ListedTickets } from '../shared/sonar/tickets/listTickets';
import { NONE, type TicketQuery } from '../shared/sonar/tickets/ticketQuery';
import { fields, readPlans, type TicketPlan } from './description';

export class SonarListTickets implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar List Tickets',
		name: 'sonarListTickets',
		icon: {
			light: 'file:../../icons/sonarListTickets.svg',
			dark: 'file:../../icons/sonarListTickets.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ { search: "Tickets by filters", ids: "Tickets by ID" }[$parameter["scope"]] }}',
		description: 'Find tickets in Sonar by filters or by ID',
		defaults: { name: 'Sonar List Tickets' },
		usableAsTool: {
			replacements: {
				description:
					'Find tickets in Sonar by filters or by ID, with their status, customer, group and assignee, and on request with replies and comments. Changes nothing.',
			},
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true, testedBy: 'testSonarApi' }],
		properties: fields.properties,
	};

	methods = {
		credentialTest: { testSonarApi },
		listSearch: { searchAssignees, searchRelated, searchTicketGroups },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, task);
	}
}

const task: ItemTask<TicketPlan, ListedTickets> = {
	read: readPlans,
	run: async (plans, { client, pool }) => {
		const queries = await resolveEntities(client, plans, { refOf: readRelated, complete });
		return await runNextStep(
			queries,
			pool.stopOnFailure,
			async (known) => await listTickets(client, known, pool),
		);
	},
	present: ({ tickets }) => tickets.map((ticket) => ({ json: { ...ticket } })),
	remark: (found, _, isLimitTold) =>
		[
			...remarkOnLists(found, 'tickets', isLimitTold),
			...remarkOn(
				found,
				({ lacksNames }) => lacksNames,
				(forItems) =>
					`The names of accounts, network sites, groups and assignees are empty${forItems}, because the token’s user may not read all of them.`,
			),
		].join(' ') || undefined,
};

function readRelated({ of }: TicketPlan): EntityRef | undefined {
	const relatedTo = of.scope === 'search' ? of.filters.relatedTo : undefined;
	return relatedTo === NONE ? undefined : relatedTo;
}

function complete(
	{ of, ...plan }: TicketPlan,
	entity: { type: string; id: string } | undefined,
): TicketQuery {
	if (of.scope === 'id') return { ...plan, of };
	const { relatedTo } = of.filters;
	return {
		...plan,
		of: { ...of, filters: { ...of.filters, relatedTo: relatedTo === NONE ? NONE : entity } },
	};
}
