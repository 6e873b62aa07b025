import { findTicketNumbers, parseMarker } from '../../../../nodes/shared/email/ticketNumbers';

const find = (subject: string, marker = '[#ID]') => findTicketNumbers(subject, parseMarker(marker));

it.each([
	['AW: Re: [#7] Slow', ['7']],
	['[#7] and [#12], [#7] again', ['7', '12']],
	['[Case#99] [#7]', ['7']],
	['[#007]', ['7']],
	['[#0] [#] [#-1] [#7a] [# 7] #7', []],
	[`[#${'9'.repeat(19)}]`, []],
])('finds the tickets of "%s"', (subject, ids) => {
	expect(find(subject)).toEqual(ids);
});

it.each([
	['Ticket ID', 'Re: TICKET  7', ['7']],
	['Ticket ID', 'MyTicket 7', []],
	['#ID', 'a #7b', []],
	['ID', '7 x8 9', ['7', '9']],
	['(T-ID)', 're (t-7)', ['7']],
	['ID.', '7. 8,', ['7']],
	['T-IDa', 't-7a t-8', ['7']],
	['  Ticket  ID ', 'Ticket 7', ['7']],
])('takes the marker "%s" in "%s"', (marker, subject, ids) => {
	expect(find(subject, marker)).toEqual(ids);
});

it('takes 100 tickets at most', () => {
	const subject = Array.from({ length: 200 }, (_, index) => `[#${index + 1}]`).join('');
	expect(find(subject)).toHaveLength(100);
});

it.each(['', '[#]', '[#ID ID]', '[#id]'])('refuses the marker "%s"', (marker) => {
	expect(() => parseMarker(marker)).toThrow(
		expect.objectContaining({
			message: expect.stringContaining('exactly one ID') as string,
			remedy: expect.stringContaining('such as [#ID]') as string,
		}) as Error,
	);
});
