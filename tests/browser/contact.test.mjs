// An agent takes a call, by keyboard and screen as it is: looks the caller up, asks the questions, reads back, makes the request.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, skip, start_browser } from './harness.mjs';
import { choose, enter, tab_to, type_into } from './keyboard.mjs';
import { quiet_addresses } from './town.mjs';

test('a call from its beginning to its end', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const [address] = await quiet_addresses(stage.demo, { service: 'pothole' });
  const page = await stage.sign_in('agent');
  await page.goto('/desk/contact');
  await check_page(page);
  await page.fill('input[name=name]', 'Rosa Diaz');
  await page.fill('input[name=contact]', '(317) 555-0123');
  await page.locator('form.panel button[type=submit]').click();
  await page.waitForURL(/\/desk\/contact\/\d+/);
  await page.fill('#words', 'hole in the street');
  await page.keyboard.press('Enter');
  await page.waitForLoadState();
  await page.locator('button[name="choose.service"]', { hasText: 'Pothole' }).first().click();
  await page.waitForSelector('#script');
  await page.fill('#script [name=where]', address);
  // Leaving the field is enough: the script follows the answers without a reload.
  await page.keyboard.press('Tab');
  await page.waitForSelector('#script .badge.good');
  await page.selectOption('#script [name=lane]', 'travel');
  await page.waitForSelector('#script [name=swerve]');
  assert.match(await page.locator('#read-back').innerText(), /We aim to finish by/);
  await check_page(page);
  await page.locator('button[value=send]').click();
  await page.waitForSelector('.reference');
  assert.match(await page.locator('.reference').innerText(), /^SR-/);
  await page.selectOption('[name=wrap_up]', 'request_made');
  await page.getByRole('button', { name: 'End the contact' }).click();
  await page.waitForURL('**/desk/contact');
  await page.fill('#q', 'Rosa');
  await page.waitForSelector('#found h3');
  assert.match(await page.locator('#found').innerText(), /Rosa Diaz/);
  assert.deepEqual(page.faults, []);
});

/** Is the focus there? */
const focused = (page, selector) => page.waitForFunction((wanted) => document.activeElement.matches(wanted), selector);

test('a call by keys alone', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const [address] = await quiet_addresses(stage.demo, { service: 'pothole' });
  const page = await stage.sign_in('agent');
  await page.goto('/desk/contact');
  // Is the caller known? Nobody is: begin with what they say.
  await type_into(page, '#q', 'Rosalinda Marsh');
  await page.locator('#found', { hasText: 'Nobody and nothing found' }).waitFor();
  await type_into(page, 'form.panel input[name=name]', 'Rosalinda Marsh');
  await type_into(page, 'form.panel input[name=contact]', '(317) 555-0188');
  await enter(page);
  assert.match(page.url(), /\/desk\/contact\/\d+/);
  await type_into(page, '#words', 'hole in the street');
  await page.keyboard.press('Enter');
  await page.locator('button[name="choose.service"][value="pothole"]').waitFor();
  await tab_to(page, 'button[name="choose.service"][value="pothole"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#script');
  await type_into(page, '#script [name=where]', address);
  await page.keyboard.press('Enter'); // to the next question
  await focused(page, '#script [name=lane]');
  await page.waitForSelector('#script .badge.good');
  await choose(page, 'travel');
  await page.waitForSelector('#script [name=swerve]');
  await tab_to(page, '#script [name=swerve]');
  await choose(page, 'yes');
  await tab_to(page, 'button[value=send]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.reference');
  await tab_to(page, '[name=wrap_up]');
  await choose(page, 'request_made');
  await tab_to(page, 'form[action$="/end"] button[type=submit]');
  await enter(page);
  assert.equal(new URL(page.url()).pathname, '/desk/contact');
  // The next time they call, they are found, and the call begins by a key.
  await type_into(page, '#q', 'Rosalinda');
  await page.waitForSelector('#found h3');
  await tab_to(page, '#found form button');
  await enter(page);
  assert.match(await page.locator('main').innerText(), /Rosalinda Marsh[\s\S]*SR-/, 'with what they reported before');
  assert.deepEqual(page.faults, []);
});

test('an article is found while typing beside a call, and says whether it helped', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('agent');
  await page.goto('/desk/contact');
  await page.fill('input[name=name]', 'Kim Lee');
  await page.locator('form.panel button[type=submit]').click();
  await page.waitForURL(/\/desk\/contact\/\d+/);
  await page.fill('#words', 'my cart');
  await page.fill('#a', 'trash');
  await page.waitForFunction(() => /a=trash/.test(location.search));
  await page.waitForSelector('#articles details');
  await page.locator('#articles summary').first().click();
  await check_page(page);
  await page.locator('#articles button[value=no]').first().click();
  await page.waitForSelector('#articles [role=status]');
  assert.match(await page.locator('#articles [role=status]').innerText(), /Thank you/);
  // What was typed for the caller is still there.
  assert.equal(await page.inputValue('#words'), 'my cart');
  assert.deepEqual(page.faults, []);
});

test('an answer is found while typing, and without scripts', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.open();
  await page.goto('/help');
  await check_page(page);
  await page.fill('#q', 'trash');
  await page.waitForFunction(() => /q=trash/.test(location.search));
  assert.ok((await page.locator('#found a').count()) > 0);
  await page.locator('#found a').first().click();
  await check_page(page);
  const plain = await stage.open({ javascript: false, language: 'es-US' });
  await plain.goto('/help');
  await plain.fill('#q', 'basura');
  await plain.keyboard.press('Enter');
  await plain.waitForURL(/q=basura/);
  assert.ok((await plain.locator('#found a').count()) > 0);
});
