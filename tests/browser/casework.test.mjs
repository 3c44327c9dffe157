// Many requests at once in the inbox, with undo, without JavaScript; two requests handled together; every new page looked at.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';

const prefix = '/open311/v2';

async function report(demo, description, longitude) {
  const body = new URLSearchParams({
    api_key: demo.demo.open311_key,
    service_code: 'POTHOLE',
    lat: '40.0318',
    long: String(longitude),
    description,
  });
  const answer = await fetch(`${demo.base}${prefix}/requests.json`, { method: 'POST', body });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json())[0].service_request_id;
}

const row = (page, number) => page.locator('table.inbox tr', { has: page.locator(`a[href="/desk/cases/${number}"]`) });

async function open_fold(page, words) {
  const more = page.locator('details.acts-more');
  if (!(await more.evaluate((fold) => fold.open))) await more.locator('> summary').click();
  await page.locator('details > summary', { hasText: words }).first().click();
}

/** Tags two requests from the inbox and takes it back. */
async function bulk_with_undo(stage, numbers, javascript) {
  const page = await stage.sign_in('dispatcher', { javascript });
  await page.goto(`/desk?text=casework`);
  for (const number of numbers) await row(page, number).locator('input[type=checkbox]').check();
  await page.locator('select[name=act]').selectOption('tag');
  await page.locator('form[action="/desk/bulk/preview"] button').click();
  await page.waitForURL(/\/desk\/bulk\/preview/);
  assert.match(await page.locator('main').innerText(), /2 requests/);
  if (javascript) await check_page(page);
  await page.locator('main input[name=tag]').fill('together');
  await page.locator('form[action="/desk/bulk"] button[type=submit]').click();
  await page.waitForURL(/\/desk\/bulk\/\d+$/);
  if (javascript) await check_page(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForLoadState();
  assert.match(await page.locator('main').innerText(), /This was undone\. Nobody was told\./);
  await page.goto('/desk?tag=together');
  assert.equal(await row(page, numbers[0]).count(), 0);
  await page.context().close();
}

async function merge_and_take_out(stage, [main, duplicate]) {
  const page = await stage.sign_in('dispatcher');
  await page.goto(`/desk/cases/${duplicate}`);
  await open_fold(page, 'Already reported: handle together');
  await page.locator('form[action$="/merge"] input[type=text][name=into]').fill(main);
  await page.getByRole('button', { name: 'Handle together' }).click();
  await page.waitForLoadState();
  assert.match(await page.locator('main').innerText(), new RegExp(`Handled together with ${main}`));
  await check_page(page);
  await page.goto(`/desk/cases/${main}`);
  await check_page(page);
  await picture(page, 'casework-together');
  const visitor = await stage.open({ size: 'phone' });
  await visitor.goto(`/requests/${duplicate}`);
  assert.match(visitor.url(), new RegExp(`/requests/${main}`));
  assert.match(await visitor.locator('main').innerText(), new RegExp(`Report ${duplicate} is handled together with this one`));
  await check_page(visitor);
  await page.locator(`form[action="/desk/cases/${duplicate}/unmerge"] button`).click();
  await page.waitForURL(new RegExp(`/desk/cases/${duplicate}$`));
  await visitor.context().close();
  await page.context().close();
}

/** Says by the number on a plate which light a request is about, looks at the light, takes it back. */
async function link_to_asset(stage, number, javascript) {
  const page = await stage.sign_in('dispatcher', { javascript });
  await page.goto(`/desk/cases/${number}`);
  await page.locator('#assets input[name=asset_number]').fill('l10001');
  await page.locator('#assets form:has([name=asset_number]) button').click();
  await page.locator('#assets').getByRole('link', { name: 'street light L10001' }).waitFor();
  assert.match(await page.locator('main').innerText(), /Linked to street light L10001/);
  if (javascript) await check_page(page);
  if (javascript) await picture(page, 'assets-case');
  await page.locator('#assets').getByRole('link', { name: 'street light L10001' }).click();
  await page.waitForURL(/\/desk\/assets\/\d+$/);
  assert.match(await page.locator('main').innerText(), new RegExp(`Requests[\\s\\S]*${number}`));
  if (javascript) await check_page(page);
  if (javascript) await picture(page, 'assets-one');
  await page.goto('/desk/assets?kind=street+light&words=L10001');
  assert.equal(await page.locator('main tbody tr').count(), 1);
  if (javascript) await check_page(page);
  await page.goto(`/desk/cases/${number}`);
  await page.locator('#assets').getByRole('button', { name: 'Unlink street light L10001' }).click();
  await page.waitForLoadState();
  assert.match(await page.locator('main').innerText(), /No longer linked to street light L10001/);
  await page.context().close();
}

test('case work', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const numbers = [await report(stage.demo, 'casework one', -86.1525), await report(stage.demo, 'casework two', -86.1527)];

  await t.test('many at once, with undo', () => bulk_with_undo(stage, numbers, true));
  await t.test('many at once without JavaScript', () => bulk_with_undo(stage, numbers, false));
  await t.test('handled together, and taken out again', () => merge_and_take_out(stage, numbers));
  await t.test('linked to an asset and unlinked', () => link_to_asset(stage, numbers[0], true));
  await t.test('linked to an asset without JavaScript', () => link_to_asset(stage, numbers[0], false));
  await t.test('pages of case work', async () => {
    const manager = await stage.sign_in('manager');
    for (const path of [
      `/desk/cases/${numbers[0]}/split`,
      `/desk/cases/${numbers[0]}/service?service=missed-collection`,
      '/desk/incidents',
      '/desk/feed',
      '/desk/bell',
      '/casework/escalation',
      '/casework/leads',
      '/casework/replies',
      '/casework/plans',
      '/casework/recurring',
      '/casework/partners',
    ]) {
      await manager.goto(path);
      await check_page(manager);
    }
  });
});
