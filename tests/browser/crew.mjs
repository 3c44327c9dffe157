// What the tests of the crew's tablet share: reports that become work for it, its pages, and what it does there.
import assert from 'node:assert/strict';
import { client } from '../lib/open311.mjs';
import { district_addresses } from './town.mjs';

let places; // of the crew's district; the other tests begin at the other end

/** Reports a pothole in the crew's district; the crew has a work order for it at once. */
export async function report(demo, words) {
  places ??= district_addresses(demo, 'center').reverse();
  const { latitude, longitude } = places.pop();
  const api = client(demo.base);
  const fields = { service_code: 'POTHOLE', lat: latitude, long: longitude, description: words, 'attribute[lane]': 'travel' };
  const answer = await api.post('/open311/v2/requests.json', { ...fields, api_key: demo.demo.open311_key });
  api.close();
  assert.ok(answer.status < 300, answer.body);
  return JSON.parse(answer.body)[0].service_request_id;
}

/** A dispatcher says by the number on its plate which light a request is about. */
export async function link_to_light(stage, number) {
  const page = await stage.sign_in('dispatcher', { javascript: false });
  await page.goto(`/desk/cases/${number}`);
  await page.locator('#assets input[name=asset_number]').fill('L10001');
  await page.locator('#assets form:has([name=asset_number]) button').click();
  await page.locator('#assets').getByRole('link', { name: 'street light L10001' }).waitFor();
  await page.context().close();
}

/** The styles, the typeface and the icon that stand on the device. */
export const looks_as_always = (page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    const faces = [...document.fonts].filter((face) => face.status === 'loaded').length;
    const styled = [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0) && document.styleSheets.length > 0;
    return { faces: faces > 0, styled };
  });

/** An address of the crew's district, as people write it. */
export const address_line = (demo) => district_addresses(demo, 'center')[0].line;

/** All forms for what crews find are on the device, too. */
export const found_forms = (page) => page.locator('#sync[data-forms=ready]').waitFor({ timeout: 60_000 });

export async function ready(page) {
  await page.goto('/field');
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.reload();
  await page.locator('#sync[data-day=ready]').waitFor({ timeout: 60_000 });
}

export const job = (page, words) => page.locator('li[data-task]', { hasText: words }).first();
export async function open_job(page, words) {
  await job(page, words).locator('h2 a').click();
  await page.waitForURL(/\/field\/orders\//);
  await page.locator('#sync[data-unsent-count]').waitFor();
}
export const step = (page, kind) => page.locator(`.step:has(input[value="${kind}"]) button`);
export const count = (page, n) => page.locator(`#sync[data-unsent-count="${n}"]`).waitFor();
export async function write_note(page, words) {
  const fold = page.locator('details:has(input[value="note"])');
  if (!(await fold.evaluate((details) => details.open))) await fold.locator('summary').click();
  await fold.locator('[name="note"]').fill(words);
}

/** Without a connection the browser itself reports each request that fails; that is no fault of the page. */
export function expect_no_network(page) {
  const push = (fault) => /ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(fault) || Array.prototype.push.call(page.faults, fault);
  page.faults.length = 0;
  Object.defineProperty(page.faults, 'push', { value: push, enumerable: false });
}

/** Signs another person in on the same device. */
export async function sign_in_here(page, link) {
  await page.goto(link);
  const button = page.locator('main form button').first();
  if (/sign-in/.test(page.url()) && (await button.count())) await button.click();
  await page.waitForLoadState();
}
