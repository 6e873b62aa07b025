/** The selector of what n8n marks for its own tests. */
export const byTestId = (id: string) => `[data-test-id="${id}"]`;
