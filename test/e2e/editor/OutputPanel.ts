import type { Locator, Page } from 'playwright-core';

import { byTestId } from './byTestId';

/** The output of the open node: its error, or its items. */
export class OutputPanel {
	readonly locator: Locator;

	constructor(page: Page) {
		this.locator = page.locator(byTestId('output-panel'));
	}

	/** Shows all items as a table, or the first one as a schema. n8n chooses one of them by itself. */
	async show(view: 'Table' | 'Schema'): Promise<void> {
		await this.locator.getByText(view, { exact: true }).click();
	}

	/** Waits until the node has put out a text; if it does not, the error says what it has put out. */
	async waitFor(text: RegExp): Promise<void> {
		try {
			await this.locator.filter({ hasText: text }).waitFor();
		} catch (cause) {
			const shown = (await this.locator.textContent()) ?? 'nothing';
			throw new Error(`The output has no ${String(text)}: ${shown.slice(0, 1000)}`, { cause });
		}
	}
}
