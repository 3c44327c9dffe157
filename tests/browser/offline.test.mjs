// A resident loses the network: the city's page stands there in place of the browser's, in the reader's language, and leads back. What is
// sent, staff's pages and the crew's tablet are not touched by it.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_narrow, check_page, check_looks, picture, skip, sizes, start_browser, until } from './harness.mjs';

/** The browser itself reports each request that fails without a network; that is no fault of the page. */
function expect_no_network(page) {
  const push = (fault) => /ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(fault) || Array.prototype.push.call(page.faults, fault);
  page.faults.length = 0;
  Object.defineProperty(page.faults, 'push', { value: push, enumerable: false });
}

/** Opens a page and waits until the worker has kept all that it keeps, and knows the language. */
async function read(page, path, language = 'en') {
  await page.goto(path);
  await until(page, async (wanted) => {
    const known = await caches.match('/language', { cacheName: 'resident-settings' });
    const { active } = await navigator.serviceWorker.ready;
    return active.state === 'activated' && (await known?.text()) === wanted;
  }, language);
}

const heading = (page) => page.locator('h1').innerText();
/** Follows a link without a network; the address in the bar stays the wanted one. */
async function lose_the_network(page, path) {
  await page.context().setOffline(true);
  await page.goto(path);
  assert.equal(new URL(page.url()).pathname, path.split('?')[0]);
}

async function see_the_page(stage, options, name) {
  const page = await stage.open({ worker: true, ...options });
  await read(page, '/', options.language === 'es-MX' ? 'es' : 'en');
  expect_no_network(page);
  await lose_the_network(page, '/services/pothole');
  assert.equal(await heading(page), options.language === 'es-MX' ? 'Sin conexión' : 'No connection');
  assert.match(await page.locator('main').innerText(), /311/);
  assert.ok((await page.locator('header').innerText()).includes('Fairhaven'));
  const look = await page.evaluate(async () => ({
    font: (await document.fonts.ready) && document.fonts.check('16px "Public Sans Variable"'),
    sheets: [...document.styleSheets].filter((sheet) => sheet.cssRules.length > 0).length,
    background: getComputedStyle(document.documentElement).backgroundColor,
  }));
  assert.ok(look.font && look.sheets > 0, JSON.stringify(look));
  await picture(page, name);
  await check_narrow(page);
  await check_looks(page);
  assert.deepEqual(page.faults, []);
  return page;
}

async function try_again(page) {
  const loaded = page.waitForEvent('load');
  await page.locator('main a', { hasText: /Try again|Intentar/ }).click();
  await loaded;
  assert.match(await heading(page), /No connection|Sin conexión/, 'still without one');
  await page.context().setOffline(false);
  await page.locator('h1', { hasText: /Pothole|Bache/ }).waitFor(); // the page looks by itself once there is a network
}

test('without a connection', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());

  await t.test('a page of the city, which goes on by itself', async () => {
    const page = await see_the_page(stage, { size: 'phone' }, 'offline-390');
    await try_again(page);
    await page.context().close();
  });

  await t.test('in Spanish, dark, on a wide screen', async () => {
    const page = await see_the_page(stage, { language: 'es-MX', dark: true }, 'offline-1280-dark-es');
    await try_again(page);
    await page.context().close();
  });

  await t.test('more pictures', async () => {
    for (const [size, dark] of [['phone', true], ['desktop', false]])
      await (await see_the_page(stage, { size, dark }, `offline-${sizes[size].width}${dark ? '-dark' : ''}`)).context().close();
  });

  await t.test('"Try again" loads the very page', async () => {
    const page = await stage.open({ worker: true });
    await read(page, '/');
    expect_no_network(page);
    await lose_the_network(page, '/services?q=hole');
    assert.equal(await page.locator('main a', { hasText: 'Try again' }).evaluate((link) => link.href), page.url());
    await page.context().setOffline(false);
    await page.locator('main', { hasText: 'Pothole' }).waitFor();
    assert.match(page.url(), /\/services\?q=hole$/);
    await page.context().close();
  });

  await t.test('a city that was away comes back, though the browser noticed no change of its network', async () => {
    const page = await stage.open({ worker: true });
    await page.addInitScript(() => addEventListener('online', (event) => event.stopImmediatePropagation()));
    await read(page, '/');
    expect_no_network(page);
    await lose_the_network(page, '/services/pothole');
    assert.equal(await heading(page), 'No connection');
    await page.context().setOffline(false);
    await page.locator('h1', { hasText: 'Pothole' }).waitFor();
    await page.context().close();
  });

  await t.test('the language is that of the last page', async () => {
    const page = await stage.open({ worker: true });
    await read(page, '/');
    await read(page, '/services?lang=es', 'es');
    expect_no_network(page);
    await lose_the_network(page, '/requests');
    assert.equal(await heading(page), 'Sin conexión');
    // The page may be loading itself anew at that very moment, which takes back the way to another.
    for (let turn = 0; turn < 5 && (await heading(page)) !== 'No connection'; ++turn) {
      await page.goto('/requests?lang=en').catch(() => undefined);
      await page.waitForTimeout(300);
    }
    await page.locator('h1', { hasText: 'No connection' }).waitFor();
    await page.context().close();
  });

  await t.test('what is sent goes to the network, and no further', async () => {
    const page = await stage.open({ worker: true });
    await read(page, '/');
    await page.goto('/services/pothole/report');
    expect_no_network(page);
    await page.fill('[name="where"]', 'By the old mill');
    await page.context().setOffline(true);
    const failed = page.waitForEvent('requestfailed', (request) => request.method() === 'POST');
    await page.locator('main form .actions button[type=submit].large').click({ noWaitAfter: true });
    assert.match((await failed).failure().errorText, /ERR_INTERNET_DISCONNECTED/);
    await page.context().close();
  });

  await t.test('what was typed is there when one goes back', async () => {
    const page = await stage.open({ worker: true });
    // The network comes back without the browser's notice: the page does not look by itself.
    await page.addInitScript(() => addEventListener('online', (event) => event.stopImmediatePropagation(), true));
    await read(page, '/');
    await page.goto('/services/pothole/report');
    expect_no_network(page);
    await page.fill('[name="where"]', 'By the old mill');
    await page.context().setOffline(true);
    await page.locator('main a.back').click();
    await page.locator('h1', { hasText: 'No connection' }).waitFor();
    await page.context().setOffline(false);
    await page.goBack();
    assert.equal(await page.inputValue('[name="where"]'), 'By the old mill');
    await page.context().close();
  });

  await t.test('while there is a network, the city answers', async () => {
    const page = await stage.open({ worker: true });
    await read(page, '/');
    const answer = await page.goto('/offline');
    assert.equal(answer.status(), 200);
    await check_page(page);
    const missing = await page.goto('/no-such-page');
    assert.equal(missing.status(), 404, 'an error of the city stays one');
    await page.context().close();
  });

  await t.test('pages of staff and crews have nothing of it', async () => {
    const page = await stage.sign_in('crew', { size: 'phone', worker: true });
    await read(page, '/');
    await page.goto('/field');
    await page.waitForFunction(() => navigator.serviceWorker.controller?.scriptURL.endsWith('/field-worker.js'));
    await page.reload();
    await page.locator('#sync[data-day=ready]').waitFor({ timeout: 60_000 });
    expect_no_network(page);
    await page.context().setOffline(true);
    await page.goto('/field');
    assert.ok(await page.locator('#sync').isVisible(), 'the tablet has its day');
    await assert.rejects(page.goto('/desk'), /ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
    await page.context().setOffline(false);
    await page.goto('/desk/bell');
    await page.context().close();
  });
});
