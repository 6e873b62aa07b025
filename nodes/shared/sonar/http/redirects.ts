import { ipaddr } from '../../vendor/ipaddr';
import { SonarError } from '../SonarError';
import { isLocal } from './instanceUrl';
import type { HttpAnswer } from './types';

type Redirect = Pick<HttpAnswer, 'status' | 'headers'>;

/**
 * The target of a redirect, if the request may follow it there.
 *
 * @param origin of the instance
 * @throws SonarError for a redirect without a usable target, to an unsafe one, or into n8n's network
 */
export function followRedirect(answer: Redirect, from: URL, origin: URL): URL {
	const target = readLocation(answer, from);
	if (!target || !isSafe(target, origin)) throw buildRedirectFailure(answer, from);
	if (leadsInside(target, origin)) {
		throw new SonarError(
			'redirectInside',
			`Sonar redirects the download to ${target.origin}, an address of n8n’s own network`,
		);
	}
	return target;
}

/** The failure for a redirect that is not followed. The API itself never redirects. */
export function buildRedirectFailure(answer: Redirect, from: URL): SonarError {
	const { status } = answer;
	const target = readLocation(answer, from);
	// The origin alone, since the rest may hold a secret.
	const where = target ? ` to ${target.origin}` : '';
	return new SonarError(
		'redirect',
		`The instance URL redirects${where} (HTTP ${status}) instead of answering`,
		{ status },
	);
}

function readLocation({ headers }: Redirect, from: URL): URL | undefined {
	const { location } = headers;
	return typeof location === 'string' && URL.canParse(location, from.href)
		? new URL(location, from)
		: undefined;
}

/** A redirect may use https, or http on the machine that a local instance runs on. */
function isSafe(target: URL, origin: URL): boolean {
	if (target.protocol === 'https:') return true;
	return target.protocol === 'http:' && isLocal(target) && isLocal(origin);
}

/** Whether a redirect leads from the internet into a network that only this machine reaches. */
function leadsInside(target: URL, origin: URL): boolean {
	return target.hostname !== origin.hostname && isInside(target) && !isInside(origin);
}

/**
 * Whether a host is this machine or in a network that the internet does not reach. URL has already turned
 * every spelling of an IPv4 address into its usual one. Names other than localhost cannot be resolved
 * here: n8n's rules for nodes allow no DNS. n8n itself checks where they lead, at connect time, if
 * N8N_SSRF_PROTECTION_ENABLED is set.
 */
export function isInside({ hostname }: URL): boolean {
	const host = hostname.replace(/^\[|\]$|\.$/g, '');
	if (!ipaddr.isValid(host)) return /(^|\.)localhost$/.test(host);
	return ipaddr.process(host).range() !== 'unicast';
}
