// One bundle for both, since graphql-request contains graphql.
export {
	Kind,
	OperationTypeNode,
	parse,
	parseType,
	print,
	visit,
	type ArgumentNode,
	type DocumentNode,
	type FieldNode,
	type FragmentDefinitionNode,
	type NameNode,
	type OperationDefinitionNode,
	type SelectionNode,
	type SelectionSetNode,
	type TypeNode,
	type ValueNode,
	type VariableDefinitionNode,
} from 'graphql';
export { GraphQLClient } from 'graphql-request';
