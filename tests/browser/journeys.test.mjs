// What happens around the main job: keyboard only, the back button, a session that ends, a form that is sent twice, two people at one
// case, and how heavy the first page is.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, skip, start_browser } from './harness.mjs';
import { enter, tab_to, type_into } from './keyboard.mjs';
import { go_on, photo_before, pothole_steps, send_report, write_report } from './journey.mjs';
import { quiet_addresses } from './town.mjs';

const kilobytes_most = 100;

/** Answers each question with keys alone; the operating system's file dialog is the one thing that a test cannot type into. */
async function answer_by_keyboard(page, { address, details, email }) {
  const typed = { where: address, details, email };
  for (const field of ['where', 'lane', 'size', 'swerve', 'details', 'photo', 'email']) {
    if (field === 'photo') {
      await tab_to(page, 'input[type=file]');
      await page.setInputFiles('input[type=file]', photo_before);
    } else if (typed[field]) {
      await tab_to(page, `[name="${field}"]`);
      await page.keyboard.type(typed[field]);
    } else {
      await tab_to(page, `[name="${field}"]`);
      await page.keyboard.press('Space');
    }
    await tab_to(page, 'main .actions button[type=submit]');
    await enter(page);
  }
}

async function walk_by_keyboard(stage, report) {
  const page = await stage.open();
  await page.goto('/');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.skip')), 'the first stop skips to the content');
  await page.keyboard.press('Enter');
  await tab_to(page, '#q');
  await page.keyboard.type('hole in the road');
  await enter(page);
  await tab_to(page, 'a[href="/services/pothole"]');
  await enter(page);
  await tab_to(page, 'a[href="/services/pothole/report"]');
  await enter(page);
  await answer_by_keyboard(page, report);
  await tab_to(page, 'main .actions button[type=submit]');
  await enter(page);
  assert.match(page.url(), /\/track\//);
  await page.context().close();
}

/** The crew's work on that report: opened, accepted, begun, done with a note. */
async function work_by_keyboard(stage, words) {
  const page = await stage.sign_in('crew');
  await page.goto('/field');
  const job = page.locator('li[data-task]', { hasText: words }).first();
  const task = await job.getAttribute('data-task');
  const sent = () => page.locator('#sync[data-unsent-count="0"]').waitFor();
  const here = (kind) =>
    page.waitForFunction((wanted) => document.activeElement.closest('.step')?.querySelector('[name=kind]').value === wanted, kind);
  await sent();
  await tab_to(page, `li[data-task="${task}"] h2 a`, 200);
  await enter(page);
  await sent();
  await tab_to(page, '.step:has(input[value="accept"]) button');
  await page.keyboard.press('Enter');
  await here('on_my_way'); // the focus goes on with the work
  await tab_to(page, '.step:has(input[value="start"]) button');
  await page.keyboard.press('Enter');
  await here('pause');
  await sent();
  const fold = 'details:has(> form input[value="done"])';
  await tab_to(page, `${fold} > summary`);
  if (!(await page.locator(fold).evaluate((details) => details.open))) await page.keyboard.press('Enter');
  await type_into(page, `${fold} [name="note"]`, 'Filled, by keys.');
  await type_into(page, `${fold} [name="minutes"]`, '20');
  await tab_to(page, `${fold} button[type=submit]`);
  await enter(page);
  await sent();
  await page.locator(`li[data-task="${task}"][data-state="done"]`).waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

/** What a form holds, as the browser would send it. */
const form_of = (page) =>
  page.evaluate(() => {
    const form = [...document.querySelectorAll('main form:has(.actions)')].at(-1);
    return { action: form.action, fields: Object.fromEntries(new FormData(form)) };
  });

async function send_twice(stage, report) {
  const page = await stage.open({ javascript: true });
  await write_report(page, report);
  const { action, fields } = await form_of(page);
  const post = () => page.context().request.post(action, { form: fields, maxRedirects: 0 });
  const answers = await Promise.all([post(), post(), post()]);
  assert.deepEqual([...new Set(answers.map((answer) => answer.status()))], [303]);
  const places = new Set(answers.map((answer) => answer.headers().location));
  assert.equal(places.size, 1, 'three deliveries are one case');
  // The same from the open page, by an impatient finger.
  const sent = await send_report(page);
  assert.ok([...places][0].startsWith(sent.path));
  await page.context().close();
}

async function answers_survive(stage, report) {
  const page = await stage.open();
  await page.goto('/services/pothole/report');
  const steps = pothole_steps(report);
  for (const [step, fill] of steps.slice(0, 4)) {
    await fill(page);
    if (step === 'size') await page.context().clearCookies(); // the session ends here
    await go_on(page);
  }
  // Whatever the page said about the session, the answers are there and the report goes on to its end.
  for (const [step, fill] of steps.slice(4)) {
    if (new URL(page.url()).pathname.endsWith(`/${step}`)) {
      await fill(page);
      await go_on(page);
    }
  }
  const check = await page.locator('main').innerText();
  for (const given of [report.address, report.details, 'Like a car tire', 'In a lane where cars drive'])
    assert.ok(check.includes(given), `kept: ${given}`);
  await page.context().close();
}

async function back_and_forth(stage, report) {
  const page = await stage.open();
  await page.goto('/services/pothole/report');
  for (const [, fill] of pothole_steps(report).slice(0, 5)) {
    await fill(page);
    await go_on(page);
  }
  await page.goBack();
  assert.equal(await page.inputValue('[name="details"]'), report.details);
  await page.reload();
  assert.equal(await page.inputValue('[name="details"]'), report.details, 'also after a reload');
  await page.goBack();
  await page.goBack();
  assert.ok(await page.isChecked('[name="size"][value="wheel"]'));
  await page.check('[name="size"][value="larger"]');
  await go_on(page);
  await page.goto(page.url().replace(/[^/]+$/, 'check'));
  assert.match(await page.locator('main').innerText(), /Larger than that/);
  const sent = await send_report(page);
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, sent.path, 'back from the finished report leads to its page, not to a second report');
  await page.context().close();
}

/** The form on the case page whose address ends like this, its fold opened. */
async function act(page, what) {
  const form = page.locator(`main form[action$="/${what}"]`);
  for (const fold of await page.locator(`details:has(form[action$="/${what}"]) > summary`).all()) await fold.click();
  return form;
}

async function two_at_one_case(stage, number) {
  const first = await stage.sign_in('dispatcher');
  const second = await stage.sign_in('manager');
  for (const page of [first, second]) await page.goto(`/desk/cases/${number}`);
  const priority = await act(first, 'priority');
  await priority.locator('select').selectOption('1');
  await priority.locator('button').click();
  await first.waitForLoadState();

  const closing = await act(second, 'closure');
  await closing.locator('[value="no_action"]').check();
  await closing.locator('textarea').fill('Nothing to be done here, said too late.');
  const answer = second.waitForResponse((response) => response.request().method() === 'POST');
  await closing.locator('button').click();
  assert.equal((await answer).status(), 409);
  await second.waitForLoadState();
  const told = await second.locator('[role=alert]').first().innerText();
  assert.match(told, /Dana Whitlock/, `says who was first: ${told}`);
  assert.equal(
    await second.locator('form[action$="/closure"] textarea').inputValue(),
    'Nothing to be done here, said too late.',
    'what was written is still there',
  );
  second.faults.length = 0; // the browser reports the 409 itself
  await check_page(second);
  // The page that came back knows the new state: the second try goes through.
  if (!(await second.locator('form[action$="/closure"] button').isVisible())) await act(second, 'closure');
  await second.locator('form[action$="/closure"] button').click();
  await second.waitForURL(/\/desk\/cases\/[^/]+$/);
  assert.match(await second.locator('main').innerText(), /Nothing to be done here/);
  for (const page of [first, second]) await page.context().close();
}

async function weight_of_first_page(stage) {
  const page = await stage.open({ size: 'phone' });
  const tap = await page.context().newCDPSession(page);
  await tap.send('Network.enable');
  let bytes = 0;
  tap.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await page.goto('/', { waitUntil: 'networkidle' });
  await page.context().close();
  return bytes;
}

test('around the main job', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const addresses = await quiet_addresses(stage.demo, { count: 8 });
  const report = (text) => ({ address: addresses.pop(), details: text, email: 'ana@example.org', name: 'Ana' });

  await t.test('every page of the report passes all checks', async () => {
    const page = await stage.open();
    await write_report(page, report('Checked on every page.'), async (current) => check_page(current));
    await send_report(page);
    await check_page(page);
    await page.context().close();
  });
  await t.test('a page that shows faults passes all checks', async () => {
    const page = await stage.open();
    await page.goto('/services/pothole/report');
    await page.fill('[name="where"]', 'Nowhere Boulevard 99999');
    await page.locator('main .actions button').click();
    await page.locator('.error-summary').waitFor();
    page.faults.length = 0; // the browser reports the 422 itself
    await check_page(page);
    assert.equal(await page.inputValue('[name="where"]'), 'Nowhere Boulevard 99999', 'what was typed is still there');
    await page.context().close();
  });
  await t.test('by keyboard alone', () => walk_by_keyboard(stage, report('Typed, never clicked.')));
  await t.test("the crew's work on it, by keyboard alone", () => work_by_keyboard(stage, 'Typed, never clicked.'));
  await t.test('a form that is sent three times makes one case', () => send_twice(stage, report('Sent thrice.')));
  await t.test('a session that ends in the middle loses no answer', () => answers_survive(stage, report('Kept answers.')));
  await t.test('the back button and a reload lose no answer', () => back_and_forth(stage, report('Back and forth.')));
  await t.test('the second of two people at one case hears who was first', async () => {
    const page = await stage.open();
    await write_report(page, report('Two at once.'));
    const { number } = await send_report(page);
    await page.context().close();
    await two_at_one_case(stage, number);
  });
  await t.test(`the first page weighs at most ${kilobytes_most} KB with its font`, async (t) => {
    const bytes = await weight_of_first_page(stage);
    t.diagnostic(`${(bytes / 1024).toFixed(1)} KB`);
    assert.ok(bytes <= kilobytes_most * 1024, `${bytes} bytes`);
  });
});
