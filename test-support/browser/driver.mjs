// A real Chromium that takes orders, one JSON object a line on the standard input, and answers each with one on the standard
// output. commuter.testing.Browser speaks to it; npm ci installs what it needs.

import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const PATIENCE_MS = 60000;
const POLL_MS = 50;
const GRAVE = ['serious', 'critical'];

const browser = await chromium.launch({
  executablePath: process.argv[2],
  // Where there is no graphics processor, to emulate one is slower than to draw without.
  // Names of nobody lead here, as those do that a hostile page has pointed at this machine.
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--host-resolver-rules=MAP *.example 127.0.0.1'],
});
const tabs = new Map();

const orders = {
  async open({ tab, url, width = 1280, height = 720, colors = 'light' }) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: colors });
    const known = { page, problems: [], requests: [] };
    tabs.set(tab, known);
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) known.problems.push(message.text());
    });
    page.on('response', async (response) => {
      if (response.status() < 500) return;
      const answer = await response.text().catch((problem) => problem.message);
      known.problems.push(`${response.request().method()} ${response.url()}: ${response.status()} ${answer}`);
    });
    page.on('pageerror', (error) => known.problems.push(String(error.stack)));
    page.on('request', (request) => known.requests.push(request.url()));
    await page.goto(url);
  },
  evaluate: ({ tab, script }) => page(tab).evaluate(script),
  /** Asks again and again from outside: the page's policy forbids what playwright's own waiting does inside. */
  async await({ tab, script }) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await page(tab).evaluate(script).catch((problem) => problem.message);
      if (found === true) return;
      if (Date.now() > deadline) {
        throw new Error(`in vain for ${script}: ${JSON.stringify(found)}; problems: ${JSON.stringify(tabs.get(tab).problems)}`);
      }
      await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
    }
  },
  click: ({ tab, selector }) => page(tab).click(selector),
  fill: ({ tab, selector, text }) => page(tab).fill(selector, text),
  press: ({ tab, key }) => page(tab).keyboard.press(key),
  colors: ({ tab, colors }) => page(tab).emulateMedia({ colorScheme: colors }),
  problems: ({ tab }) => tabs.get(tab).problems,
  requests: ({ tab }) => tabs.get(tab).requests,
  async screenshot({ tab, path, whole = false }) {
    await page(tab).screenshot({ path, fullPage: whole });
  },
  /** Grave faults that axe finds, each in a line. It is run from outside, so the page's policy stays as it is. */
  async faults({ tab }) {
    const { default: axe } = await import('axe-core');
    const found = await page(tab).evaluate(`${axe.source}; axe.run(document, { resultTypes: ['violations'] })`);
    return found.violations.filter(({ impact }) => GRAVE.includes(impact))
      .flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target}: ${failureSummary}`));
  },
  /** Bytes of the page's objects, once what nobody needs is gone. */
  async heap({ tab }) {
    const session = await page(tab).context().newCDPSession(page(tab));
    await session.send('HeapProfiler.enable');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return Math.round(usedSize);
  },
  async close({ tab }) {
    await page(tab).close();
    tabs.delete(tab);
  },
};

function page(tab) {
  return tabs.get(tab).page;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { order, ...details } = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await orders[order](details)) ?? null };
  } catch (problem) {
    answer = { problem: problem.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
