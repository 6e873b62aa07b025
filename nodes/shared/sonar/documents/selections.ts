import {
	Kind,
	type FieldNode,
	type FragmentDefinitionNode,
	type SelectionNode,
	type SelectionSetNode,
} from '../../vendor/graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The name of a field's value in the answer. */
export function keyOf({ alias, name }: FieldNode): string {
	return (alias ?? name).value;
}

/** The fields of a selection, also by fragments. A fragment counts once, as in the answer. */
export function selectedFields(
	set: SelectionSetNode | undefined,
	fragments: Fragments,
	seen = new Set<SelectionSetNode>(),
): FieldNode[] {
	if (!set || seen.has(set)) return [];
	seen.add(set);
	return set.selections.flatMap((selection) =>
		selection.kind === Kind.FIELD
			? [selection]
			: selectedFields(innerOf(selection, fragments), fragments, seen),
	);
}

/** A field that the answer has for certain: no directive or fragment may leave it out. */
export function findPlain(set: SelectionSetNode | undefined, name: string): FieldNode | undefined {
	return set?.selections.find(
		(selection): selection is FieldNode =>
			selection.kind === Kind.FIELD &&
			selection.name.value === name &&
			!selection.directives?.length,
	);
}

/** The names in the answer that lead from a selection to a field, or undefined if there are several ways. */
export function findPath(
	root: SelectionSetNode,
	target: FieldNode,
	fragments: Fragments,
): string[] | undefined {
	const known = new Map<SelectionSetNode, boolean>();
	const leads = (selection: SelectionNode): boolean =>
		selection === target || reaches(innerOf(selection, fragments));
	const reaches = (set: SelectionSetNode | undefined): boolean => {
		if (!set) return false;
		// A fragment that contains itself, which Sonar refuses, leads nowhere.
		if (!known.has(set)) known.set(set, false).set(set, set.selections.some(leads));
		return known.get(set)!;
	};
	const path: string[] = [];
	for (let set: SelectionSetNode | undefined = root; ;) {
		const ways: FieldNode[] = selectedFields(set, fragments).filter(leads);
		const [field] = ways;
		if (!field || new Set(ways.map(keyOf)).size > 1) return undefined;
		path.push(keyOf(field));
		if (ways.includes(target)) return path;
		set = field.selectionSet;
	}
}

function innerOf(selection: SelectionNode, fragments: Fragments): SelectionSetNode | undefined {
	return selection.kind === Kind.FRAGMENT_SPREAD
		? fragments.get(selection.name.value)?.selectionSet
		: selection.selectionSet;
}
