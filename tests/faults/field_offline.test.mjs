// A shift without signal, then a bad one: 500 operations and 60 photos, recorded through the pages, the app killed again and again, sent
// through a proxy that drops, delays, answers 500, doubles and reorders, while the session ends in the middle of it. None may be lost,
// none doubled, conflicts are listed.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { database_below, is_built, root, start_demo } from '../lib/server.mjs';
import { start_faulty_proxy } from '../lib/faulty_proxy.mjs';
import { make_tablet } from '../lib/tablet.mjs';
import { client } from '../lib/open311.mjs';
import { district_addresses } from '../browser/town.mjs';

const seed = Number(process.env.CITYHALL_SEED || 7);
// Each with 12 operations and a photo: a whole shift. CITYHALL_ORDERS=6 is enough while writing.
const orders = Number(process.env.CITYHALL_ORDERS || 40);
const finished = orders / 2; // these with another operation and another photo
const operations = orders * 12 + finished; // 500
const photos = orders + finished; // 60
const given_away = 3; // work orders that a dispatcher gives to another crew meanwhile
const photo = fs.readFileSync(path.join(root, 'catalogue/demo/photos/pothole-after.jpg'));

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Work orders for the crew, made by reports in its district: their task ids, as the crew's page shows them. */
async function make_orders(demo) {
  const api = client(demo.base);
  for (const [n, address] of district_addresses(demo, 'center').slice(0, orders).entries()) {
    const what = { service_code: 'POTHOLE', description: `Shift ${n}.`, 'attribute[lane]': 'travel' };
    const fields = { ...what, lat: address.latitude, long: address.longitude };
    const answer = await api.post('/open311/v2/requests.json', { ...fields, api_key: demo.demo.open311_key });
    assert.ok(answer.status < 300, answer.body);
  }
  api.close();
  const database = database_below(demo.data);
  const mine = "SELECT CAST(id AS TEXT) AS id FROM tasks WHERE description LIKE 'Shift %' AND is_over = 0 ORDER BY id";
  const rows = database.prepare(mine).all();
  database.close();
  assert.equal(rows.length, orders, 'each report has its work order');
  return rows.map((row) => row.id);
}

/** Through the proxy, so that the session belongs to the address that the tablet uses. */
async function sign_in(page, proxy, demo) {
  const link = new URL(demo.demo.sign_in.crew);
  await page.goto(proxy.base + link.pathname + link.search);
}

/** Signs the tablet in and waits until the day is on the device. */
async function begin_shift(tablet, proxy, demo) {
  const page = tablet.page();
  await sign_in(page, proxy, demo);
  await page.goto(proxy.base + '/field');
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.reload();
  await page.locator('#sync[data-day=ready]').waitFor({ timeout: 120_000 });
  // Now it may open its session anew, also when that ends without a signal; and knows that after an empty battery, too.
  while (!(await page.context().cookies()).some(({ name }) => name.endsWith('tablet'))) await pause(50);
  await tablet.end();
  await tablet.start();
}

/** The crew's sessions end at the city, as after their time; the tablet still has its cookie, and hears of it by the next answer. */
async function end_sessions(demo) {
  const database = database_below(demo.data, { writable: true });
  const crew = "SELECT id FROM accounts WHERE email = 'crew@fairhaven.example'";
  const { changes } = database.prepare(`UPDATE sessions SET ends_at = opened_at + 1 WHERE account_id = (${crew})`).run();
  database.close();
  assert.ok(changes > 0, 'there was a session');
  // The city keeps sessions in memory; settings may change what people may do, so they are read anew then.
  const api = await signed_in(demo, 'administrator');
  const answer = await api('/api/v1/settings', { method: 'PATCH', body: JSON.stringify({ settings: { phone: '312' } }) });
  assert.equal(answer.status, 200, await answer.text());
}

/** How many sessions the tablet has opened by itself. */
function renewals(demo) {
  const database = database_below(demo.data);
  const { n } = database.prepare("SELECT count(*) AS n FROM sessions WHERE signed_in_by = 'tablet'").get();
  database.close();
  return n;
}

const unsent = (page) => page.locator('#sync').getAttribute('data-unsent-count').then(Number);

/** Fills one form of the open work order and waits until it is safe on the device. */
async function operate(page, kind, { note = '', minutes = '', files = [] } = {}) {
  const before = await unsent(page);
  const box = '#checks [data-item=safe] form';
  const form = page.locator(kind === 'check' ? box : `main form:has(input[name="kind"][value="${kind}"])`);
  if (kind === 'note' || kind === 'done') {
    const fold = page.locator(`details:has(input[value="${kind}"])`);
    if (!(await fold.evaluate((details) => details.open))) await fold.locator('summary').click();
    await form.locator('[name="note"]').fill(note);
    if (minutes) await form.locator('[name="minutes"]').fill(minutes);
    if (files.length) await form.locator('input[type=file]').setInputFiles(files);
  }
  await form.locator('button[type=submit]').click();
  if (kind === 'done') return page.waitForURL(/\/field$/);
  await page.waitForFunction((count) => Number(document.getElementById('sync')?.dataset.unsentCount) > count, before);
}

/** A photo of its own: the picture is the same, the bytes are not. Large enough for three parts. */
function photo_number(n) {
  const rest = Buffer.alloc(450_000, n % 251);
  rest.write(`photo ${n}`);
  return { name: `photo-${n}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.concat([photo, rest]) };
}

/** All of one work order; gives the notes that must arrive, each once. */
async function work_on(page, base, task, n) {
  await page.goto(`${base}/field/orders/${task}`);
  await page.locator('#sync[data-unsent-count]').waitFor();
  const notes = [];
  const note = (words) => (notes.push(words), words);
  await operate(page, 'accept');
  await operate(page, 'start');
  await operate(page, 'check');
  for (let i = 0; i < 6; i++) await operate(page, 'note', { note: note(`order ${n} note ${i}`) });
  await operate(page, 'note', { note: note(`order ${n} photo`), files: [photo_number(2 * n)] });
  await operate(page, 'pause');
  await operate(page, 'start');
  if (n < finished) await operate(page, 'done', { note: note(`order ${n} done`), minutes: '7', files: [photo_number(2 * n + 1)] });
  return notes;
}

/** The dispatcher gives work orders to another crew while theirs has no signal. */
async function give_away(demo, tasks) {
  const api = await signed_in(demo, 'dispatcher');
  const database = database_below(demo.data);
  const { crew } = database.prepare("SELECT CAST(id AS TEXT) AS crew FROM crews WHERE name = 'Streets north'").get();
  database.close();
  for (const task of tasks) {
    const answer = await api(`/api/v1/tasks/${task}/assignment`, { method: 'PUT', body: JSON.stringify({ crew }) });
    assert.equal(answer.status, 200, await answer.text());
  }
}

/** fetch() with the session of a role, without a browser. */
async function signed_in(demo, role) {
  const link = await fetch(demo.demo.sign_in[role], { redirect: 'manual' });
  const cookie = link.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const any = await (await fetch(demo.base + '/work', { headers: { Cookie: cookie } })).text();
  const csrf = any.match(/name="csrf" value="([^"]+)"/)?.[1] ?? '';
  return (where, options = {}) =>
    fetch(demo.base + where, {
      ...options,
      headers: { Cookie: cookie, 'X-CSRF-Token': csrf, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
    });
}

/** What of these notes the city has: {lost, doubled}, by their words. */
function compare(database, notes) {
  const rows = database.prepare("SELECT note, count(*) AS times FROM task_operations WHERE note <> '' GROUP BY note").all();
  const times = new Map(rows.map((row) => [row.note, row.times]));
  return { lost: notes.filter((note) => !times.has(note)), doubled: notes.filter((note) => times.get(note) > 1) };
}

const kept_ids = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const open = indexedDB.open('field');
        open.onsuccess = () => {
          const all = open.result.transaction('operations').objectStore('operations').getAll();
          all.onsuccess = () => resolve(all.result.map(({ id, task, uploads }) => ({ id, task, uploads: uploads.length })));
        };
      }),
  );

test('a shift without signal, then a bad one', { skip: !is_built && 'the program is not built' }, async (t) => {
  const demo = await start_demo();
  const proxy = await start_faulty_proxy(demo.base, { seed });
  const tablet = make_tablet();
  t.after(async () => {
    await tablet.close();
    await proxy.close();
    await demo.stop();
  });
  const tasks = await make_orders(demo);
  const notes = [];
  let recorded = [];

  await t.test('the whole shift is recorded without signal, over two ends of the app', async () => {
    await tablet.start();
    await begin_shift(tablet, proxy, demo);
    proxy.mode = 'down';
    for (const [n, task] of tasks.entries()) {
      if (n === Math.floor(orders / 3) || n === Math.floor((orders * 2) / 3)) {
        await tablet.kill();
        await tablet.start();
      }
      notes.push(...(await work_on(tablet.page(), proxy.base, task, n)));
    }
    recorded = await kept_ids(tablet.page());
    assert.equal(recorded.length, operations);
    assert.equal(recorded.reduce((sum, one) => sum + one.uploads, 0), photos);
    assert.match(await tablet.page().locator('#sync').innerText(), new RegExp(`${operations} not sent yet`));
    const database = database_below(demo.data);
    assert.equal(compare(database, notes).lost.length, notes.length, 'nothing is there yet');
    database.close();
  });

  await t.test('everything arrives through a bad connection, over ends of the app and of the session', async (t) => {
    await give_away(demo, tasks.slice(0, given_away));
    proxy.mode = 'bad';
    const began = performance.now();
    let [by_hand, ends, waited] = [0, 0, 0];
    for (;;) {
      const page = tablet.page();
      if (page.url() === 'about:blank') await page.goto(proxy.base + '/field');
      // A browser that was killed may have forgotten the session; then the person signs in.
      if (page.url().includes('/sign-in')) (by_hand++, await sign_in(page, proxy, demo));
      const left = (await kept_ids(page)).length;
      if (left === 0) break;
      assert.ok(performance.now() - began < 10 * 60_000, `${left} operations still wait`);
      if (ends === 2 && !waited) {
        proxy.mode = 'down'; // for a moment, so that something still waits when the session is gone
        waited = (await kept_ids(page)).length;
        await end_sessions(demo);
        proxy.mode = 'bad';
        for (let turns = 0; !renewals(demo) && turns < 1_200; turns++) await pause(50); // the tablet's own doing
        continue;
      }
      // It sends by itself; a person would drive on.
      for (let waits = 0; waits < 40 && (await kept_ids(page)).length === left; waits++) await pause(100);
      if (await page.locator('#told a[href^="/sign-in"]').isVisible()) (by_hand++, await sign_in(page, proxy, demo));
      if (ends < 4) {
        ends++;
        await (ends === 3 ? tablet.end() : tablet.kill()); // after the renewal it is put away
        await tablet.start();
      }
    }
    await proxy.settled();
    t.diagnostic(`sessions opened by the tablet: ${renewals(demo)}, by a person: ${by_hand}; ends of the app: ${ends}`);
    assert.ok(waited > 0, 'the session ended while something waited');
    assert.ok(renewals(demo) > 0, 'the tablet opened a new one by itself');
    t.diagnostic(`sent in ${((performance.now() - began) / 1000).toFixed(0)} s through: ${JSON.stringify(proxy.counts)}`);
    for (const fault of ['drop_before', 'drop_after', 'fail_before', 'fail_after', 'delay', 'double', 'arrive_late'])
      assert.ok(proxy.counts[fault] > 0, `${fault} happened`);
  });

  await t.test('nothing is lost, nothing doubled, and the conflicts wait for a dispatcher', async (t) => {
    const database = database_below(demo.data);
    const rows = database.prepare('SELECT id, CAST(task_id AS TEXT) AS task_id, result, files FROM task_operations').all();
    const here = new Map(rows.map((row) => [row.id, row]));
    assert.deepEqual(recorded.filter(({ id }) => !here.has(id)), [], 'lost operations');
    assert.equal(rows.filter((row) => tasks.includes(row.task_id)).length, operations, 'no operation that nobody recorded');
    assert.deepEqual(compare(database, notes), { lost: [], doubled: [] });

    const files = recorded.flatMap(({ id }) => here.get(id).files.split(',').filter(Boolean));
    assert.equal(files.length, photos);
    assert.equal(new Set(files).size, photos, 'each photo is a file of its own');
    for (const { id, uploads } of recorded) assert.equal(here.get(id).files.split(',').filter(Boolean).length, uploads);
    const large = database.prepare('SELECT count(*) AS n FROM files WHERE id = ? AND large_bytes > 10000');
    for (const file of files) assert.equal(large.get(BigInt(file)).n, 1);

    const events = database.prepare("SELECT type, data FROM events WHERE type LIKE 'task.%'").all();
    const told = events.map((event) => JSON.parse(event.data).operation).filter(Boolean);
    const mine = told.filter((id) => recorded.some((one) => one.id === id));
    assert.equal(mine.length, operations, 'one event for each operation');
    assert.equal(new Set(mine).size, operations);
    const minutes = database.prepare('SELECT minutes, state FROM tasks WHERE id = ?');
    for (const task of tasks.slice(given_away, finished)) assert.deepEqual({ ...minutes.get(BigInt(task)) }, { minutes: 7, state: 'done' });

    // The town's own year has some, too.
    const conflicts = rows.filter((row) => row.result === 'conflict' && recorded.some(({ id }) => id === row.id));
    const expected = tasks.slice(0, given_away).reduce((sum, _, n) => sum + (n < finished ? 6 : 5), 0);
    assert.equal(conflicts.length, expected, 'accept, start, tick, pause, start and done of each');
    const ticked = database.prepare("SELECT count(*) AS n FROM task_ticks WHERE item = 'safe' AND task_id = ?");
    for (const task of tasks.slice(given_away)) assert.equal(ticked.get(BigInt(task)).n, 1, 'its tick');
    assert.ok(conflicts.every((row) => tasks.slice(0, given_away).includes(row.task_id)));
    database.close();
    const dispatcher = await signed_in(demo, 'dispatcher');
    const page = await (await dispatcher('/desk/conflicts')).text();
    assert.ok([...page.matchAll(/id="operation-/g)].length >= conflicts.length, 'each is listed');
    t.diagnostic(`0 of ${operations} operations and 0 of ${photos} photos lost, 0 doubled; ${conflicts.length} conflicts listed`);
  });

  await t.test('a tablet that just sends loses and doubles through the same connection: the test can fail', async (t) => {
    proxy.mode = 'good';
    const page = tablet.page();
    await sign_in(page, proxy, demo); // a renewal that arrived late may have ended the session for good
    await page.goto(proxy.base + '/field');
    proxy.mode = 'bad';
    const sent_once = Array.from({ length: 120 }, (_, n) => `once ${n}`);
    const sent_again = Array.from({ length: 120 }, (_, n) => `again ${n}`);
    const task = tasks.at(-1);
    await page.evaluate(
      async ({ once, again, task }) => {
        let csrf;
        while (!csrf) csrf = await fetch('/field/state').then((answer) => answer.json()).then((state) => state.csrf, () => '');
        const send = (note) => {
          const form = new URLSearchParams({ csrf, id: crypto.randomUUID(), kind: 'note', base_version: '0', note });
          const path = `/field/orders/${task}/operations`;
          return fetch(path, { method: 'POST', body: form, headers: { Accept: 'application/json' } }).catch(() => null);
        };
        // As many apps do it: send and hope, or send under a new id until it was heard.
        await Promise.all(once.map(send));
        await Promise.all(again.map(async (note) => { while (!(await send(note))?.ok); }));
      },
      { once: sent_once, again: sent_again, task },
    );
    await proxy.settled();
    const database = database_below(demo.data);
    const { lost } = compare(database, sent_once);
    const { doubled } = compare(database, sent_again);
    database.close();
    t.diagnostic(`sent once, ${lost.length} of 120 were lost; sent until heard, ${doubled.length} of 120 were doubled`);
    assert.ok(lost.length > 0, 'the one loses');
    assert.ok(doubled.length > 0, 'the other doubles');
  });
});
