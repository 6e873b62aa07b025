/** What one n8n does in another way than the others, as far as the steps meet it. */
export interface Differences {
	/** Whether n8n knows the binary mode combined. If not, it ignores the setting of a workflow. */
	hasCombinedMode: boolean;
	/**
	 * Whether HTTP Request holds the address that a workflow names against the credential's Allowed
	 * Domains.
	 */
	checksAllowedDomains: boolean;
	/** Parts of what n8n logs at its start about itself, and other versions do not. */
	ownWarnings: string[];
}

const AS_NEWEST: Differences = {
	hasCombinedMode: true,
	checksAllowedDomains: true,
	ownWarnings: [],
};

/** By the folder in test/e2e that pins the version. */
export const N8NS = {
	'n8n-newest': AS_NEWEST,
	'n8n-oldest': AS_NEWEST,
	'n8n-1.x': {
		hasCombinedMode: false,
		checksAllowedDomains: false,
		ownWarnings: [
			'Permissions 0644 for n8n settings file',
			'deprecations related to your environment variables',
		],
	},
} satisfies Record<string, Differences>;

export type N8nName = keyof typeof N8NS;
