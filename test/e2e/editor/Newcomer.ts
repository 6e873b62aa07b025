import type { FileChooser, Locator, Page } from 'playwright-core';

import { byTestId } from './byTestId';

/** Uses n8n's editor by nothing but the words that stand in it. */
export class Newcomer {
	constructor(private readonly page: Page) {}

	/** Clicks a button, an entry of a menu or a node in the panel. */
	async click(text: string): Promise<void> {
		const named = { name: text, exact: true };
		const { page } = this;
		const buttons = page
			.getByRole('button', named)
			.or(page.getByRole('menuitem', named))
			.or(page.locator(byTestId('node-creator-item-name')).getByText(text, { exact: true }));
		await buttons.filter({ visible: true }).last().click();
	}

	/** Clicks what shows a sign or picture instead of words. */
	async clickSign(id: string): Promise<void> {
		await this.page.locator(byTestId(id)).filter({ visible: true }).first().click();
	}

	/** Clicks once more, in the dialog that a click has opened. */
	async clickInDialog(text: string): Promise<void> {
		await this.page.getByRole('dialog').getByRole('button', { name: text, exact: true }).click();
	}

	/** Clicks what opens another page of the browser. */
	async opensPage(text: string): Promise<Page> {
		const opens = this.page.context().waitForEvent('page');
		await this.click(text);
		return await opens;
	}

	async sees(text: string): Promise<void> {
		await this.page.getByText(text).filter({ visible: true }).first().waitFor();
	}

	async search(text: string): Promise<void> {
		await this.page.fill(byTestId('node-creator-search-bar'), text);
	}

	/** The dialog of the operating system that an entry of a menu opens. */
	async chooseFile(entry: string, path: string): Promise<void> {
		const opens: Promise<FileChooser> = this.page.waitForEvent('filechooser');
		await this.click(entry);
		await (await opens).setFiles(path);
	}

	async chooseCredentialType(text: string): Promise<void> {
		await this.page.fill(`${byTestId('new-credential-type-select')} input`, text);
		await this.options().filter({ hasText: text }).first().click();
	}

	async openNode(name: string): Promise<void> {
		await this.page.locator(byTestId('canvas-node'), { hasText: name }).dblclick();
		await this.page.waitForSelector(byTestId('ndv'));
	}

	async closeNode(): Promise<void> {
		await this.clickSign('ndv-close-button');
		await this.page.waitForSelector(byTestId('ndv'), { state: 'hidden' });
	}

	async waitForSuccess(node: string): Promise<void> {
		const shown = this.page.locator(byTestId('canvas-node'), { hasText: node });
		await shown.locator(byTestId('canvas-node-status-success')).waitFor();
	}

	async enter(label: string, text: string): Promise<void> {
		await this.field(label).locator('input, textarea').first().fill(text);
	}

	/** Chooses in the list of a field, by the name of the option or its beginning. */
	async choose(label: string, option: string): Promise<void> {
		await this.field(label).locator('input').first().click();
		const options = this.options();
		await options
			.filter({ hasText: new RegExp(`^\\s*${option}`) })
			.first()
			.click();
	}

	/** Chooses in the long list from Sonar. */
	async chooseFromSonar(label: string, text: string): Promise<void> {
		await this.field(label).locator(byTestId('rlc-input')).click();
		await this.page.locator(`${byTestId('rlc-item')}:visible`, { hasText: text }).click();
	}

	/** What a list shows as chosen. */
	async chosen(label: string): Promise<string> {
		return await this.field(label).locator('input').first().inputValue();
	}

	private options(): Locator {
		return this.page.locator('.el-select-dropdown__item:visible');
	}

	/** A field by the words above it: the innermost part that has these words and something to fill in. */
	private field(label: string): Locator {
		return this.page
			.locator('label:visible')
			.filter({ has: this.page.getByText(new RegExp(`^\\s*${label}\\s*[*]?\\s*$`)) })
			.locator('xpath=ancestor-or-self::*[.//input or .//textarea][1]');
	}
}
