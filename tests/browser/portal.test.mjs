// What residents meet on every page: the menu of a phone, the other language, a report that waits to be finished, the browser's position;
// the journeys without JavaScript that begin with a place, follow and sign in with a mailed code; the same by keys alone; a page on paper.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { enter, tab_to } from './keyboard.mjs';
import { finish, go_on, photo_before, pothole_steps, press, send_report, write_report } from './journey.mjs';
import { position_of, quiet_addresses } from './town.mjs';

const words = (page) => page.locator('main').innerText();
const box = (page, selector) => page.locator(selector).first().boundingBox();

async function menu_of_a_phone(stage) {
  for (const javascript of [true, false]) {
    const page = await stage.open({ size: 'phone', javascript });
    await page.goto('/');
    const brand = await box(page, '.top .brand');
    const language = await box(page, '.other-language');
    assert.ok(Math.abs(brand.y + brand.height / 2 - (language.y + language.height / 2)) < 8, 'the other language stands beside the name');
    assert.ok((await box(page, '.top')).height < 130, 'two rows');
    assert.ok(await page.locator('.top a.begin').isVisible(), 'the way to report is always there');
    assert.equal(await page.locator('.menu a[href="/services"]').isVisible(), false);
    await page.locator('.menu-fold > summary').click();
    assert.ok(await page.locator('.menu a[href="/services"]').isVisible());
    if (javascript) await picture(page, 'menu-390', { fullPage: false });
    await page.locator('.top a.begin').click();
    await page.waitForURL(/\/report$/);
    await page.context().close();
  }
}

async function other_language(stage) {
  const page = await stage.open({ javascript: false });
  await page.goto('/requests?status=open&q=hole');
  await page.locator('.other-language a').click();
  await page.waitForURL(/lang=es/);
  assert.equal(await page.inputValue('[name="q"]'), 'hole');
  assert.equal(await page.inputValue('[name="status"]'), 'open');
  assert.equal(await page.locator('html').getAttribute('lang'), 'es');

  // A form that was refused: what was typed comes along, and nothing is sent.
  await page.goto('/services/pothole/report');
  await page.fill('[name="where"]', '9999 Nowhere Boulevard');
  await page.locator('main form .actions button').click();
  await page.locator('.error-summary').waitFor();
  await page.locator('.other-language button').click();
  await page.locator('html[lang="en"]').waitFor();
  assert.equal(await page.inputValue('[name="where"]'), '9999 Nowhere Boulevard');
  assert.match(await page.locator('.error-summary').innerText(), /Nothing was sent yet/);
  await page.context().close();
}

async function come_back(stage, report) {
  const page = await stage.open({ size: 'phone' });
  await page.goto('/services/pothole/report');
  for (const [, fill] of pothole_steps(report).slice(0, 2)) {
    await fill(page);
    await go_on(page);
  }
  await page.goto('/');
  const strip = page.locator('.unfinished');
  assert.match(await strip.innerText(), /Go on with your report: Pothole/);
  assert.ok(!(await words(page)).includes(report.address), 'others may sit at the same computer');
  await check_page(page);
  await picture(page, 'unfinished-390', { fullPage: false });
  await strip.locator('a').click();
  await page.waitForURL(/\/reports\/[^/]+\/size/);
  assert.match(await words(page), /Kept for seven days/);
  await check_page(page);
  await page.locator('.kept-here button').click();
  await page.waitForURL(/thrown=yes/);
  assert.equal(await page.locator('.unfinished').count(), 0);
  await page.goBack();
  await page.waitForLoadState();
  await page.reload();
  assert.match(await words(page), /not here any more/);
  await page.context().close();
}

async function own_position(stage, { address }) {
  const { latitude, longitude } = position_of(stage.demo, address);
  const page = await stage.open({
    size: 'phone',
    permissions: ['geolocation'],
    geolocation: { latitude, longitude, accuracy: 12 },
  });
  await page.goto('/services/pothole/report');
  await page.locator('[data-locate]').click();
  await page.locator('[data-located]', { hasText: /within 40 feet/ }).waitFor();
  assert.equal(await page.inputValue('[name="where"]'), address);
  assert.equal(Number(await page.inputValue('[name="where.lat"]')).toFixed(4), latitude.toFixed(4));
  await picture(page, 'located-390', { fullPage: false });
  await page.context().close();

  const refused = await stage.open({ size: 'phone', language: 'es-US' });
  await refused.addInitScript(() => {
    navigator.geolocation.getCurrentPosition = (_, fail) =>
      fail({ code: 1, PERMISSION_DENIED: 1, TIMEOUT: 3, message: 'User denied Geolocation' });
  });
  await refused.goto('/services/pothole/report');
  await refused.locator('[data-locate]').click();
  await refused.locator('[data-located]', { hasText: 'Su navegador no nos dio su ubicación' }).waitFor();
  await refused.context().close();
}

/** Cleans up, or fills a hole, so that the public page has something to tell. */
async function before_and_after(stage, report) {
  const resident = await stage.open({ size: 'phone' });
  await write_report(resident, report);
  const sent = await send_report(resident);
  await check_page(resident);
  assert.ok(await resident.locator('aside .map').count(), 'the own page has its map');
  const crew = await stage.sign_in('crew', { size: 'phone' });
  await crew.goto('/field');
  await crew.locator('[data-task]', { hasText: report.details }).first().locator('a').first().click();
  await crew.waitForURL(/\/field\/orders\//);
  await press(crew, 'accept');
  await press(crew, 'start');
  await finish(crew, { note: 'Filled with hot mix.' });
  await crew.context().close();
  return sent;
}

async function public_story(stage, report) {
  const { number } = await before_and_after(stage, report);
  const page = await stage.open();
  await page.goto(`/requests/${number}`);
  const steps = await page.locator('.timeline li strong').allInnerTexts();
  assert.equal(steps[0], 'Reported');
  assert.ok(steps.includes('Work has begun'), steps.join());
  assert.equal(steps.at(-1), 'Fixed');
  // Nobody looks at a photo before staff have: the demo shows them at once or not at all.
  const photos = page.locator('.stages li');
  for (let i = 0; i < (await photos.count()); i++) {
    const title = await photos.nth(i).locator('figcaption').innerText();
    const alt = await photos.nth(i).locator('img').getAttribute('alt');
    assert.match(alt, title.startsWith('After') ? /^After the work: Pothole/ : /^Before the work: Pothole/);
  }
  assert.ok(await photos.count(), 'there are photos');
  assert.match(await photos.first().locator('figcaption').innerText(), /^Before/);
  assert.match(await photos.last().locator('figcaption').innerText(), /^After/, 'as one reads: what it was, what it became');
  await check_page(page);
  await picture(page, 'public-story-1280');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'public-story-390');
  await page.goto('/requests?status=closed');
  assert.ok(await page.locator('.links .thumbnail').count());
  await page.setViewportSize({ width: 1280, height: 900 });
  await picture(page, 'public-list-1280', { fullPage: false });

  await page.goto(`/requests/${number}`);
  await page.emulateMedia({ media: 'print' });
  const shown = (selector) => page.locator(selector).first().isVisible();
  for (const selector of ['h1', '.timeline', '.stages img', 'dl.facts']) assert.ok(await shown(selector), `${selector} is on paper`);
  for (const selector of ['.top', '.foot', 'a.button']) assert.equal(await shown(selector), false, `${selector} is of no use on paper`);
  await page.context().close();
}

/** Where it is first, then what it is; without a script. */
async function place_first(stage, { address, details }) {
  const page = await stage.open({ size: 'phone', javascript: false });
  await page.goto('/report');
  await page.locator('main a[href="/report/place"]').click();
  await page.waitForURL(/\/report\/place/);
  await page.fill('[name="place"]', address);
  await go_on(page);
  assert.match(await words(page), /Then: a few questions/);
  const search = await box(page, 'main form[role=search]');
  const card = await box(page, 'main button.card');
  assert.ok(search.y < card.y, 'one may say it before one looks through all the cards');
  await page.locator('button[name="service"][value="pothole"]').click();
  await page.waitForURL(/\/reports\/[^/]+\/lane/);
  for (const [step, fill] of pothole_steps({ address, details, photo: null })) {
    if (step === 'where') continue;
    await fill(page);
    await go_on(page);
    if (/\/alike$/.test(page.url())) await page.locator('main form .actions button').click();
  }
  assert.ok((await words(page)).includes(address));
  assert.match((await send_report(page)).number, /^SR-/);
  await page.context().close();
}

/** What fits a photo is offered; a service that no photo can show is found by words. */
async function fits_a_photo(stage, { address }) {
  const page = await stage.open({ size: 'phone', javascript: false });
  await page.goto('/report/photo');
  await page.setInputFiles('input[type=file]', photo_before);
  await go_on(page);
  await page.fill('[name="place"]', address);
  await go_on(page);
  assert.equal(await page.locator('button[value="noise-complaint"]').count(), 0);
  await page.fill('[name="q"]', 'loud music');
  await page.locator('form[role=search] button').click();
  await page.locator('button[value="noise-complaint"]').waitFor();
  await page.context().close();
}

/** Signs in with the code of the mail; `type` enters it. */
async function sign_in_by_code(stage, page, email, { javascript = false } = {}) {
  await page.goto('/my-requests');
  await page.waitForURL(/\/sign-in/);
  await page.locator('form[action="/sign-in/code-requests"] [name="email"]').fill(email);
  await page.locator('form[action="/sign-in/code-requests"] button').click();
  await page.locator('[name="code"]').waitFor();
  if (javascript) await check_page(page);
  const mail = await stage.demo.mail.next((one) => one.to === email && /\b\d{6}\b/.test(one.subject + one.text));
  const [code] = /\b\d{6}\b/.exec(`${mail.subject} ${mail.text}`);
  await page.fill('[name="code"]', code);
  await page.locator('form[action="/sign-in/code"] button').click();
  await page.waitForURL(/\/my-requests/);
}

/** Only what the chosen kind asks for can be seen. */
async function only_the_chosen(page) {
  const shown = async () => {
    const names = [];
    for (const name of ['zone', 'place', 'street']) if (await page.locator(`[name="${name}"]`).isVisible()) names.push(name);
    return names.join();
  };
  const wanted = { zone: 'zone', circle: 'place', street: 'street', service: '' };
  for (const [kind, fields] of Object.entries(wanted)) {
    await page.check(`[name="kind"][value="${kind}"]`);
    assert.equal(await shown(), fields);
  }
}

async function follow_and_see(stage, { address }) {
  const email = 'plain-follower@example.org';
  const page = await stage.open({ javascript: false });
  await page.goto('/follow');
  await only_the_chosen(page);
  await page.check('[name="kind"][value="street"]');
  await page.fill('[name="street"]', address.replace(/^\S+ /, ''));
  await page.getByRole('button', { name: 'Without mail: as a feed' }).click();
  await page.waitForURL(/\/requests\?street=/);
  assert.match(await page.locator('#feeds').innerText(), /Atom/, 'without an address there is the feed');
  await page.goBack();
  await page.check('[name="kind"][value="street"]');
  await page.fill('[name="street"]', address.replace(/^\S+ /, ''));
  await page.fill('[name="email"]', email);
  await page.locator('form[action="/subscriptions"] button[value=mail]').click();
  await page.waitForURL(/sent=yes/);
  const mail = await stage.demo.mail.next((one) => one.to === email && /confirm/.test(one.subject));
  await page.goto(/https?:\/\/[^/\s]+(\/subscriptions\/confirmation\/[^\s]*)/.exec(mail.text)[1]);
  await page.locator('main form button').click();
  await page.waitForURL(/confirmed=yes/);
  await sign_in_by_code(stage, page, email);
  assert.ok((await words(page)).includes(address.replace(/^\S+ /, '')));
  await page.locator('form[action$="/end"] button').first().click();
  await page.waitForURL(/my-requests$/);
  assert.match(await words(page), /You follow nothing/);
  await page.context().close();
}

async function follow_by_keys(stage) {
  const page = await stage.sign_in('resident');
  await page.goto('/follow');
  await tab_to(page, '[name="kind"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.ok(await page.isChecked('[name="kind"][value="street"]'));
  await tab_to(page, '[name="street"]');
  await page.keyboard.type('Main Street');
  await tab_to(page, 'form[action="/subscriptions"] button');
  await enter(page);
  assert.match(page.url(), /my-requests/);
  assert.match(await words(page), /Main Street/);
  await tab_to(page, '[name="pace"]');
  await page.keyboard.press('ArrowDown');
  await tab_to(page, 'form[action$="/settings"] button');
  await enter(page);
  assert.match(page.url(), /saved=yes/);
  await tab_to(page, 'form[action$="/end"] button');
  await enter(page);
  assert.doesNotMatch(await page.locator('.followed').allInnerTexts().then((all) => all.join()), /Main Street/);
  await page.context().close();
}

test('the residents’ pages', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const addresses = await quiet_addresses(stage.demo, { count: 5 });
  await t.test('the menu of a phone', () => menu_of_a_phone(stage));
  await t.test('the other language keeps filters and what was typed', () => other_language(stage));
  await t.test('a report that was begun waits', () => come_back(stage, { address: addresses[0], details: 'Later.' }));
  await t.test('the browser’s position is an address', () => own_position(stage, { address: addresses[1] }));
  await t.test('what happened, before and after, also on paper', () =>
    public_story(stage, { address: addresses[2], details: 'Hole before the school.' }),
  );
  await t.test('the place first, without JavaScript', () => place_first(stage, { address: addresses[3], details: 'Place first.' }));
  await t.test('what a photo can show comes first', () => fits_a_photo(stage, { address: addresses[4] }));
  await t.test('follow, and look with the mailed code, without JavaScript', () => follow_and_see(stage, { address: addresses[0] }));
  await t.test('follow and my requests by keys alone', () => follow_by_keys(stage));
});
