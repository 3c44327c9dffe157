// A clerk changes a service in the studio, in a real Chromium: with a mouse, by keyboard, with and without scripts. And what the forms
// keep: every shipped service opened and saved on every page is the same file, byte for byte; whatever is typed, what is kept is written
// as `cityhall service fmt` writes it.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { begin, channels, pages_of, part_names, save } from './studio.mjs';
import { program, root, run, temporary_folder } from '../lib/server.mjs';
import { seeded } from '../lib/random.mjs';

const shipped = path.join(root, 'catalogue/services');
const services = fs.readdirSync(shipped).map((name) => name.replace('.service.json', ''));

test('the name of a service in two languages, checked, published, seen', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  const draft = await begin(page, 'graffiti');
  await check_page(page);
  await page.goto(`${draft}/parts/texts`);
  await page.fill('[name="/title/en"]', 'Paint on walls');
  await page.fill('[name="/title/es"]', '');
  // The checker speaks while the clerk types.
  await page.waitForFunction(() => /missing in "es"/.test(document.querySelector('#verdict').textContent));
  await page.fill('[name="/title/es"]', 'Pintura en muros');
  await page.waitForFunction(() => /No faults/.test(document.querySelector('#verdict').textContent));
  await save(page);
  await check_page(page);
  await page.goto(`${draft}/changes`);
  assert.match(await page.locator('main').innerText(), /Words only/);
  await check_page(page);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.waitForURL(/\/admin\/services\/graffiti/);
  const resident = await stage.open({ language: 'es-US' });
  await resident.goto('/services/graffiti');
  assert.equal(await resident.locator('h1').innerText(), 'Pintura en muros');
  assert.deepEqual(page.faults, []);
});

test('a draft is saved while it is typed, and what a colleague saved meanwhile is told', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  const colleague = await stage.sign_in('manager', { javascript: false });
  const draft = await begin(page, 'graffiti');
  await page.goto(`${draft}/parts/texts`);
  await page.fill('[name="/title/en"]', 'Paint on walls');
  await page.locator('#saved-state', { hasText: /^Saved \d+:\d\d [AP]M$/ }).waitFor();
  await check_page(page);
  await picture(page, 'studio-saved-1280');
  await page.reload();
  assert.equal(await page.inputValue('[name="/title/en"]'), 'Paint on walls', 'without the button');

  // A part that gets other fields by what was chosen: the cursor stays where it is.
  await page.goto(`${draft}/parts/questions?at=/questions/0`);
  const label = page.locator('[name="/questions/0/label/en"]');
  await page.selectOption('[name="/questions/0/type"]', 'choice');
  await label.fill('What is it');
  await page.locator('button[value="add /questions/0/options"]').waitFor();
  await label.pressSequentially('?');
  assert.ok(await label.evaluate((field) => field === document.activeElement));
  assert.equal(await label.inputValue(), 'What is it?');
  await page.locator('#saved-state', { hasText: 'Saved' }).waitFor();

  await page.goto(`${draft}/parts/texts`);
  await colleague.goto(`${draft}/parts/texts`);
  await colleague.fill('[name="/title/es"]', 'Pintura en muros');
  await save(colleague);
  page.faults.length = 0;
  await page.fill('[name="/next/en"]', 'We look at it within a day.');
  await page.locator('#notice', { hasText: 'saved this draft meanwhile' }).waitFor();
  assert.match(await page.locator('#saved-state').innerText(), /Press Save: it brings both together/);
  assert.equal(await page.inputValue('[name="/next/en"]'), 'We look at it within a day.', 'nothing typed is lost');
  await picture(page, 'studio-meanwhile-1280');
  await save(page);
  assert.equal(await page.inputValue('[name="/title/es"]'), 'Pintura en muros');
  assert.equal(await page.inputValue('[name="/next/en"]'), 'We look at it within a day.');
});

test('every page of the studio can be used by everybody', { skip, timeout: 300_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  await page.goto('/admin/studio');
  await check_page(page);
  const draft = await begin(page, 'pothole');
  const parts = part_names.map((part) => `parts/${part}`);
  const entries = ['parts/tests?at=/tests/0', 'parts/questions?at=/questions/1', 'parts/workflow?at=/workflow/states/open'];
  const previews = channels.map((channel) => `preview?channel=${channel}&in=es`);
  for (const where of [...parts, ...entries, ...previews, 'json', 'changes'])
    await t.test(where, async () => {
      await page.goto(`${draft}/${where}`);
      await check_page(page);
    });
});

test('a question with a condition, by keyboard and without scripts', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('manager', { javascript: false, size: 'phone' });
  const draft = await begin(page, 'pothole');
  await page.goto(`${draft}/parts/questions`);
  await page.locator('button[value="add /questions"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/at=%2Fquestions%2F|at=\/questions\//);
  const at = new URL(page.url()).searchParams.get('at');
  await page.fill(`[name="${at}/id"]`, 'dog');
  await page.fill(`[name="${at}/label/en"]`, 'Is there a dog?');
  await page.fill(`[name="${at}/label/es"]`, '¿Hay un perro?');
  await page.selectOption(`[name="${at}/type"]`, 'boolean');
  await page.selectOption(`[name="row@${at}/when#0.what"]`, 'lane');
  await page.selectOption(`[name="row@${at}/when#0.how"]`, 'one_of');
  await page.fill(`[name="row@${at}/when#0.value"]`, 'travel, bike');
  // Enter in a field saves.
  await page.locator(`[name="${at}/id"]`).press('Enter');
  await page.waitForURL(/saved=yes/);
  assert.equal(await page.inputValue(`[name="${at}/when"]`), "lane in ['travel', 'bike']");
  await page.selectOption(`[name="row@${at}/when#1.join"]`, 'or');
  await page.selectOption(`[name="row@${at}/when#1.what"]`, 'where.class');
  await page.fill(`[name="row@${at}/when#1.value"]`, 'arterial');
  await page.locator('.save-bar button').click();
  await page.waitForURL(/saved=yes/);
  assert.equal(await page.inputValue(`[name="${at}/when"]`), "lane in ['travel', 'bike'] || where.class == 'arterial'");
  assert.match(await page.locator('#verdict').innerText(), /No faults/);
  await page.goto(`${draft}/preview?channel=web`);
  assert.doesNotMatch(await page.locator('#preview').innerText(), /Is there a dog/);
  await page.goto(`${draft}/preview?channel=web&test=1`);
  assert.match(await page.locator('#preview').innerText(), /Is there a dog/);
});

/** The fields of the form as a browser would send them: by Chromium's own parser. */
const fields_of = (page, html) =>
  page.evaluate((text) => {
    const form = new DOMParser().parseFromString(text, 'text/html').querySelector('form.studio');
    return [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  }, html);

async function get(page, address) {
  const answer = await page.request.get(address);
  assert.equal(answer.status(), 200, address);
  return answer.text();
}

async function post(page, address, fields) {
  const answer = await page.request.post(address, {
    data: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    maxRedirects: 0,
  });
  return answer;
}

const json_of = async (page, draft) => (await fields_of(page, await get(page, `${draft}/json`))).find(([name]) => name === 'json')[1];

async function begin_quietly(page, service) {
  const token = (await (await page.request.get('/admin/studio')).text()).match(/name="csrf" value="([^"]+)"/)[1];
  const answer = await post(page, '/admin/studio', [['csrf', token], ['from', 'live'], ['service', service]]);
  return answer.headers().location;
}

test('every shipped service, saved unchanged on every page, is the same file', { skip, timeout: 600_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  for (const service of services) {
    const draft = await begin_quietly(page, service);
    const wanted = fs.readFileSync(path.join(shipped, `${service}.service.json`), 'utf8');
    for (const where of pages_of(JSON.parse(wanted))) {
      const address = `${draft}/${where}`;
      const fields = await fields_of(page, await get(page, address));
      const answer = await post(page, address.split('?')[0], [...fields, ['act', 'save']]);
      assert.equal(answer.status(), 303, address);
    }
    assert.equal(await json_of(page, draft), wanted, service);
    assert.match(await get(page, `${draft}/changes`), /No change/, service);
  }
});

test('whatever is typed, the file that is kept is in the one style', { skip, timeout: 600_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  const seed = Number(process.env.SEED ?? 7);
  t.diagnostic(`SEED=${seed}`);
  const { next, pick } = seeded(seed);
  const words = ['', 'ñandú', 'a, b', '"', 'x'.repeat(300), '3', '-1.5', 'P3BD', "lane == 'travel'", '{where.district}', 'état\nsecond', '{}', '[', 'none', '""'];
  const folder = temporary_folder('cityhall-studio');
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  let kept = 0;
  for (let i = 0; i < 12; ++i) {
    const service = pick(services);
    const draft = await begin_quietly(page, service);
    for (let j = 0; j < 10; ++j) {
      const file = JSON.parse(await json_of(page, draft));
      const where = pick(pages_of({ questions: [], workflow: { states: {} }, ...file }));
      const address = `${draft}/${where}`;
      const html = await get(page, address);
      const fields = (await fields_of(page, html)).map(([name, value]) =>
        name !== 'csrf' && name !== 'revision' && name !== 'at' && next() < 0.15 ? [name, pick(words)] : [name, value],
      );
      const acts = ['save', ...[...html.matchAll(/name="act" value="([^"]+)"/g)].map((found) => found[1])];
      const answer = await post(page, address.split('?')[0], [...fields, ['act', pick(acts)]]);
      assert.ok([303, 422].includes(answer.status()), `${address} answers ${answer.status()}`);
      if (answer.status() === 303) ++kept;
    }
    fs.writeFileSync(path.join(folder, `${i}.service.json`), await json_of(page, draft));
  }
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  const checked = await run(program, ['service', 'fmt', '--check', ...files]);
  assert.equal(checked.code, 0, checked.out + checked.err);
  assert.ok(kept > 30, `only ${kept} edits were kept`);
});

test('pictures of the studio', { skip: skip || (!process.env.PICTURES && 'PICTURES=1 makes them'), timeout: 300_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  for (const [size, dark] of [['phone', false], ['desktop', false], ['phone', true], ['desktop', true]]) {
    const page = await stage.sign_in('administrator', { size, dark });
    const draft = await begin(page, 'pothole');
    const look = dark ? `${size}-dark` : size;
    const shots = {
      list: '/admin/studio',
      overview: draft,
      question: `${draft}/parts/questions?at=/questions/3`,
      state: `${draft}/parts/workflow?at=/workflow/states/open`,
      web: `${draft}/preview?channel=web`,
      open311: `${draft}/preview?channel=open311`,
      json: `${draft}/json`,
      changes: `${draft}/changes`,
      ...Object.fromEntries(part_names.map((part) => [part, `${draft}/parts/${part}`])),
    };
    for (const [name, address] of Object.entries(shots)) {
      await page.goto(address);
      await picture(page, `studio-${name}-${look}`);
    }
  }
});
