// A delegate takes the course, enters several reports in a table and as a file, corrects a row and looks at the results; the administrator
// adds another delegate with an own key. Every page looked at, the table also without JavaScript.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { temporary_folder } from '../lib/server.mjs';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { quiet_addresses } from './town.mjs';

const cell = (page, column, row) => page.locator(`main [name="${column}.${row}"]`);
const words = (page) => page.locator('main').innerText();

async function enter_table(stage, javascript, { inside: [inside, corrected], outside }) {
  const page = await stage.sign_in('delegate', { javascript, size: javascript ? 'desktop' : 'phone' });
  await page.goto('/delegates');
  assert.match(await words(page), /Fairhaven Transit/);
  if (javascript) await check_page(page);
  await page.getByRole('link', { name: 'Enter several reports' }).click();
  await page.locator('main select[name=service]').selectOption('pothole');
  await page.getByRole('button', { name: 'Show the table' }).click();
  if (javascript) await check_page(page);
  if (javascript) await picture(page, 'delegates-table');
  const what = javascript ? 'Deep hole at the stop' : 'Deep hole, seen without scripts';
  await cell(page, 'place', 1).fill(inside);
  await cell(page, 'description', 1).fill(what);
  await cell(page, 'place', 2).fill(outside);
  await cell(page, 'description', 2).fill(`${what}, too far away`);
  await page.getByRole('button', { name: 'Look them over' }).click();
  await page.waitForURL(/\/delegates\/batches\/\d+$/);
  assert.match(await words(page), /This place is outside of your area: north\./);
  if (javascript) await check_page(page);
  if (javascript) await picture(page, 'delegates-rows');
  await page.getByRole('button', { name: 'Send one report' }).click();
  await page.waitForURL(/sent=1/);
  await correct_row(page, javascript, { outside, corrected });
  await page.context().close();
}

async function correct_row(page, javascript, { outside, corrected }) {
  await page.getByRole('link', { name: /^Correct/ }).click();
  await page.waitForURL(/\/rows\/2$/);
  assert.equal(await page.locator('main input[name=place]').inputValue(), outside, 'what was typed is still there');
  if (javascript) await check_page(page);
  await page.locator('main input[name=place]').fill(corrected);
  await page.getByRole('button', { name: 'Keep the row' }).click();
  await page.waitForURL(/\/delegates\/batches\/\d+$/);
  await page.getByRole('button', { name: 'Send one report' }).click();
  await page.waitForURL(/sent=1/);
  assert.doesNotMatch(await words(page), /to be corrected/);
}

/** The same file twice: the second time nothing is left to send. */
async function send_file_twice(stage, inside) {
  const page = await stage.sign_in('delegate', { size: 'phone' });
  const folder = temporary_folder('delegates');
  const file = path.join(folder, 'march.csv');
  fs.writeFileSync(file, `service,place,description\npothole,${inside},From the file\nnoise-complaint,${inside},Loud\n`);
  for (const turn of [1, 2]) {
    await page.goto('/delegates/entry');
    await page.locator('main input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Look it over' }).click();
    await page.waitForURL(/\/delegates\/batches\/\d+$/);
    await check_page(page);
    if (turn === 1) await page.getByRole('button', { name: 'Send one report' }).click();
    else assert.match(await words(page), /You have sent the same already: SR-/);
  }
  assert.equal(await page.getByRole('button', { name: /^Send/ }).count(), 0);
  fs.rmSync(folder, { recursive: true });
  await page.goto('/delegates/results');
  assert.ok((await words(page)).includes(inside), 'the report is among the results');
  await check_page(page);
  await picture(page, 'delegates-results');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  const table = fs.readFileSync(await (await download).path(), 'utf8');
  assert.match(table, /^number,service,title,place,status,state,opened,due,closed,outcome,message\r?\n/);
  await page.context().close();
}

async function take_course(stage, language) {
  const page = await stage.sign_in('delegate', { language });
  await page.goto('/delegates/training');
  await check_page(page);
  await picture(page, `delegates-course-${language}`);
  for (const [question, answer] of [2, 1, 2, 3, 1, 1].entries())
    await page.locator(`main input[name=q${question + 1}][value="${answer}"]`).check();
  await page.locator('main form button[type=submit]').last().click();
  await page.waitForLoadState();
  assert.match(await words(page), language === 'es-US' ? /Aprobado/ : /Passed\. Your delegation is awake\./);
  await check_page(page);
  await page.context().close();
}

async function add_delegate(stage) {
  const page = await stage.sign_in('administrator');
  await page.goto('/admin/delegates');
  await check_page(page);
  await page.getByRole('link', { name: 'Add a delegate' }).click();
  await check_page(page);
  await page.locator('main input[name=email]').fill('ola@police.example');
  await page.locator('main input[name=name]').fill('Ola Berg');
  await page.locator('main input[name=organisation]').fill('Fairhaven Police');
  await page.locator('main input[name=source]').fill('Big Blue');
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await words(page), /A source code has small letters/);
  assert.equal(await page.locator('main input[name=name]').inputValue(), 'Ola Berg', 'what was typed is still there');
  page.faults.length = 0; // the browser notes the 422
  await check_page(page);
  await page.locator('main input[name=source]').fill('police');
  await page.locator('main select[name=course]').selectOption('delegated-reporter');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/admin\/delegates\/\d+/);
  assert.match(await words(page), /Training not taken/);
  await page.getByRole('button', { name: 'Make a key' }).click();
  assert.match(await words(page), /This key is shown only now\./);
  await check_page(page);
  await picture(page, 'delegates-delegation');
  await page.goto('/admin/courses');
  await check_page(page);
  await page.context().close();
}

test('delegates', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  // The demo's delegate reports for the north.
  const inside = await quiet_addresses(stage.demo, { district: 'north', count: 5 });
  const [outside] = await quiet_addresses(stage.demo, { district: 'south', count: 1 });
  await t.test('a table, with a row to correct', () => enter_table(stage, true, { inside: inside.slice(0, 2), outside }));
  await t.test('a table without JavaScript, on a phone', () => enter_table(stage, false, { inside: inside.slice(2, 4), outside }));
  await t.test('a file, twice; the results as a table', () => send_file_twice(stage, inside[4]));
  await t.test('the course in English', () => take_course(stage, 'en-US'));
  await t.test('the course in Spanish', () => take_course(stage, 'es-US'));
  await t.test('the administrator adds a delegate with a key', () => add_delegate(stage));
});
