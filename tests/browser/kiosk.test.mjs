// A device in a lobby: staff make it a kiosk, a resident reports on it and goes, and whoever comes next finds nothing of it. The clock
// of the page is turned by the test.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { go_on, pothole_steps } from './journey.mjs';
import { quiet_addresses } from './town.mjs';

const second = 1000;
const body = (page) => page.locator('body').innerText();

async function make_kiosk(page) {
  await page.goto('/kiosk/setup');
  await check_page(page);
  await page.locator('main form button').click();
  await page.waitForURL(/\/kiosk$/);
}

async function report_on_it(page, address, email) {
  await page.locator('.tiles a', { hasText: 'Pothole' }).first().click();
  const report = { address, details: 'Deep, near the bus stop', photo: '', email, name: 'Kim' };
  for (const [name, fill] of pothole_steps(report)) {
    if (['where', 'lane', 'contact'].includes(name)) await check_page(page);
    await fill(page);
    await go_on(page);
  }
  await picture(page, 'kiosk-check');
  await go_on(page);
  await page.waitForURL(/\/kiosk\/sent/);
}

test('a kiosk takes a report and forgets it', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('dispatcher');
  const [address] = await quiet_addresses(stage.demo);
  await page.clock.install();
  await make_kiosk(page);

  await t.test('shows large what a visitor may want, and nothing of staff', async () => {
    const cookies = await page.context().cookies();
    assert.ok(!cookies.some((cookie) => cookie.name.endsWith('session') && cookie.value), 'staff are signed out');
    assert.doesNotMatch(await body(page), /Sign out|Inbox|My requests/);
    const low = await page.$$eval('main a.card, main button, header a.button', (all) =>
      all.filter((one) => one.getBoundingClientRect().height < 56).map((one) => one.outerHTML),
    );
    assert.deepEqual(low, [], 'every target is large');
    await picture(page, 'kiosk-1280');
    await check_page(page);
    await page.goto('/kiosk?lang=es');
    assert.match(await body(page), /¿En qué podemos ayudarle\?/);
    await check_page(page);
    await page.goto('/kiosk?lang=en');
    await page.goto('/kiosk');
  });

  await t.test('takes a report by touch and gives the number', async () => {
    await report_on_it(page, address, 'kim@example.org');
    const number = (await page.locator('.reference').innerText()).trim();
    await picture(page, 'kiosk-sent');
    await check_page(page);
    const mail = await stage.demo.mail.next((one) => one.to === 'kim@example.org');
    assert.ok(mail.text.includes(number), mail.text);
    await page.locator('main a.button', { hasText: 'Done' }).click();
    await page.waitForURL(/\/kiosk$/);
    await page.fill('[name="number"]', number.replace(/\D/g, ''));
    await page.locator('form:has([name="number"]) button').click();
    await page.waitForURL(/\/requests\//);
    assert.ok((await body(page)).includes(number));
    assert.doesNotMatch(await body(page), /kim@example\.org/);
  });

  await t.test('warns, starts over and forgets what nobody finished', async () => {
    await page.goto('/services/pothole/report');
    await page.fill('[name="where"]', address);
    await go_on(page);
    const left = page.url();
    await page.clock.runFor(95 * second);
    assert.ok(!(await page.locator('#kiosk-warning').isVisible()), 'not yet');
    await page.clock.runFor(10 * second);
    assert.ok(await page.locator('#kiosk-warning').isVisible(), 'is warned');
    await picture(page, 'kiosk-warning', { fullPage: false });
    await page.locator('main').click({ position: { x: 5, y: 5 } });
    assert.ok(!(await page.locator('#kiosk-warning').isVisible()), 'a touch goes on');
    const begins_again = page.waitForURL(/\/kiosk$/);
    await page.clock.runFor(121 * second);
    await begins_again;
    page.faults.length = 0;
    assert.equal((await page.goto(left)).status(), 404);
    assert.match(await body(page), /A kiosk forgets everything/);
    page.faults.length = 0; // the browser's own word about the 404
    await check_page(page);
  });
});
