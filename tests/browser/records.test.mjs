// Records: what will be removed, a hold on requests that were found by words, a person who wants to be forgotten.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';

async function report(demo, description, email) {
  const body = new URLSearchParams({
    api_key: demo.demo.open311_key,
    service_code: 'POTHOLE',
    lat: '40.0318',
    long: '-86.1525',
    description,
    email,
    first_name: 'Kim',
  });
  const answer = await fetch(`${demo.base}/open311/v2/requests.json`, { method: 'POST', body });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json())[0].service_request_id;
}

/** Finds the request by its words and puts it on hold. */
async function hold(page, number) {
  await page.goto('/admin/records');
  await page.locator('a[href="/admin/records/holds/new"]').click();
  await page.locator('input[name=words]').fill('quarry');
  await page.locator('form[role=search] button, form.filters button').first().click();
  await page.waitForURL(/words=quarry/);
  await page.locator(`input[name=numbers][value="${number}"]`).check();
  await picture(page, 'records-hold');
  await page.locator('textarea[name=reason]').fill('Court of Marion County, 27-CV-1');
  await page.locator('form[action="/admin/records/holds"] button[type=submit]').click();
  await page.waitForURL(/\/admin\/records\?saved/);
  assert.match(await page.locator('main').innerText(), /27-CV-1/);
}

test('records', { skip, timeout: 240_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const held = await report(stage.demo, 'A hole as deep as a quarry', 'kim@example.org');
  await t.test('a hold on a request that was found', async () => {
    const page = await stage.sign_in('administrator', { javascript: false });
    await hold(page, held);
    const seen = await stage.sign_in('administrator');
    await seen.goto('/admin/records');
    await check_page(seen);
    await picture(seen, 'records');
    await seen.goto(`/desk/cases/${held}`);
    assert.match(await seen.locator('main').innerText(), /On legal hold/);
    await check_page(seen);
  });
  await t.test('a person who wants to be forgotten', async () => {
    const page = await stage.sign_in('administrator');
    await page.goto(`/desk/cases/${held}`);
    await page.locator('a', { hasText: "This person's data" }).click();
    await page.waitForURL(/\/admin\/records\/people\/\d+$/);
    assert.match(await page.locator('main').innerText(), /Stays: it is open/);
    await check_page(page);
    await picture(page, 'records-person');
    await page.locator('input[name=sure]').check();
    await page.locator('button', { hasText: 'Erase this person' }).click();
    await page.waitForURL(/erasure$/);
    assert.match(await page.locator('main').innerText(), /must stay for now/);
    await check_page(page);
  });
  await t.test('in Spanish', async () => {
    const page = await stage.sign_in('administrator', { language: 'es-US', size: 'phone' });
    await page.goto('/admin/records?lang=es');
    await check_page(page);
    await picture(page, 'records-es');
  });
});
