// A real Chromium against a real demo city. Each test file starts one of each and closes them at its end.
import fs from 'node:fs';
import path from 'node:path';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { chromium_flags } from '../lib/chromium.mjs';
import { build, is_built, root, start_demo } from '../lib/server.mjs';

export const skip = !is_built && 'the program is not built';
const axe_source = fs.readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const pictures = path.join(build, 'pictures');

export const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
  narrow: { width: 320, height: 640 },
};

/** {demo, browser, open(options), sign_in(role, options), close()}. */
export async function start_browser(options = {}) {
  const demo = await start_demo(options);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: chromium_flags });

  /** A page in a context of its own, noting what goes wrong in it: page.faults. */
  async function open({
    size = 'desktop',
    dark = false,
    javascript = true,
    language = 'en-US',
    forced_colors = false,
    worker = false, // the service worker of /field: what it handles is not seen by waitForResponse()
    ...more
  } = {}) {
    const context = await browser.newContext({
      viewport: sizes[size],
      colorScheme: dark ? 'dark' : 'light',
      forcedColors: forced_colors ? 'active' : 'none',
      javaScriptEnabled: javascript,
      locale: language,
      baseURL: demo.base,
      bypassCSP: false,
      reducedMotion: 'reduce',
      serviceWorkers: worker ? 'allow' : 'block',
      ...more,
    });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.faults = [];
    page.on('pageerror', (error) => page.faults.push(`script: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') page.faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    const home = new URL(more.baseURL ?? demo.base).host;
    page.on('request', (request) => {
      const { host } = new URL(request.url());
      if (host && host !== home && /^http/.test(request.url()))
        page.faults.push(`asks another host: ${request.url()}`);
    });
    return page;
  }

  async function sign_in(role, page_options) {
    const page = await open(page_options);
    await page.goto(demo.demo.sign_in[role]);
    // The link shows a page with one button, so that a mail scanner cannot use it up.
    const button = page.locator('main form button').first();
    if (/sign-in/.test(page.url()) && (await button.count())) await button.click();
    await page.waitForLoadState();
    return page;
  }

  const close = async () => {
    await browser.close();
    await demo.stop();
  };
  return { demo, browser, open, sign_in, close };
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on the colour scheme; the rest of a page is the same in each. */
const colours_only = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Until an asynchronous question to the page is answered with yes; page.waitForFunction takes the promise itself for one. */
export async function until(page, question, argument) {
  for (let turn = 0; turn < 400; ++turn) {
    const answer = await page.evaluate(question, argument);
    if (answer) return answer;
    await page.waitForTimeout(25);
  }
  throw new Error('the page never said yes');
}

/** Accessibility: no violations of WCAG 2.2 A and AA. */
export async function check_accessible(page, runOnly = standards) {
  // In the page's own world the policy forbids eval; the test's world is exempt.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe_source);
  const result = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only }), runOnly);
  const found = result.violations.map(
    (v) => `${v.id}: ${v.help}: ${v.nodes.map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' | ')}`,
  );
  assert.deepEqual(found, [], `${page.url()} has accessibility faults`);
}

/** Each width and each colour scheme in which people see a page. */
export async function check_looks(page) {
  const before = page.viewportSize();
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  for (const size of ['narrow', 'desktop']) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    await check_accessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await check_accessible(page, colours_only);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await check_accessible(page, colours_only);
  }
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', forcedColors: null });
  await page.setViewportSize(before);
}

/** Nothing scrolls sideways at 320 px. */
export async function check_narrow(page) {
  const before = page.viewportSize();
  await page.setViewportSize(sizes.narrow);
  const wide = await page.evaluate(() => {
    const all = [...document.querySelectorAll('body *')].filter(
      (e) => e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).position !== 'fixed',
    );
    return {
      scroll: document.documentElement.scrollWidth,
      inner: innerWidth,
      who: all.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)),
    };
  });
  await page.setViewportSize(before);
  assert.ok(
    wide.scroll <= wide.inner,
    `${page.url()} scrolls sideways at 320 px (${wide.scroll}): ${wide.who.join(' | ')}`,
  );
}

/** Every picture of the page can be seen. */
export async function check_images(page) {
  const broken = await page.evaluate(async () => {
    const fails = async (image) => {
      image.loading = 'eager';
      return image.decode().then(
        () => '',
        () => image.outerHTML.slice(0, 120),
      );
    };
    return (await Promise.all([...document.images].map(fails))).filter(Boolean);
  });
  assert.deepEqual(broken, [], `${page.url()} has pictures that do not load`);
}

/** All that every page must pass. */
export async function check_page(page) {
  // What is folded away is checked as well.
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) {
      fold.open = true;
      // A menu that lies over the page while it is open hides what is below it; it is looked at on the page of the keys.
      const laid_over = getComputedStyle(fold.lastElementChild).position === 'absolute';
      if (laid_over && location.pathname !== '/desk/keys') fold.open = false;
    }
  });
  await check_images(page);
  await check_narrow(page);
  await check_looks(page);
  assert.deepEqual(page.faults, [], `${page.url()} has faults`);
}

/** Saves a picture as BUILD/pictures/NAME.png and gives its path. */
export async function picture(page, name, options = {}) {
  fs.mkdirSync(pictures, { recursive: true });
  const file = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: file, fullPage: true, ...options });
  return file;
}
