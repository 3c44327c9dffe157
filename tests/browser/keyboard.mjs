// A page by keys alone.
import assert from 'node:assert/strict';

/** Presses Tab until the element with focus matches; every stop on the way must show where the focus is. */
export async function tab_to(page, selector, presses_most = 80) {
  for (let i = 0; i < presses_most; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((wanted) => {
      const here = document.activeElement;
      const ringed = [here, here.closest('.choice')].filter(Boolean).map((e) => getComputedStyle(e));
      const visible = ringed.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
      return { found: here.matches(wanted), visible, markup: here.outerHTML.slice(0, 120) };
    }, selector);
    if (!/^<body|^<html/.test(stop.markup)) assert.ok(stop.visible, `no visible focus: ${stop.markup}`);
    if (stop.found) return;
  }
  assert.fail(`${selector} is not reached by Tab on ${page.url()}`);
}

export async function enter(page) {
  const before = page.url();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href !== before);
}

/** By the arrow keys to that choice of the group of radio buttons in which the focus is. */
export async function arrow_to(page, selector, presses_most = 12) {
  for (let i = 0; i < presses_most; i++) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted) && document.activeElement.checked, selector)) return;
    await page.keyboard.press('ArrowDown');
  }
  assert.fail(`${selector} is not reached by the arrow keys on ${page.url()}`);
}

/** The select that has the focus is brought to that value by the arrow keys. */
export async function choose(page, value, presses_most = 20) {
  for (let i = 0; i < presses_most; i++) {
    if ((await page.evaluate(() => document.activeElement.value)) === value) return;
    await page.keyboard.press('ArrowDown');
  }
  assert.fail(`${value} is not reached by the arrow keys on ${page.url()}`);
}

/** Types into the field that Tab reaches. */
export async function type_into(page, selector, words) {
  await tab_to(page, selector);
  await page.keyboard.type(words);
}
