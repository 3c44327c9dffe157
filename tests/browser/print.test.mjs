// What stands on a screen stands on paper, without the controls: the inbox, a case, a work order sheet, a request as everybody sees it.
import test from 'node:test';
import assert from 'node:assert/strict';
import { picture, skip, start_browser } from './harness.mjs';
import { qr_text } from '../lib/qr.mjs';

/** Words of what can be pressed or filled in and is still there. */
const controls = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a.button, input, select, textarea, summary')]
      .filter((e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden')
      .map((e) => e.outerHTML.slice(0, 120)),
  );

async function on_paper(page, path, name) {
  await page.goto(path);
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await controls(page), [], `${path} prints controls`);
  await picture(page, `print-${name}`);
  return page.locator('main').innerText();
}

test('on paper', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('dispatcher');
  await page.goto('/desk');
  const rows = await page.locator('table.inbox tbody tr').count();
  const number = (await page.locator('table.inbox a[href^="/desk/cases/"]').first().getAttribute('href')).split('/').pop();

  await t.test('the inbox: every row', async () => {
    await on_paper(page, '/desk', 'inbox');
    assert.ok(rows > 5, `${rows} rows`);
    assert.equal(await page.locator('table.inbox tbody tr:visible').count(), rows);
  });
  await t.test('a case: what it is and what happened', async () => {
    const words = await on_paper(page, `/desk/cases/${number}`, 'case');
    assert.match(words, new RegExp(number));
    assert.ok(await page.locator('ol.timeline').isVisible());
  });
  await t.test('a work order sheet: with its code', async () => {
    await page.emulateMedia({ media: 'screen' });
    await page.goto('/desk/board');
    const order = await page.locator('a[href^="/desk/board/orders/"]').first().getAttribute('href');
    await on_paper(page, `${order.split('?')[0]}/sheet`, 'sheet');
    assert.ok(await page.locator('figure.qr svg').isVisible());
    const markup = await page.locator('figure.qr').innerHTML();
    const task = order.split('?')[0].split('/').pop();
    assert.equal(qr_text(markup), `${stage.demo.base}/field/orders/${task}`, 'the code leads to the work order on the tablet');
  });
  await t.test('a request as everybody sees it', async () => {
    const visitor = await stage.open();
    await visitor.goto('/requests');
    const link = await visitor.locator('main a[href^="/requests/"]').first().getAttribute('href');
    const words = await on_paper(visitor, link, 'request');
    assert.match(words, new RegExp(link.split('/').pop()));
    await visitor.context().close();
  });
});
