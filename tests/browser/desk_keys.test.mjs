// The desk by keys alone: the list of keys on every page, switched off and on again, and what a dispatcher does all day.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { choose, enter, tab_to, type_into } from './keyboard.mjs';

async function report(demo, description, longitude) {
  const place = { lat: '40.0318', long: String(longitude) };
  const body = new URLSearchParams({ api_key: demo.demo.open311_key, service_code: 'POTHOLE', description, ...place });
  const answer = await fetch(`${demo.base}/open311/v2/requests.json`, { method: 'POST', body });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json())[0].service_request_id;
}

const list_of_keys = (page) => page.getByRole('dialog', { name: 'Keys' });
const focus_is_in = (page, selector) => page.evaluate((wanted) => document.activeElement.closest(wanted) !== null, selector);

/** "?" does nothing: a dialog that comes would have come with the next answer of the server. */
async function shows_nothing(page) {
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.keyboard.press('?');
  await page.evaluate(() => fetch('/favicon.svg'));
  assert.ok(!asked.includes('/desk/keys'));
  assert.equal(await list_of_keys(page).count(), 0);
}

test('"?" shows the keys on every page of the desk', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const number = await report(stage.demo, 'keys', -86.1525);
  const page = await stage.sign_in('dispatcher');
  const pages = ['/desk/board', '/desk', '/desk?map=yes', `/desk/cases/${number}`, '/desk/load', '/desk/conflicts', '/desk/incidents',
    '/desk/bell', '/desk/views'];
  for (const path of pages)
    await t.test(path, async () => {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200);
      await page.keyboard.press('?');
      await list_of_keys(page).waitFor();
      assert.ok(await focus_is_in(page, 'dialog.keys'));
      assert.match(await list_of_keys(page).innerText(), /Lift the card/);
      await page.keyboard.press('Escape');
      await list_of_keys(page).waitFor({ state: 'detached' });
      assert.deepEqual(page.faults, []);
    });
  await t.test('a card of the board keeps the focus, and its own keys', async () => {
    await page.goto('/desk/board?day=2031-03-03');
    await tab_to(page, '.card-link', 200);
    const card = await page.evaluate(() => document.activeElement.id);
    await page.keyboard.press('?');
    await list_of_keys(page).waitFor();
    await page.keyboard.press('Escape');
    await list_of_keys(page).waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.id), card);
  });
  await t.test('in a field it is a sign like any other', async () => {
    await page.goto('/desk');
    await page.keyboard.press('/');
    assert.ok(await focus_is_in(page, '[data-shortcut]'));
    for (const key of ['j', '?', '/']) await page.keyboard.press(key);
    assert.equal(await page.inputValue('[data-shortcut]'), 'j?/');
    assert.equal(await list_of_keys(page).count(), 0);
  });
});

test('keys of a single sign can be switched off, and on again', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  await report(stage.demo, 'keys', -86.1525);
  const page = await stage.sign_in('dispatcher');
  await page.goto('/desk/board?day=2031-03-03');
  await page.keyboard.press('?');
  await list_of_keys(page).waitFor();
  await check_page(page);
  await picture(page, 'desk-keys-1280', { fullPage: false });
  await tab_to(page, 'dialog.keys [name=sign-keys]');
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await list_of_keys(page).waitFor({ state: 'detached' });

  await t.test('off, here and on the next page', async () => {
    await shows_nothing(page);
    await page.goto('/desk?service=pothole');
    await shows_nothing(page);
    for (const key of ['j', '/']) await page.keyboard.press(key);
    assert.equal(await focus_is_in(page, 'tr[data-case], [data-shortcut]'), false);
  });
  await t.test('what a focused card does with Space and the arrow keys stays', async () => {
    await page.goto('/desk/board?day=2031-03-03');
    await tab_to(page, '.pile .card-link', 200);
    await page.keyboard.press('Space');
    await page.locator('#told', { hasText: 'lifted' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.locator('#told', { hasText: 'stays where it was' }).waitFor();
  });
  await t.test('on again, from the page of the keys', async () => {
    await page.goto('/desk/keys');
    await check_page(page);
    await tab_to(page, '[name=sign-keys]');
    assert.equal(await page.isChecked('[name=sign-keys]'), false);
    await page.keyboard.press('Space');
    await page.goto('/desk');
    await page.keyboard.press('?');
    await list_of_keys(page).waitFor();
    assert.equal(await page.isChecked('dialog.keys [name=sign-keys]'), true);
  });
  await t.test('without a script the page says the same', async () => {
    const plain = await stage.sign_in('dispatcher', { javascript: false });
    await plain.goto('/desk/keys?lang=es');
    assert.match(await plain.locator('main').innerText(), /Todas las páginas del escritorio/);
    assert.equal(await plain.isDisabled('[name=sign-keys]'), true);
  });
  assert.deepEqual(page.faults, []);
});

test('a day at the desk by keys alone', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const numbers = [await report(stage.demo, 'handson one', -86.1525), await report(stage.demo, 'handson two', -86.1527)];
  const page = await stage.sign_in('dispatcher');

  await t.test('found, opened, answered', async () => {
    await page.goto('/desk');
    await page.keyboard.press('/');
    await page.keyboard.type('handson two');
    await enter(page);
    await page.keyboard.press('j');
    assert.ok(await focus_is_in(page, `a[href="/desk/cases/${numbers[1]}"]`));
    await enter(page);
    assert.match(page.url(), new RegExp(`/desk/cases/${numbers[1]}$`));
    const fold = 'details:has(> form[action$="/replies"])';
    if (await page.locator(fold).evaluate((one) => !one.open)) {
      await tab_to(page, `${fold} > summary`, 120);
      await page.keyboard.press('Enter');
    }
    await type_into(page, `${fold} [name=message]`, 'A crew looks at it tomorrow.');
    await tab_to(page, `${fold} button[type=submit]`);
    await page.keyboard.press('Enter'); // it leads to the same page
    await page.locator('.timeline', { hasText: 'A crew looks at it tomorrow.' }).waitFor();
  });
  await t.test('two at once, and taken back', async () => {
    await page.goto('/desk?text=handson');
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
    assert.equal(await page.locator('tr[data-case] input:checked').count(), 2);
    await tab_to(page, 'select[name=act]', 200);
    await choose(page, 'tag');
    await tab_to(page, 'form[action="/desk/bulk/preview"] button');
    await enter(page);
    assert.match(await page.locator('main').innerText(), /2 requests/);
    await type_into(page, 'main input[name=tag]', 'by-keys');
    await tab_to(page, 'form[action="/desk/bulk"] button[type=submit]');
    await enter(page);
    await tab_to(page, 'form[action$="/undoing"] button');
    await page.keyboard.press('Enter'); // it leads to the same page
    await page.locator('.note', { hasText: 'undone' }).waitFor();
    assert.match(await page.locator('main').innerText(), /This was undone\. Nobody was told\./);
    await page.goto('/desk?tag=by-keys');
    assert.equal(await page.locator('tr[data-case]').count(), 0);
  });
  assert.deepEqual(page.faults, []);
});
