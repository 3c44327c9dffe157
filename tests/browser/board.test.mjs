// The dispatch board: by mouse, by keyboard, by the plain form without JavaScript; what somebody else moved meanwhile is refused in words.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';

async function report(demo, description, longitude) {
  const body = new URLSearchParams({
    api_key: demo.demo.open311_key,
    service_code: 'POTHOLE',
    lat: '40.0318',
    long: String(longitude),
    description,
  });
  const answer = await fetch(`${demo.base}/open311/v2/requests.json`, { method: 'POST', body });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json())[0].service_request_id;
}

const waiting = (page) => page.locator('.pile .card-link');
const planned = (page) => page.locator('.crew-day .card-link');
const times = (page) => page.locator('.crew-day .card-link .at').allInnerTexts();

/** Waits until the page says so: the live region, or a strip that refuses. */
const told = (page, words) => page.locator('#told, #refused').filter({ hasText: words }).first().waitFor();

async function by_keyboard(page) {
  const card = waiting(page).first();
  const name = await card.getAttribute('id');
  await card.focus();
  await page.keyboard.press('Space');
  await told(page, /lifted/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  assert.match(await page.locator('#told').innerText(), /9:15 AM, /);
  await page.keyboard.press('Enter');
  await told(page, /is planned: 9:15 AM, /);
  await page.locator(`.crew-day #${name}`).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), name, 'the focus stays on the card');
  assert.match((await times(page))[0], /9:15 AM–10:00 AM/);
  // Escape leaves it where it was.
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await told(page, /stays where it was/);
  assert.match((await times(page))[0], /9:15 AM/);
  // Taken off the plan, and undone with the button.
  await page.keyboard.press('Space');
  await page.keyboard.press('Delete');
  await told(page, /is off the plan/);
  await page.locator(`.pile #${name}`).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator(`.crew-day #${name}`).waitFor();
  assert.match((await times(page))[0], /9:15 AM/);
}

async function by_mouse(page) {
  const before = await planned(page).count();
  await page.evaluate(() => scrollTo(0, 0));
  const card = await waiting(page).first().boundingBox();
  const slots = await page.locator('.crew-day .slots').first().boundingBox();
  await page.mouse.move(card.x + 30, card.y + 10);
  await page.mouse.down();
  await page.mouse.move(slots.x + 60, slots.y + slots.height / 2, { steps: 8 });
  await page.mouse.up();
  await told(page, /is planned/);
  assert.equal(await planned(page).count(), before + 1);
}

/** Two dispatchers look at one board; the second one is too late. */
async function too_late(stage, page) {
  const other = await stage.sign_in('dispatcher');
  await other.goto(page.url());
  // The other board hears nothing of what happens: as in a train.
  await other.route(/desk.live/, (route) => route.abort());
  await other.reload();
  const name = await planned(page).filter({ hasText: '9:15 AM' }).first().getAttribute('id');
  await page.locator(`#${name}`).focus();
  for (const key of ['Space', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await told(page, /is planned: 9:30 AM/);
  await other.locator(`#${name}`).focus();
  for (const key of ['Space', 'Shift+ArrowDown', 'Enter']) await other.keyboard.press(key);
  await told(other, /moved the work order .* meanwhile/);
  // Nothing was lost: it stands where the first one put it, on both boards.
  await other.locator(`#${name} .at`, { hasText: '9:30 AM' }).waitFor();
  assert.match(await page.locator(`#${name} .at`).innerText(), /9:30 AM/);
  await other.context().close();
}

async function plain_form(stage) {
  const page = await stage.sign_in('dispatcher', { javascript: false });
  await page.goto('/desk/board');
  await waiting(page).first().click();
  await page.waitForURL(/\/desk\/board\/orders\/\d+$/);
  await page.locator('input[name=time]').fill('14:00');
  await page.locator('form:has(input[name=time]) button[type=submit]').first().click();
  await page.waitForURL(/\/desk\/board\?day=/);
  assert.ok((await times(page)).some((one) => one.includes('2:00 PM')));
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.match(await page.locator('main').innerText(), /It stands as before\./);
  await page.context().close();
}

async function follows_on_the_tablet(stage, page) {
  const crew = await stage.sign_in('crew', { size: 'phone' });
  await crew.goto('/field');
  const job = await crew.locator('#work [data-task]').filter({ hasNotText: /Done|Declined/ }).last().getAttribute('data-task');
  await page.goto(`/desk/board/orders/${job}`);
  await page.locator('input[name=time]').fill('14:00');
  await page.locator('form:has(input[name=time]) button[type=submit]').first().click();
  await page.waitForURL(/\/desk\/board\?day=/);
  await crew.goto('/field');
  assert.match(await crew.locator(`#work [data-task="${job}"]`).innerText(), /2:00 PM/);
  await crew.context().close();
  await page.bringToFront();
}

test('the dispatch board', { skip }, async (t) => {
  const stage = await start_browser({ clock: undefined });
  t.after(() => stage.close());
  const spots = [-86.1525, -86.14, -86.1527, -86.131, -86.1523, -86.1402];
  for (const [index, longitude] of spots.entries()) await report(stage.demo, `board ${index}`, longitude);
  const page = await stage.sign_in('dispatcher');
  await page.goto('/desk/board?day=2031-03-03'); // a day on which nobody else plans
  await waiting(page).first().waitFor();

  await t.test('by keyboard', () => by_keyboard(page));
  await t.test('by mouse', () => by_mouse(page));
  await t.test('somebody else was faster', () => too_late(stage, page));
  await t.test('live: what others plan appears', async () => {
    const other = await stage.sign_in('dispatcher');
    await other.goto('/desk/board?day=2031-03-03');
    const before = await planned(other).count();
    await waiting(page).first().focus();
    for (const key of ['Space', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await other.waitForFunction((count) => document.querySelectorAll('.crew-day .card-link').length > count, before);
    await other.context().close();
  });
  await t.test('the plain form without JavaScript', () => plain_form(stage));
  await t.test('the tablet', () => follows_on_the_tablet(stage, page));
  await t.test('its pages', async () => {
    await page.goto('/desk/board?day=2031-03-03&map=yes');
    await check_page(page);
    await page.goto('/desk/board?day=2031-03-03');
    await check_page(page);
    const order = await planned(page).first().getAttribute('href');
    const crew = await page.locator('.crew-day h2 a').first().getAttribute('href');
    for (const path of [order, `${order}/sheet`, crew, '/desk/load', '/desk/keys', '/desk/views', '/desk?columns=due.state']) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      await check_page(page);
    }
    await page.goto('/desk/board?day=2031-03-03');
    await picture(page, 'board');
  });
  await t.test('what came in before the inbox listened is announced as well', async () => {
    const listens = new Promise((resolve) => void page.route(/desk.live/, (route) => resolve(() => route.continue())));
    await page.goto('/desk?service=pothole');
    await report(stage.demo, 'board before it listened', -86.158);
    (await listens)();
    await page.locator('#news a', { hasText: /1 new/ }).waitFor();
    await page.unroute(/desk.live/);
  });
  await t.test('the keys of the inbox', async () => {
    await page.goto('/desk?service=pothole'); // a list that fits on one page, whatever the day brought
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.waitFor();
    // At once: until the next frame the closed dialog still has the focus.
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('j')]);
    await page.waitForFunction(() => document.activeElement?.closest('tr[data-case]'));
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('x');
    assert.equal(await page.locator('.inbox input[type=checkbox]:checked').count(), 1);
    // What comes in is announced and counted; no row moves.
    const rows = await page.locator('tr[data-case]').count();
    await report(stage.demo, 'board later', -86.15);
    await page.locator('#news a', { hasText: /1 new/ }).waitFor();
    assert.equal(await page.locator('tr[data-case]').count(), rows);
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.waitForFunction((count) => document.querySelectorAll('tr[data-case]').length === count + 1, rows);
  });
});
