import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

import { OWNER } from '../harness/N8nApi';
import { byTestId } from './byTestId';
import { Camera } from './Camera';
import { OutputPanel } from './OutputPanel';
import { WINDOW } from './window';

const SECONDS_TO_WAIT = 60;

/** n8n's editor in Debian's Chromium, in its users' words. */
export class Editor {
	readonly output: OutputPanel;

	readonly camera: Camera;

	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
		pictures: string,
	) {
		this.output = new OutputPanel(page);
		this.camera = new Camera(page, pictures);
	}

	/** Opens a browser and signs in as the owner. Pictures go into the given folder. */
	static async open(url: string, pictures: string): Promise<Editor> {
		const browser = await chromium.launch({
			executablePath: '/usr/bin/chromium',
			args: ['--no-sandbox'],
		});
		// playwright-core ends its browser with this process by itself.
		const context = await browser.newContext({ viewport: WINDOW });
		const page = await context.newPage();
		page.setDefaultTimeout(SECONDS_TO_WAIT * 1000);
		await page.goto(`${url}/signin`);
		await page.fill('input[name=emailOrLdapLoginId]', OWNER.email);
		await page.fill('input[type=password]', OWNER.password);
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/(home|workflow)/);
		return new Editor(browser, page, url, pictures);
	}

	get canvas(): Locator {
		return this.part('canvas');
	}

	/** All parts that n8n marks with an id for its own tests. */
	part(id: string): Locator {
		return this.page.locator(byTestId(id));
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.canvas.waitFor();
	}

	/** What the owner sees first. */
	async openOverview(): Promise<void> {
		await this.page.goto(`${this.url}/home/workflows`);
	}

	/** The nodes that the panel offers for a word, once the expected one is among them. */
	async search(word: string, expected: string): Promise<string[]> {
		const plus = `${byTestId('canvas-plus-button')}, ${byTestId('node-creator-plus-button')}`;
		if (!(await this.page.isVisible(byTestId('node-creator-search-bar'))))
			await this.page.locator(plus).first().click();
		await this.page.fill(byTestId('node-creator-search-bar'), word);
		const names = this.page.locator(byTestId('node-creator-item-name'));
		await names.filter({ hasText: expected }).first().waitFor();
		return (await names.allTextContents()).map((name) => name.trim());
	}

	/** Adds a node behind the one added before. A community node opens. */
	async add(word: string, name: string): Promise<void> {
		await this.search(word, name);
		const item = this.page.locator(byTestId('node-creator-item-name'), { hasText: name });
		await item.first().click();
		const add = this.page.locator('button:has-text("Add to workflow")');
		if (name.startsWith('Sonar')) {
			await add.click();
			await this.page.waitForSelector(byTestId('ndv'));
		} else {
			await this.page.waitForSelector(byTestId('canvas-node'));
		}
	}

	node(name: string): Locator {
		return this.page.locator(byTestId('canvas-node'), { hasText: name });
	}

	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.page.waitForSelector(byTestId('ndv'));
	}

	async closeNode(): Promise<void> {
		await this.page.click(byTestId('ndv-close-button'));
		await this.page.waitForSelector(byTestId('ndv'), { state: 'hidden' });
	}

	async chooseCredential(name: string): Promise<void> {
		await this.page.click(byTestId('node-credentials-select'));
		await this.options().filter({ hasText: name }).first().click();
	}

	/** Opens a list of options and tells them, name and description in one. */
	async openOptions(parameter: string): Promise<string[]> {
		await this.page.click(`${byTestId(`parameter-input-${parameter}`)} input`);
		await this.options().first().waitFor();
		return (await this.options().allTextContents()).map((text) => text.trim());
	}

	/** Chooses in the list that is open. */
	async choose(text: string): Promise<void> {
		await this.options().filter({ hasText: text }).first().click();
	}

	/** Names an entity by its id; beside the field stands its mode, which cannot be written. */
	async fillId(parameter: string, id: string): Promise<void> {
		await this.chooseMode(parameter, 'By ID');
		await this.page.fill(`${byTestId(`parameter-input-${parameter}`)} input:not([readonly])`, id);
	}

	/** Writes into a text field. */
	async fill(parameter: string, text: string): Promise<void> {
		await this.page.fill(`${byTestId(`parameter-input-${parameter}`)} input`, text);
	}

	/** Writes over the expression of a field. */
	async fillExpression(parameter: string, text: string): Promise<void> {
		await this.page.locator(`${byTestId(`parameter-input-${parameter}`)} .cm-content`).click();
		await this.page.keyboard.press('Control+A');
		await this.page.keyboard.type(text);
		await this.page.keyboard.press('Tab');
		// The editor takes over what was written a moment later, and on a busy machine two.
		await this.page.waitForTimeout(2000);
	}

	/** Adds a field of the collection whose button has the given text. */
	async addOption(button: string, name: string): Promise<void> {
		// By key: over the field n8n may show a hint for the field that was written into before.
		await this.page.mouse.move(0, 0);
		await this.page.getByPlaceholder(button, { exact: true }).press('ArrowDown');
		await this.choose(name);
	}

	/** Looks an entity up by words, in the field that takes it from a list; the list stays open. */
	async searchList(parameter: string, words: string): Promise<string[]> {
		await this.chooseMode(parameter, 'From List');
		await this.page.click(`${byTestId(`resource-locator-${parameter}`)} ${byTestId('rlc-input')}`);
		await this.page.locator(byTestId('rlc-search')).filter({ visible: true }).fill(words);
		await this.listItems().filter({ hasText: words }).first().waitFor();
		return (await this.listItems().allTextContents()).map((text) => text.trim());
	}

	/** Chooses how a field finds an entity. */
	async chooseMode(parameter: string, mode: string): Promise<void> {
		const field = byTestId(`resource-locator-${parameter}`);
		await this.page.click(`${field} ${byTestId('rlc-mode-selector')}`);
		await this.choose(mode);
	}

	/** Chooses in the list that was searched. */
	async chooseFromList(text: string): Promise<void> {
		await this.listItems().filter({ hasText: text }).first().click();
	}

	/** Orders the nodes and shows all of them. */
	async tidyUp(): Promise<void> {
		await this.page.click(byTestId('tidy-up-button'));
		await this.page.click(byTestId('zoom-to-fit'));
	}

	/** @param trigger to start from, if there are several */
	async executeWorkflow(trigger?: string): Promise<void> {
		if (trigger) await this.node(trigger).hover();
		await this.page.click(byTestId(`execute-workflow-button${trigger ? `-${trigger}` : ''}`));
	}

	async executeStep(): Promise<void> {
		await this.page.click(byTestId('node-execute-button'));
	}

	private listItems(): Locator {
		return this.page.locator(`${byTestId('rlc-item')}:visible`);
	}

	private options(): Locator {
		return this.page.locator('.el-select-dropdown__item:visible');
	}
}
