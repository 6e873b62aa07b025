import { join } from 'node:path';

import type { Locator, Page } from 'playwright-core';

const THEMES = ['light', 'dark'] as const;
/** In pixels, around the parts that are shown: a little less than in n8n's own panels. */
const MARGIN = 12;

/** Takes the pictures of docs/. */
export class Camera {
	constructor(
		private readonly page: Page,
		private readonly folder: string,
	) {}

	/** Takes a picture in each theme of the given parts, and of what is between them. */
	async take(name: string, parts: Locator[], margin = MARGIN): Promise<void> {
		for (const notice of await this.page.locator('.el-notification__closeBtn').all())
			await notice.click();
		for (const theme of THEMES) {
			await this.page.emulateMedia({ colorScheme: theme });
			// Moving parts come to rest.
			await this.page.waitForTimeout(1000);
			await this.page.screenshot({
				path: join(this.folder, `${name}-${theme}.png`),
				animations: 'disabled',
				clip: await this.around(parts, margin),
			});
		}
		await this.page.emulateMedia({ colorScheme: 'light' });
	}

	private async around(parts: Locator[], margin: number) {
		const found = await Promise.all(parts.map(async (part) => await part.all()));
		const all = await Promise.all(found.flat().map(async (one) => await one.boundingBox()));
		const boxes = all.filter((box) => box !== null);
		const { width, height } = this.page.viewportSize()!;
		const left = Math.max(0, Math.min(...boxes.map((box) => box.x)) - margin);
		const top = Math.max(0, Math.min(...boxes.map((box) => box.y)) - margin);
		const right = Math.min(width, Math.max(...boxes.map((box) => box.x + box.width)) + margin);
		const bottom = Math.min(height, Math.max(...boxes.map((box) => box.y + box.height)) + margin);
		return { x: left, y: top, width: right - left, height: bottom - top };
	}
}
