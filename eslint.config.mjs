import { readdirSync } from 'node:fs';

import communityNodes from '@n8n/eslint-plugin-community-nodes';
import { createNodeResolver, flatConfigs, importX } from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** The only folder that imports packages. */
const VENDOR = 'nodes/shared/vendor';

/** What the other published code may import beside its own modules. */
const IMPORTS = 'n8n-workflow|crypto';
const IMPORT_MESSAGE = `The published code imports n8n-workflow, crypto and its own modules alone; packages come from ${VENDOR}.`;

/** The folders of nodes/, each with the other folders that it may import from, beside VENDOR. */
const LAYERS = {
	'nodes/shared/sonar/http': [],
	'nodes/shared/sonar/batch': [],
	'nodes/shared/sonar/graphql': ['http', 'batch'].map((name) => `nodes/shared/sonar/${name}`),
	'nodes/shared/sonar/files': ['http', 'batch', 'graphql'].map(
		(name) => `nodes/shared/sonar/${name}`,
	),
	'nodes/shared/sonar/entities': ['http', 'batch', 'graphql'].map(
		(name) => `nodes/shared/sonar/${name}`,
	),
	'nodes/shared/sonar/tickets': ['http', 'batch', 'graphql', 'files', 'entities'].map(
		(name) => `nodes/shared/sonar/${name}`,
	),
	'nodes/shared/sonar/webhooks': ['http', 'batch', 'graphql', 'files', 'entities'].map(
		(name) => `nodes/shared/sonar/${name}`,
	),
	'nodes/shared/sonar/documents': ['http', 'batch', 'graphql'].map(
		(name) => `nodes/shared/sonar/${name}`,
	),
	'nodes/shared/n8n': ['nodes/shared/sonar', 'nodes/shared/email'],
	// An email, whatever node it came from: it knows neither n8n nor Sonar.
	'nodes/shared/email': [],
	'nodes/shared/fields': ['nodes/shared/sonar', 'nodes/shared/n8n', 'nodes/shared/email'],
};

/** The files of nodes/shared/sonar itself are for all of its folders. */
const BASE = [
	'addressKey.ts',
	'guards.ts',
	'ids.ts',
	'listNames.ts',
	'outcome.ts',
	'SonarError.ts',
	'text.ts',
].map((name) => `sonar/${name}`);

const zones = [
	{ target: `./${VENDOR}`, from: './nodes', except: [`./${VENDOR}`.replace('nodes/', '')] },
	...Object.entries(LAYERS).map(([target, below]) => ({
		target: `./${target}`,
		from: './nodes',
		except: [target, VENDOR, ...below, ...BASE.map((name) => `nodes/shared/${name}`)].map(
			(path) => `./${path.replace(/^nodes\//, '')}`,
		),
		message: 'Imports lead downward only: see the table of folders in CONTRIBUTING.md.',
	})),
	...BASE.map((name) => ({
		target: `./nodes/shared/${name}`,
		from: './nodes',
		except: BASE.map((path) => `./shared/${path}`),
	})),
	{ target: './nodes/shared', from: './nodes', except: ['./shared'] },
	...readdirSync('nodes')
		.filter((name) => name !== 'shared')
		.map((name) => ({
			target: `./nodes/${name}`,
			from: './nodes',
			except: [`./${name}`, './shared'],
			message: 'A node’s folder holds what is its own.',
		})),
];

/** Every rule of a config as an error; n8n's own has some as warnings. */
function asErrors(rules) {
	return Object.fromEntries(
		Object.entries(rules).map(([name, setting]) => [
			name,
			Array.isArray(setting) ? ['error', ...setting.slice(1)] : 'error',
		]),
	);
}

const published = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const communityRules = asErrors(communityNodes.configs.recommended.rules);

export default tseslint.config(
	{ ignores: ['dist/', 'coverage/', '.cache/', 'node_modules/'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/array-type': ['error', { default: 'array-simple' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/return-await': ['error', 'always'],
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			// If the length of a list is known, a fixed index into it is clearer with `!` than with a branch
			// that nothing can reach.
			'@typescript-eslint/no-non-null-assertion': 'off',
		},
	},
	{
		files: published,
		plugins: { '@n8n/community-nodes': communityNodes, 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...communityRules,
			// n8n's own rule lets every devDependency pass.
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: `^(?!\\.{1,2}/)(?!(?:${IMPORTS})$)`,
							message: IMPORT_MESSAGE,
						},
					],
				},
			],
			// The rule above does not see import(), by which the published code loads lazily.
			'no-restricted-syntax': [
				'error',
				{
					selector: `ImportExpression:not([source.value=/^(\\.{1,2}\\u002F|(${IMPORTS})$)/])`,
					message: IMPORT_MESSAGE,
				},
			],
		},
	},
	{
		// They re-export what the nodes use of a package, so they import nothing else.
		files: [`${VENDOR}/*.ts`],
		rules: {
			'no-restricted-imports': ['error', { patterns: [{ regex: '^(\\.|node:|n8n|crypto$)' }] }],
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		plugins: { 'import-x': importX },
		settings: {
			...flatConfigs.typescript.settings,
			'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })],
		},
		rules: {
			'import-x/no-cycle': 'error',
			'import-x/no-restricted-paths': ['error', { zones }],
		},
	},
	{
		// It finds out what Sonar does, and so must not believe what the nodes believe.
		files: ['probe/**/*.ts'],
		plugins: { 'import-x': importX },
		settings: {
			...flatConfigs.typescript.settings,
			'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })],
		},
		rules: {
			'import-x/no-cycle': 'error',
			'import-x/no-extraneous-dependencies': ['error', { packageDir: './probe' }],
			'import-x/no-restricted-paths': [
				'error',
				{
					zones: [
						{
							target: './probe',
							from: ['./nodes', './credentials', './test'],
							message: 'The probe asks Sonar by itself, apart from the nodes and the test server.',
						},
						{ target: './probe/http', from: './probe', except: ['./http'] },
						{ target: './probe/reading', from: './probe/writing' },
					],
				},
			],
		},
	},
	{
		files: ['nodes/shared/sonar/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: `^(?!\\.{1,2}/)(?!crypto$)`,
							message:
								'The client of Sonar knows nothing of n8n: what it needs comes by SonarHost.',
						},
					],
				},
			],
		},
	},
	{
		files: ['test/**/*.ts', 'demo/**/*.ts', 'bench/**/*.ts'],
		rules: {
			// n8n's interfaces ask for methods that are empty or async and have nothing to wait for.
			'@typescript-eslint/no-empty-function': 'off',
			'@typescript-eslint/require-await': 'off',
		},
	},
	{
		files: ['test/e2e/**/*.ts'],
		rules: {
			// node:test itself awaits the tests.
			'@typescript-eslint/no-floating-promises': [
				'error',
				{
					allowForKnownSafeCalls: [
						{ from: 'package', package: 'node:test', name: ['it', 'describe'] },
					],
				},
			],
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...asErrors(n8nNodesBase.configs.nodes.rules),
			// n8n's scanner has these off, too: the newer plugin asks for NodeConnectionTypes, these for the
			// bare text.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...asErrors(n8nNodesBase.configs.credentials.rules),
			// n8n's scanner has it off, too. It is for n8n's own repository, whose documentation has names;
			// ours has addresses.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
	{
		files: ['package.json'],
		plugins: { '@n8n/community-nodes': communityNodes, 'n8n-nodes-base': n8nNodesBase },
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		rules: { ...communityRules, ...asErrors(n8nNodesBase.configs.community.rules) },
	},
);
