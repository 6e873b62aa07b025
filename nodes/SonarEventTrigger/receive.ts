import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerOnly, readJsonBody, readQueryParameter } from '../shared/n8n/webhooks';
import { matchesHash, SECRET_PARAMETER } from '../shared/sonar/webhooks/secretAddress';
import { readState } from './activation';

/**
 * Turns a call into an item, or answers it with a status alone. Events are not filtered: Sonar calls an
 * endpoint only for those it asks for, and each set of events has a secret of its own.
 */
export function receive(context: IWebhookFunctions): IWebhookResponseData {
	// Sonar may check that somebody answers at an address before it accepts it.
	if (context.getWebhookName() === 'setup') return answerOnly(context, 200);
	const state = readState(context.getWorkflowStaticData('node'));
	if (!state || !matchesHash(readQueryParameter(context, SECRET_PARAMETER), state.secretHash)) {
		return answerOnly(context, 404);
	}
	const body = readJsonBody(context);
	if (!body) return answerOnly(context, 400);
	return { workflowData: [[{ json: body as IDataObject }]] };
}
