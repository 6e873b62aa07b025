import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerOnly, readJsonBody, readQuery } from '../shared/items/webhooks';
import { SECRET_PARAMETER } from '../shared/sonar/webhooks/address';
import { matchesHash } from '../shared/sonar/webhooks/secret';
import { isAskedFor } from './eventWords';
import { readState } from './state';

/** What becomes of a call: an item, or a status alone. */
export function receive(context: IWebhookFunctions): IWebhookResponseData {
	// Sonar may look whether anybody answers at an address before it takes it.
	if (context.getWebhookName() === 'setup') return answerOnly(context, 200);
	const state = readState(context.getWorkflowStaticData('node'));
	if (!state || !matchesHash(readQuery(context, SECRET_PARAMETER), state.secretHash)) {
		return answerOnly(context, 404);
	}
	const body = readJsonBody(context);
	if (!body) return answerOnly(context, 400);
	if (!isAskedFor(body.event, state.events, state.models)) {
		const name = context.getNode().name;
		context.logger.info(`${name}: Sonar called for an event that was not asked for`);
		return answerOnly(context, 200);
	}
	return { workflowData: [[{ json: body as IDataObject }]] };
}
