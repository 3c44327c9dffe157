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
