import { expected, handled, nameSome, notHandled, notSeen, type Result } from '../finding';
import { isRecord, listOf, type Json } from '../http/Answer';
import { publicFileableTypes, readPublicSchema, type PublicType } from '../publicSchema';
import type { Session } from '../Session';
import { compareArguments, describePaginator, TYPE_QUERY } from './argumentTypes';

const QUERY = `{ __schema { types {
	name
	fields(includeDeprecated: true) { name ${TYPE_QUERY} args { name defaultValue ${TYPE_QUERY} } }
	inputFields { name defaultValue ${TYPE_QUERY} }
	enumValues(includeDeprecated: true) { name }
	possibleTypes { name }
} } }`;

/** As the nodes ask. */
const TYPES = `{
	a: __type(name: "FileableType") { name enumValues { name } }
	b: __type(name: "FileableInterface") { name possibleTypes { name } }
}`;

/** What the instance's own schema says, held against the public one. */
export async function checkSchema(session: Session): Promise<void> {
	const types = new Map<string, Json>();
	let isWhole = false;
	await session.check('introspection', 'Introspection of the schema', async () => {
		const { data, errors } = await session.ask(QUERY);
		const schema = isRecord(data?.__schema) ? data.__schema : {};
		for (const type of listOf(schema.types)) types.set(String(type.name), type);
		isWhole = types.size > 0;
		if (isWhole) return expected('Answered');
		const refused = `Refused: ${session.quote(errors)}`;
		const single = await session.ask(TYPES);
		for (const type of Object.values(single.data ?? {}).filter(isRecord))
			types.set(String(type.name), type);
		return types.size > 0
			? handled(`${refused}, but of single types answered`, 'The nodes ask for single types')
			: handled(refused, 'Entity Type offers the types of the public schema');
	});
	const known = readPublicSchema();
	await session.check('entityTypes', 'Types that files can be linked to', () =>
		types.size > 0 ? compareTypes(types, publicFileableTypes(known)) : NOT_TOLD,
	);
	await session.check('schema', 'Fields and arguments that the nodes use', () =>
		isWhole ? compareSchemas(types, known) : NOT_TOLD,
	);
	await session.check('argumentTypes', 'Types of the values that the nodes give', () =>
		isWhole ? compareArguments(types, known) : NOT_TOLD,
	);
	await session.check('paginator', 'Lists that Sonar GraphQL can page', () =>
		isWhole ? describePaginator(types) : NOT_TOLD,
	);
}

const NOT_TOLD = notSeen('Sonar does not tell its schema');

function compareTypes(types: ReadonlyMap<string, Json>, ours: readonly string[]): Result {
	const values = namesIn(types.get('FileableType'), 'enumValues');
	const objects = namesIn(types.get('FileableInterface'), 'possibleTypes');
	const theirs = values.filter((name) => objects.includes(name));
	const added = theirs.filter((name) => !ours.includes(name));
	const gone = ours.filter((name) => !theirs.includes(name));
	const answer = [
		`${theirs.length} types`,
		...(added.length > 0 ? [`new: ${nameSome(added)}`] : []),
		...(gone.length > 0 ? [`gone: ${nameSome(gone)}`] : []),
	].join('; ');
	if (theirs.length === 0) return notHandled(answer, 'Entity Type offers nothing to choose');
	return added.length + gone.length > 0
		? handled(answer, 'Entity Type offers the types of the instance')
		: expected(`${answer}, those of the public schema`);
}

function compareSchemas(types: ReadonlyMap<string, Json>, ours: readonly PublicType[]): Result {
	const missing = ours.flatMap((type) => missingOf(types.get(type.name), type));
	if (missing.length === 0) return expected('All there');
	return notHandled(
		`Missing: ${nameSome(missing)}`,
		'What asks for these fails with Sonar’s words',
	);
}

function missingOf(theirs: Json | undefined, { name, fields, args, values }: PublicType): string[] {
	if (!theirs) return [name];
	const theirFields = [...namesIn(theirs, 'fields'), ...namesIn(theirs, 'inputFields')];
	const theirArgs = listOf(theirs.fields).flatMap((field) =>
		namesIn(field, 'args').map((arg) => `${String(field.name)}(${arg})`),
	);
	// The types to link to are compared in a row of their own.
	const enums = name === 'FileableType' ? [] : values;
	return [
		...fields.filter((field) => !theirFields.includes(field)),
		...args.filter((arg) => !theirArgs.includes(arg)),
		...enums.filter((value) => !namesIn(theirs, 'enumValues').includes(value)),
	].map((part) => `${name}.${part}`);
}

function namesIn(of: Json | undefined, list: string): string[] {
	return listOf(of?.[list]).map(({ name }) => String(name));
}
