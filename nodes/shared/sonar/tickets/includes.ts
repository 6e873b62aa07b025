import { parsePage, selectPage, type Page } from '../graphql/connection';
import { PagedList } from '../graphql/PagedList';
import type { Relation, Selection } from '../graphql/rootField';
import { isRecord } from '../guards';
import { parseWholeNumber } from '../ids';
import { toTextOrNull } from '../text';

/** The lists inside of a ticket that its output may have, under their names there. */
const INCLUDES = {
	replies: {
		field: 'ticket_replies',
		idKey: 'reply_id',
		columns: [
			'incoming',
			'author',
			'author_email',
			'body',
			'user_id',
			'created_at',
			'updated_at',
		] satisfies Selection<'TicketReply'>,
	},
	comments: {
		field: 'ticket_comments',
		idKey: 'comment_id',
		columns: ['body', 'user_id', 'created_at', 'updated_at'] satisfies Selection<'TicketComment'>,
	},
	recipients: {
		field: 'ticket_recipients',
		idKey: 'recipient_id',
		columns: ['name', 'email_address'] satisfies Selection<'TicketRecipient'>,
	},
	categories: {
		field: 'ticket_categories',
		idKey: 'category_id',
		columns: ['name'] satisfies Selection<'TicketCategory'>,
	},
	custom_fields: {
		field: 'custom_field_data',
		idKey: 'custom_field_data_id',
		columns: ['custom_field_id', 'value'] satisfies Selection<'CustomFieldData'>,
	},
} as const;

export type Include = keyof typeof INCLUDES;

/** Values as Sonar gives them; an ID or a text is a text. */
export type IncludedRow = Record<string, string | boolean | null>;

interface Row {
	id: string;
	output: IncludedRow;
}

/** How the lists inside of tickets are asked for. */
export interface NestedPages {
	pageSize: number;
	withPageInfo: boolean;
}

/** One list inside of one ticket, on the way through its pages. */
export class IncludedList {
	readonly pages: PagedList<Row>;

	private readonly what: string;

	constructor(
		readonly include: Include,
		{ pageSize, withPageInfo }: NestedPages,
	) {
		this.what = INCLUDES[include].field.replaceAll('_', ' ');
		this.pages = new PagedList({ what: this.what, limit: Infinity, pageSize });
		this.pages.withPageInfo = withPageInfo;
	}

	/** Whole, in the order of their IDs. */
	get rows(): IncludedRow[] {
		return this.pages.entities.map(({ output }) => output);
	}

	/** The next page, as a field of the ticket. */
	buildRelation(): Relation<'Ticket'> {
		const { field, columns } = INCLUDES[this.include];
		// The compiler has checked the columns above; here, they may be of any of the types.
		const rows = ['id', ...columns] as Selection<'TicketReply'>;
		const select = selectPage<'TicketReplyConnection'>(rows, this.pages.withPageInfo);
		return { field, args: this.pages.nextArguments(), select } as Relation<'Ticket'>;
	}

	/** @throws SonarError if the ticket lacks the list */
	parse(ticket: Record<string, unknown>): Page<Row> {
		const { field, idKey, columns } = INCLUDES[this.include];
		return parsePage(ticket[field], this.what, (value) => {
			const row = isRecord(value) ? value : {};
			const id = parseWholeNumber(row.id, `the ID of one of the ${this.what}`);
			const given = columns.map((name) => [name, toValue(row[name])]);
			return { id, output: { [idKey]: id, ...Object.fromEntries(given) } as IncludedRow };
		});
	}
}

function toValue(value: unknown): string | boolean | null {
	return typeof value === 'boolean' ? value : toTextOrNull(value);
}
