import { allowedUnder, characterNames, type CharacterName } from '../sonar';
import { downloads } from '../sonar/characters/downloads';
import { links } from '../sonar/characters/links';
import { names } from '../sonar/characters/names';
import { webhooks } from '../sonar/characters/webhooks';
import { attachments, textFile } from './files';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();

/** Two items with two attachments each, the second with an account by the address of a contact. */
const input = async () =>
	await Promise.all(
		['First', 'Second'].map(
			async (text) =>
				await kit.item(attachments([textFile(`${text} a.txt`), textFile(`${text} b.txt`)]), {
					text,
				}),
		),
	);

const nodes = {
	sonarCreateTicket: {
		subject: '={{ $json.text }}',
		description: 'D',
		relatedTo: 'Account',
		relatedId: { __rl: true, mode: 'email', value: 'ada@example.com' },
		additionalFields: { customFields: { field: [{ id: '2', value: '2026-01-31' }] } },
	},
	sonarReplyToTicket: {
		ticketId: byId('7'),
		kind: 'incoming',
		authorEmail: 'Ada <ada@example.com>',
		body: '={{ $json.text }}',
		options: { onlyKnownSenders: true },
	},
};
const TYPES = { sonarCreateTicket: 'Ticket', sonarReplyToTicket: 'TicketReply' };

/**
 * Characters that no ticket with attachments meets: it takes the files by their IDs, needs no link and no
 * download. Their names are in `characters.test.ts`, a wrong token in `deadToken.test.ts`.
 */
const isElsewhere = (name: CharacterName) =>
	[downloads, links, names, webhooks].some((group) => name in group) ||
	name.startsWith('wrongToken');

describe.each(characterNames.filter((name) => !isElsewhere(name)))('Under %s', (name) => {
	beforeEach(async () => {
		await kit.renewSonar({ characters: [name] });
		kit.sonar.addEntity('Account', { id: '5' });
		kit.sonar.addEntity('Ticket', {
			id: '7',
			details: { ticketable_type: 'Account', ticketable_id: '5' },
		});
		for (const [email_address, contactable_id] of [
			['ada@example.com', '5'],
			['mada@example.com', '6'],
		]) {
			kit.sonar.addEntity('Contact', { details: { email_address, contactable_id } });
		}
		for (let id = 1; id <= 12; id += 1) {
			kit.sonar.addEntity('CustomField', {
				id: String(id),
				details: { field_type: 'DATE', entity_type: id < 12 ? 'Ticket' : 'Account' },
			});
		}
	});

	it.each(Object.entries(nodes))(
		'%s creates each with its files, or accounts for them',
		async (type, parameters) => {
			const before = kit.sonar.entities(TYPES[type as keyof typeof TYPES]).length;
			const { items } = await kit.run({
				type,
				parameters: { ...parameters, binaryPropertyName: 'attachment_*' },
				input: await input(),
				onError: 'continueRegularOutput',
			});
			const allowed = allowedUnder([name]);
			const mayFail = ['uploadFails', 'uploadUnknown', 'createUnknown', 'listLags'] as const;
			if (!mayFail.some((outcome) => allowed.has(outcome))) {
				expect(items.map(({ json: { error } }) => error)).toEqual([undefined, undefined]);
			}
			const created = kit.sonar.entities(TYPES[type as keyof typeof TYPES]).slice(before);
			items.forEach(({ json }, index) => {
				if (json.error !== undefined) {
					if (allowed.has('createUnknown')) expect(json.error).toContain('Whether Sonar');
					return;
				}
				const named = json[type === 'sonarCreateTicket' ? 'ticket_id' : 'reply_id'];
				const files = kit.sonar.files.filter(({ fileable_id: id }) => id === named);
				expect(files.map(({ id }) => id)).toEqual(json.file_ids);
				const text = ['First', 'Second'][index]!;
				expect(created.find(({ id }) => id === named)).toMatchObject(
					type === 'sonarCreateTicket' ? { subject: text } : { body: text },
				);
				expect(files.map(({ id }) => String(kit.sonar.content(id))).sort()).toEqual([
					`${text} a.txt`,
					`${text} b.txt`,
				]);
			});
			expect(created.length).toBeLessThanOrEqual(2);
		},
	);

	it('sonarUpdateTicket changes each and adds its files, or accounts for them', async () => {
		kit.sonar.addEntity('TicketCategory', { id: '3' });
		kit.sonar.addEntity('Ticket', { id: '8' });
		const { items } = await kit.run({
			type: 'sonarUpdateTicket',
			parameters: {
				ticketId: byId('={{ $itemIndex + 7 }}'),
				updateFields: {
					subject: '={{ $json.text }}',
					status: 'CLOSED',
					ticketCategoryIds: ['3'],
					...nodes.sonarCreateTicket.additionalFields,
				},
				binaryPropertyName: 'attachment_*',
			},
			input: await input(),
			onError: 'continueRegularOutput',
		});
		const allowed = allowedUnder([name]);
		const mayFail = ['uploadFails', 'uploadUnknown', 'listLags'] as const;
		if (!mayFail.some((outcome) => allowed.has(outcome))) {
			expect(items.map(({ json: { error } }) => error)).toEqual([undefined, undefined]);
		}
		items.forEach(({ json }, index) => {
			const id = String(index + 7);
			const ticket = kit.sonar.entities('Ticket').find((one) => one.id === id)!;
			const files = kit.sonar.files.filter(({ fileable_id }) => fileable_id === id);
			const error = json.error as string | undefined;
			if (error !== undefined) {
				const isUnknown = error.includes('Whether Sonar');
				expect(isUnknown || (ticket.status === 'OPEN' && files.length === 0)).toBe(true);
				return;
			}
			expect(ticket).toMatchObject({
				subject: ['First', 'Second'][index],
				status: 'CLOSED',
				ticket_category_ids: ['3'],
				custom_field_data: [{ custom_field_id: '2', value: '2026-01-31' }],
			});
			expect(json).toMatchObject({ ticket_id: id, status: 'CLOSED', subject: ticket.subject });
			expect(files.map((file) => file.id)).toEqual(json.file_ids);
			expect(files).toHaveLength(2);
		});
	});
});
