import { print, visit, type FieldNode, type VariableDefinitionNode } from '../../vendor/graphql';

import { parsePage, type Page } from '../graphql/connection';
import type { GraphqlDocument } from '../graphql/rootField';
import type { PageArguments } from '../graphql/paging';
import type { Search, Sorter } from '../graphql/schema';
import { isRecord } from '../guards';
import { parseWholeNumber } from '../ids';
import { SonarError } from '../SonarError';
import { addField, argumentOf, declareVariable, toUnused, withArgument } from './changes';
import { toJson } from './literals';
import type { PagedField } from './pagedField';
import { findPlain, keyOf } from './selections';
import { usedVariables, withDefaults, type UserDocument } from './userDocument';

type Values = Readonly<Record<string, unknown>>;

/** An entity of the answer. */
export interface Row {
	id: string;
	entity: Record<string, unknown>;
}

/** What a list needs and the document may lack, under names that the document does not use. */
interface Additions {
	id: string;
	pageInfo: string;
	sorter: string;
	search: string;
}

/** A document with a list that is read page by page. What is added to it is taken out of the answer. */
export class PagedDocument {
	/** By which the user sorts the list; empty for Sonar's own order. */
	readonly sorters: readonly Sorter[];
	readonly search: readonly Search[];
	private readonly names: Additions;
	private readonly idKey: string;
	/** The name of `page_info`, if the document itself asks for all that is needed. */
	private readonly ownPageInfo?: string;

	constructor(
		private readonly document: UserDocument,
		private readonly paged: PagedField,
		private readonly variables: Values,
	) {
		const { field, entities } = paged;
		const values = withDefaults(document, variables);
		this.sorters = listOf<Sorter>(field, 'sorter', values);
		this.search = listOf<Search>(field, 'search', values);
		const nameOf = (name: string) => toUnused(name, document.text);
		this.names = {
			id: nameOf('n8nId'),
			pageInfo: nameOf('n8nPageInfo'),
			sorter: nameOf('n8nSorter'),
			search: nameOf('n8nSearch'),
		};
		const ownId = findPlain(entities[0]!.selectionSet, 'id');
		this.idKey = ownId && entities.length === 1 ? keyOf(ownId) : this.names.id;
		const info = findPlain(field.selectionSet, 'page_info');
		const has = (name: string) => {
			const part = findPlain(info?.selectionSet, name);
			return part !== undefined && keyOf(part) === name;
		};
		if (info && PAGE_INFO.every(has)) this.ownPageInfo = keyOf(info);
	}

	/** The document for a page. */
	build(args: PageArguments, withPageInfo: boolean): GraphqlDocument {
		const { names, paged, document } = this;
		const sorter = isSame(args.sorter, this.sorters) ? undefined : args.sorter;
		const search = isSame(args.search ?? [], this.search) ? undefined : args.search;
		const added: VariableDefinitionNode[] = [];
		const change = (field: FieldNode): FieldNode => {
			let changed = field;
			if (sorter) changed = withArgument(changed, 'sorter', names.sorter);
			if (search) changed = withArgument(changed, 'search', names.search);
			if (!withPageInfo || this.ownPageInfo) return changed;
			return addField(changed, names.pageInfo, 'page_info', PAGE_INFO);
		};
		if (sorter) added.push(declareVariable(names.sorter, '[Sorter]'));
		if (search) added.push(declareVariable(names.search, '[Search]'));
		const changed = visit(document.ast, {
			OperationDefinition: (node) => ({
				...node,
				variableDefinitions: [...(node.variableDefinitions ?? []), ...added],
			}),
			Field: (node) => {
				if (node === paged.field) return change(node);
				if (!paged.entities.includes(node) || this.idKey !== names.id) return undefined;
				return addField(node, names.id, 'id');
			},
		});
		// A replaced argument may have been the only use of a variable.
		const used = usedVariables(changed);
		const slim = visit(changed, {
			VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
		});
		const values = {
			...this.variables,
			[paged.variable]: args.paginator,
			[names.sorter]: sorter,
			[names.search]: search,
		};
		return {
			query: print(slim),
			variables: Object.fromEntries(Object.entries(values).filter(([name]) => used.has(name))),
		};
	}

	/**
	 * The list in an answer; undefined if there is none, as for a parent that is not there.
	 *
	 * @throws SonarError if there are several
	 */
	find(data: Values): Record<string, unknown> | undefined {
		let found: unknown[] = [data];
		for (const key of this.paged.path) {
			found = found.flatMap((value) => (isRecord(value) ? (value[key] ?? []) : []) as unknown);
		}
		if (found.length < 2) return isRecord(found[0]) ? found[0] : undefined;
		throw new SonarError(
			'query',
			`The list that $${this.paged.variable} pages is in the answer ${found.length} times. Ask for one of them, or write its paginator into the query`,
		);
	}

	/** @throws SonarError if the list is not whole */
	parse(list: unknown): Page<Row> {
		const { entities, page_info: info } = this.keys;
		const value = isRecord(list) ? { entities: list[entities], page_info: list[info] } : list;
		return parsePage(value, 'entities', (entity) => {
			const row = isRecord(entity) ? entity : {};
			const id = parseWholeNumber(row[this.idKey], 'the ID of an entity');
			return { ...row, id, entity: row };
		});
	}

	/** Whether an error is about what was added to count the list. */
	isOfPageInfo(path: unknown): boolean {
		return Array.isArray(path) && path.includes(this.names.pageInfo);
	}

	/**
	 * The errors beside a page, as those of the whole list. On a later page their indexes say nothing, and
	 * those of other fields are there once more.
	 */
	toErrors(errors: readonly unknown[], isFirstPage: boolean): unknown[] {
		if (isFirstPage) return [...errors];
		const place = [...this.paged.path, this.keys.entities];
		return errors.flatMap((error) => {
			if (!isRecord(error) || !Array.isArray(error.path)) return [error];
			const isOfList = isSame(error.path.slice(0, place.length), place);
			return isOfList ? [{ ...error, path: place }] : [];
		});
	}

	/** The answer as the user's document asks for it, with these entities in its list. */
	finish(data: Values, rows?: readonly Row[]): Record<string, unknown> {
		const list = rows && this.find(data);
		if (list) list[this.keys.entities] = rows.map(({ entity }) => entity);
		strip(data, new Set([this.names.id, this.names.pageInfo]));
		return data;
	}

	private get keys() {
		return {
			entities: keyOf(this.paged.entities[0]!),
			page_info: this.ownPageInfo ?? this.names.pageInfo,
		};
	}
}

const PAGE_INFO = ['total_pages', 'total_count', 'records_per_page'];

/** GraphQL takes a single value for a list of one. */
function listOf<T>(field: FieldNode, name: string, values: Values): T[] {
	const node = argumentOf(field, name)?.value;
	const value = node && toJson(node, values);
	const list: unknown[] = Array.isArray(value) ? value : [value];
	return list.filter((one) => one !== undefined && one !== null) as T[];
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function strip(value: unknown, keys: ReadonlySet<string>): void {
	if (Array.isArray(value)) value.forEach((part) => strip(part, keys));
	if (!isRecord(value)) return;
	for (const key of keys) delete value[key];
	Object.values(value).forEach((part) => strip(part, keys));
}
