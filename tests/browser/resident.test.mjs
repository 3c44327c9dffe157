// What a resident does beside reporting, with and without JavaScript: finds that a neighbour has told us, follows instead, gets the mails
// and the way out of them; says that it is not fixed, with a photo that reaches the crew; rates the work; looks at "My requests" and at
// the public list. Every page passes all checks.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page as check_scripted, picture, skip, start_browser } from './harness.mjs';
import { finish, go_on, photo_before, pothole_steps, press, send_report, write_report } from './journey.mjs';
import { arrow_to, enter, tab_to, type_into } from './keyboard.mjs';
import { photo_taken_at } from '../lib/taken_at.mjs';
import { position_of, quiet_addresses } from './town.mjs';

/** Without JavaScript no promise of the page ever ends, so axe cannot look at it; the same pages are looked at with it. */
const plain = new WeakSet();
const check_page = async (page) => plain.has(page) || check_scripted(page);

/** The path behind an address in a mail. */
const path_in = (mail, start) => mail.text.match(new RegExp(`https?://[^/\\s]+(${start}[^\\s]*)`))?.[1];

async function open_mail(stage, page, mail, start) {
  const path = path_in(mail, start);
  assert.ok(path, `the mail "${mail.subject}" has a link to ${start}`);
  await page.goto(path);
  await check_page(page);
}

/** Up to the page that shows what others told us. */
async function meet_the_same(page, report) {
  await page.goto('/services/pothole/report');
  for (const [, fill] of pothole_steps(report).slice(0, 6)) {
    await fill(page);
    await go_on(page);
  }
}

async function join(stage, page, { number, report, email }) {
  await meet_the_same(page, report);
  assert.match(page.url(), /\/alike$/);
  const shown = await page.locator('main').innerText();
  assert.ok(shown.includes(number) && !shown.includes('@'), shown);
  assert.equal(await page.locator('.alike .photo img').count(), 1, 'a picture of what was told');
  const on_map = page.locator(`main .map a[href="/requests/${number}"] image`);
  assert.ok(await on_map.isVisible(), 'and the same picture where it lies');
  assert.equal((await page.request.get(await on_map.getAttribute('href'))).headers()['content-type'], 'image/jpeg');
  await check_page(page);
  await picture(page, `alike-${page.viewportSize().width}`);
  await page.locator('.alike a.button', { hasText: number }).click();
  await page.waitForURL(/\/joining/);
  await check_page(page);
  await page.fill('[name="email"]', email);
  await go_on(page);
  assert.match(await page.locator('main').innerText(), /2 people told us/);
  await check_page(page);
  const asked = await stage.demo.mail.next((mail) => mail.to === email && /confirm/.test(mail.subject));
  await open_mail(stage, page, asked, '/subscriptions/confirmation/');
  await page.locator('main form button').click();
  await page.waitForURL(/confirmed=yes/);
  await check_page(page);
}

async function do_the_work(stage, details) {
  const crew = await stage.sign_in('crew', { size: 'phone' });
  await crew.goto('/field');
  await crew.locator('[data-task]', { hasText: details }).first().locator('a').first().click();
  await crew.waitForURL(/\/field\/orders\//);
  await press(crew, 'accept');
  await press(crew, 'start');
  await finish(crew, { note: 'Filled with hot mix.' });
  return crew;
}

async function say_not_fixed(page, { path, why }) {
  await page.goto(path);
  await page.locator('details:has(form[action$="/reopening"]) > summary').click();
  const form = page.locator('form[action$="/reopening"]');
  await form.locator('[name="why"]').fill(why);
  await form.locator('input[type=file]').setInputFiles(photo_before);
  await form.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname === path);
  assert.doesNotMatch(await page.locator('h1').innerText(), /Fixed/);
}

async function rate(page, path) {
  await page.goto(path);
  await check_page(page);
  await picture(page, `rating-${page.viewportSize().width}`);
  const form = page.locator('#rating form');
  await form.locator('[value="4"]').check();
  await form.locator('textarea').fill('Good work.');
  await form.locator('button').click();
  await page.waitForURL(/rated=yes/);
  assert.ok(await page.locator('#rating [value="4"]').isChecked());
}

async function resident_journey(stage, { address, javascript }) {
  const kind = javascript ? 'js' : 'plain';
  const [first_email, second_email] = [`first-${kind}@example.org`, `second-${kind}@example.org`];
  const details = `Hole at the corner, ${kind}.`;
  const first = await stage.open({ size: 'phone', javascript });
  if (!javascript) plain.add(first);
  await write_report(first, { address, details, email: first_email, name: 'Rosalinda' });
  const sent = await send_report(first);

  const second = await stage.open({ size: javascript ? 'phone' : 'desktop', javascript });
  if (!javascript) plain.add(second);
  await join(stage, second, { number: sent.number, report: { address, details: `It is deep, ${kind}.` }, email: second_email });

  const crew = await do_the_work(stage, details);
  const told = await stage.demo.mail.next((mail) => mail.to === second_email && /is done/.test(mail.subject));
  assert.match(told.raw, /^List-Unsubscribe: </m);
  await say_not_fixed(first, { path: sent.path, why: `Still open, ${kind}.` });
  await crew.goto('/field');
  await crew.locator('[data-task]', { hasText: `Still open, ${kind}.` }).first().waitFor();
  await crew.context().close();
  await do_the_work(stage, `Still open, ${kind}.`).then((again) => again.context().close());
  await rate(first, sent.path);

  await open_mail(stage, second, told, '/unsubscribe/');
  await second.locator('main button[value="this"]').click();
  await second.waitForLoadState();
  assert.match(await second.locator('h1').innerText(), /stopped/);
  for (const page of [first, second]) await page.context().close();
}

async function my_requests(stage) {
  const page = await stage.sign_in('resident');
  await page.goto('/follow');
  await check_page(page);
  await picture(page, 'follow-1280');
  await page.check('[name="kind"][value="street"]');
  await page.fill('[name="street"]', 'Main Street');
  await page.locator('main form button[value=mail]').click();
  await page.waitForURL(/my-requests/);
  assert.match(await page.locator('main').innerText(), /Main Street/);
  await page.check('[name="pace"][value="daily"]');
  await page.locator('form[action$="/settings"] button').click();
  await page.waitForURL(/saved=yes/);
  assert.ok(await page.isChecked('[name="pace"][value="daily"]'));
  await check_page(page);
  await picture(page, 'my-requests-1280');
  await page.locator('form[action$="/end"] button').first().click();
  await page.waitForURL(/my-requests$/);
  assert.doesNotMatch(await page.locator('main').innerText(), /Main Street/);
  await page.context().close();
}

async function follow_by_keys(stage) {
  const page = await stage.sign_in('resident');
  await page.goto('/my-requests');
  await tab_to(page, 'main a[href="/follow"]');
  await enter(page);
  await tab_to(page, '[name="kind"]');
  await arrow_to(page, '[name="kind"][value="street"]');
  await type_into(page, '[name="street"]', 'Main Street');
  await tab_to(page, 'main form.kinds button[type=submit]');
  await enter(page);
  assert.match(page.url(), /my-requests\?followed/);
  await tab_to(page, '[name="pace"]');
  await arrow_to(page, '[name="pace"][value="daily"]');
  await tab_to(page, 'form[action$="/settings"] button');
  await enter(page);
  assert.ok(await page.isChecked('[name="pace"][value="daily"]'));
  await tab_to(page, '.followed form[action$="/end"] button');
  await enter(page);
  assert.doesNotMatch(await page.locator('.followed').allInnerTexts().then(String), /Main Street/);
  await page.goto('/requests');
  await tab_to(page, 'main .links a');
  await enter(page);
  await tab_to(page, 'main a[href$="/following"]');
  await enter(page);
  await tab_to(page, 'main form button[type=submit]');
  await enter(page);
  assert.match(page.url(), /\/requests\/[^?]+\?followed=yes/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

async function public_list(stage) {
  const scripted = await stage.open();
  await scripted.goto('/requests');
  await check_page(scripted);
  await scripted.context().close();
  const page = await stage.open({ javascript: false });
  plain.add(page);
  await page.goto('/requests');
  await check_page(page);
  await picture(page, 'requests-1280');
  const first = await page.locator('main .links li').first().innerText();
  await page.locator('a[rel="next"]').click();
  await page.waitForURL(/before=/);
  assert.notEqual(await page.locator('main .links li').first().innerText(), first);
  await page.locator('main .links a').first().click();
  await check_page(page);
  await page.context().close();
}

async function satisfaction_page(stage) {
  const page = await stage.sign_in('manager');
  await page.goto('/desk/satisfaction');
  assert.match(await page.locator('main').innerText(), /Good work\./);
  await check_page(page);
  await picture(page, 'satisfaction-1280');
  await page.context().close();
}

/** What the photo says of its place is offered: right where it is so, else another address is typed over it. */
async function place_from_photo(page, { address, taken }) {
  assert.match(page.url(), /\/report\/[^/]+\/place/);
  assert.equal(await page.inputValue('[name="place"]'), taken);
  assert.ok((await page.locator('main .note').innerText()).includes(`Your photo was taken near ${taken}.`));
  await check_page(page);
  await picture(page, `photo-place-${page.viewportSize().width}`);
  if (address !== taken) await page.fill('[name="place"]', address);
  await go_on(page);
  assert.ok((await page.locator('main .lead').innerText()).includes(address));
  await page.locator('main .lead a').click();
  await page.waitForURL(/\/place$/);
  assert.equal(await page.inputValue('[name="place"]'), address);
  assert.equal(await page.locator('main .note').count(), 0, 'what somebody said is no suggestion any more');
  await go_on(page);
}

/** A photo first, then where it is, then what it is: neither is asked again. */
async function photo_first(stage, { address, taken, javascript }) {
  const page = await stage.open({ size: 'phone', javascript });
  if (!javascript) plain.add(page);
  await page.goto('/');
  await page.locator('main a[href="/report/photo"]').click();
  await page.waitForURL(/\/report\/photo/);
  const buffer = photo_taken_at(photo_before, position_of(stage.demo, taken));
  await page.setInputFiles('input[type=file]', { name: 'hole.jpg', mimeType: 'image/jpeg', buffer });
  await go_on(page);
  await place_from_photo(page, { address, taken });
  assert.match(page.url(), /\/report\/[^/]+\/service/);
  await check_page(page);
  await picture(page, `begun-${page.viewportSize().width}`);
  await page.fill('[name="q"]', 'hole in the road');
  await page.locator('form[role=search] button').click();
  await page.waitForURL(/q=hole/);
  await page.locator('button[name="service"][value="pothole"]').click();
  await page.waitForURL(/\/reports\/[^/]+\/lane/);
  for (const [step, fill] of pothole_steps({ address, details: `Photo first ${javascript}`, photo: null })) {
    if (step === 'where') continue;
    if (step === 'photo') assert.equal(await page.locator('ul.photos img').count(), 1);
    await fill(page);
    await go_on(page);
    if (/\/alike$/.test(page.url())) await page.locator('main form .actions button').click();
  }
  assert.ok((await page.locator('main').innerText()).includes(address));
  assert.match((await send_report(page)).number, /^SR-/);
  await page.context().close();
}

test('the resident beside reporting', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const addresses = await quiet_addresses(stage.demo, { count: 4 });
  await t.test('a neighbour joins, the work is not fixed, then it is; with JavaScript', () =>
    resident_journey(stage, { address: addresses[0], javascript: true }),
  );
  await t.test('the same without JavaScript', () => resident_journey(stage, { address: addresses[1], javascript: false }));
  await t.test('a photo first, with JavaScript', () =>
    photo_first(stage, { address: addresses[2], taken: addresses[2], javascript: true }),
  );
  await t.test('a photo first, without', () => photo_first(stage, { address: addresses[3], taken: addresses[0], javascript: false }));
  await t.test('what one follows, and how soon mails come', () => my_requests(stage));
  await t.test('following, its settings and its end, by keys alone', () => follow_by_keys(stage));
  await t.test('the public list', () => public_list(stage));
  await t.test('what staff see of the answers', () => satisfaction_page(stage));
});
