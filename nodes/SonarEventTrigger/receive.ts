import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerOnly, readJsonBody, readQuery } from '../shared/n8n/webhooks';
import { SECRET_PARAMETER } from '../shared/sonar/webhooks/address';
import { matchesHash } from '../shared/sonar/webhooks/secret';
import { readState } from './state';

/**
 * What becomes of a call: an item, or a status alone. Sonar calls an endpoint only for the events that it
 * asks for, and other events have another secret, so no event is filtered here.
 */
export function receive(context: IWebhookFunctions): IWebhookResponseData {
	// Sonar may look whether anybody answers at an address before it takes it.
	if (context.getWebhookName() === 'setup') return answerOnly(context, 200);
	const state = readState(context.getWorkflowStaticData('node'));
	if (!state || !matchesHash(readQuery(context, SECRET_PARAMETER), state.secretHash)) {
		return answerOnly(context, 404);
	}
	const body = readJsonBody(context);
	if (!body) return answerOnly(context, 400);
	return { workflowData: [[{ json: body as IDataObject }]] };
}
