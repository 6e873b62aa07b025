import { expected, handled, nameSome, notHandled, type Result } from '../finding';
import { isRecord, listOf, type Json } from '../http/Answer';
import type { PublicType } from '../publicSchema';

/** What is asked of a type: `[Search!]` is a list of what must not be null. */
export const TYPE_QUERY =
	'type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';

type Types = ReadonlyMap<string, Json>;

/**
 * Whether the nodes' values fit. They travel as variables of the public schema's types, and an instance
 * may be stricter than that, or ask for more.
 */
export function compareArguments(types: Types, ours: readonly PublicType[]): Result {
	const strict: string[] = [];
	const loose: string[] = [];
	const needed: string[] = [];
	for (const { name, fields, types: ourTypes } of ours) {
		for (const [key, input] of inputsOf(types.get(name))) {
			const our = ourTypes.get(key);
			const their = print(input.type);
			const isAsked = !key.endsWith(')') || fields.includes(key.replace(/\(.*/, ''));
			if (our === undefined) {
				const isRequired = their.endsWith('!') && (input.defaultValue ?? null) === null;
				if (isRequired && isAsked) needed.push(`${name}.${key}: ${their}`);
			} else if (!fits(our, their)) strict.push(`${name}.${key}: ${their}, not ${our}`);
			else if (our !== their) loose.push(`${name}.${key}: ${their}, not ${our}`);
		}
	}
	const words = [
		...(strict.length > 0 ? [`Others: ${nameSome(strict)}`] : []),
		...(needed.length > 0 ? [`Needed as well: ${nameSome(needed)}`] : []),
		...(loose.length > 0 ? [`Less strict: ${nameSome(loose)}`] : []),
	].join('; ');
	if (strict.length + needed.length > 0)
		return notHandled(words, 'What gives these fails with Sonar’s words: please report them');
	return loose.length > 0
		? handled(words, 'What fits the stricter type fits these')
		: expected('Those of the public schema');
}

/** The arguments of a type's fields as `field(argument)`, and the fields of an input. */
function inputsOf(type: Json | undefined): Array<[string, Json]> {
	const ofFields = listOf(type?.fields).flatMap((field) =>
		listOf(field.args).map((arg): [string, Json] => [
			`${String(field.name)}(${String(arg.name)})`,
			arg,
		]),
	);
	const own = listOf(type?.inputFields).map((input): [string, Json] => [String(input.name), input]);
	return [...ofFields, ...own];
}

function print(type: unknown): string {
	if (!isRecord(type)) return 'unknown';
	if (type.kind === 'NON_NULL') return `${print(type.ofType)}!`;
	return type.kind === 'LIST' ? `[${print(type.ofType)}]` : String(type.name);
}

/** Whether a variable of one type may stand where another is expected (GraphQL, 5.8.5). */
function fits(variable: string, place: string): boolean {
	if (place.endsWith('!')) return variable.endsWith('!') && fits(bare(variable), bare(place));
	const given = bare(variable);
	if (!place.startsWith('[') || !given.startsWith('[')) return given === place;
	return fits(given.slice(1, -1), place.slice(1, -1));
}

function bare(type: string): string {
	return type.replace(/!$/, '');
}

/** Whether the lists of an instance are paged by what Sonar GraphQL fills: a variable of this type. */
export function describePaginator(types: Types): Result {
	const lists = listOf(types.get('Query')?.fields).filter(({ type }) => {
		const connection = types.get(print(type).replace(/[[\]!]/g, ''));
		const names = listOf(connection?.fields).map(({ name }) => name);
		return names.includes('entities') && names.includes('page_info');
	});
	const isPaged = ({ args }: Json) =>
		listOf(args).some(({ name, type }) => name === 'paginator' && fits('Paginator', print(type)));
	const others = lists.filter((list) => !isPaged(list)).map(({ name }) => String(name));
	const fields = inputsOf(types.get('Paginator')).map(
		([name, { type }]) => `${name}: ${print(type)}`,
	);
	const words = `${lists.length - others.length} of ${lists.length} lists take a Paginator of ${fields.join(', ') || 'nothing'}`;
	const hasFields = ['page', 'records_per_page'].every((name) =>
		fields.some((field) => field.startsWith(`${name}: Int`)),
	);
	if (!hasFields || others.length === lists.length)
		return notHandled(words, 'Return All of Sonar GraphQL fails: please report this');
	return others.length > 0
		? handled(`${words}; others: ${nameSome(others)}`, 'Return All pages all but these')
		: expected(words);
}
