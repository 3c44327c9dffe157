// What moves by itself on a page.

/** Notes it from the first moment on: `jumps_of(page)`. `always`: also what moves within half a second after a key or press. */
export const watch_jumps = (page, { always = false } = {}) =>
  page.addInitScript((with_input) => {
    globalThis.jumps = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (with_input || !entry.hadRecentInput)
          globalThis.jumps.push(`${entry.value} ${entry.sources.map((s) => s.node?.outerHTML?.slice(0, 120)).join(' | ')}`);
    }).observe({ type: 'layout-shift', buffered: true });
  }, always);

export async function jumps_of(page) {
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(globalThis.jumps)))));
}
