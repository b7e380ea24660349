// Watches the page for a while and takes pictures of it, in the sizes of a control room, a laptop and a phone: bin/screenshots.

import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const SIZES = [['wide', 1920, 1080], ['laptop', 1280, 720], ['phone', 390, 844]];
const SETTLED_MS = 1500;
const IN_README = { 'wide-light.png': 'dashboard-light.png', 'wide-dark.png': 'dashboard-dark.png' };

const [program, address, seconds, work, images] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
page.on('console', (message) => console.log(message.type(), message.text()));
page.on('pageerror', (problem) => console.log(problem.stack));
await page.goto(address);
await pause(Number(seconds) * 1000);

// Somebody who has boarded has a story to tell.
await page.click('#types [data-type=boarded]');
await page.click('#events button');
await page.click('#types [data-type=boarded]');
await page.mouse.move(2, 2);

for (const [size, width, height] of SIZES) {
  await page.setViewportSize({ width, height });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await pause(SETTLED_MS);
    await page.screenshot({ path: join(work, `${size}-${colorScheme}.png`), fullPage: size === 'phone' });
  }
}
await browser.close();
for (const [from, to] of Object.entries(IN_README)) await copyFile(join(work, from), join(images, to));
