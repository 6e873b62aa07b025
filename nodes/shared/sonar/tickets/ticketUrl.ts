import type { SonarClient } from '../http/SonarClient';

/** The page of a ticket in Sonar's web application. */
export function buildTicketUrl({ origin }: Pick<SonarClient, 'origin'>, ticketId: string): string {
	return `${origin}/app#/tickets/show/${ticketId}`;
}
