import type { IExecuteFunctions } from 'n8n-workflow';

import { findDone, rememberDone } from '../shared/n8n/duplicates';
import type { Run } from '../shared/n8n/task';
import { attempt, done, SKIPPED, type Outcome, type Outcomes } from '../shared/sonar/outcome';
import { hasEarlierTry, type RememberingRun } from '../shared/sonar/tickets/saveWithFiles';
import { bringInEmails, type BroughtIn } from '../shared/sonar/tickets/emails';
import { toIdentity } from './identity';
import type { ReadEmail, SkippedEmail } from './readEmailItem';

export type EmailItem = SkippedEmail | ReadEmail;

/** What became of an email. */
export type EmailResult =
	| BroughtIn
	| {
			action: 'skipped';
			reason: 'automatic' | 'bounce' | 'own' | 'duplicate';
			explanation: string;
	  };

type Results = Outcomes<EmailItem, EmailResult>;

/** Brings emails into Sonar, each once. It counts as brought in only when it is. */
export async function bringIn(
	context: IExecuteFunctions,
	items: readonly EmailItem[],
	run: Run<EmailItem>,
): Promise<Results> {
	const results: Results = new Map();
	const emails: ReadEmail[] = [];
	for (const item of items) {
		if (item.skip) results.set(item, done({ action: 'skipped', ...item.skip }));
		else emails.push(item);
	}
	const ofEmails: RememberingRun<ReadEmail> = run;
	const identities = await identify(emails, run.client.origin);
	for (const [email, identity] of identities) {
		if (identity.status === 'failed') results.set(email, identity);
	}
	const { first, twins } = findTwins(identities);
	const isNew = [...first].filter(([, email]) => !hasEarlierTry(email, ofEmails));
	const known = await findDone(
		context,
		isNew.map(([identity]) => identity),
	);
	for (const [identity, email] of isNew) {
		if (known.has(identity)) results.set(email, skipDuplicate('in an earlier execution'));
	}
	const open = emails.filter((email) => !results.has(email) && !twins.has(email));
	for (const [email, result] of await bringInEmails(open, ofEmails)) results.set(email, result);
	await rememberDone(
		context,
		[...first].filter(([, email]) => isBroughtIn(results.get(email))).map(([identity]) => identity),
	);
	for (const [twin, email] of twins) {
		const result = results.get(email) ?? SKIPPED;
		results.set(twin, result.status === 'done' ? skipDuplicate('in this execution') : result);
	}
	return results;
}

/** Of the emails that come into Sonar only once. */
async function identify(
	emails: readonly ReadEmail[],
	origin: string,
): Promise<Outcomes<ReadEmail, string>> {
	const identities: Outcomes<ReadEmail, string> = new Map();
	for (const email of emails) {
		if (!email.eachOnce) continue;
		identities.set(email, await attempt(async () => await toIdentity(email, origin)));
	}
	return identities;
}

/** Emails that came twice in this run, each with the first of its kind. */
function findTwins(identities: Outcomes<ReadEmail, string>) {
	const first = new Map<string, ReadEmail>();
	const twins = new Map<ReadEmail, ReadEmail>();
	for (const [email, identity] of identities) {
		if (identity.status !== 'done') continue;
		const earlier = first.get(identity.value);
		if (earlier) twins.set(email, earlier);
		else first.set(identity.value, email);
	}
	return { first, twins };
}

function skipDuplicate(when: string): Outcome<EmailResult> {
	const explanation = `The same email, with the same attachments, has come ${when}.`;
	return done({ action: 'skipped', reason: 'duplicate', explanation });
}

function isBroughtIn(result: Outcome<EmailResult> | undefined): boolean {
	return result?.status === 'done' && result.value.action !== 'skipped';
}
