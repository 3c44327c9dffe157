// The crew's tablet in a real browser: without a connection, signed out, full, told of new work with the app closed, and without scripts.
import test from 'node:test';
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import { once } from 'node:events';
import ece from 'http_ece';
import {
  address_line, count, expect_no_network, found_forms, job, link_to_light, looks_as_always, open_job, ready, report, sign_in_here, step,
  write_note,
} from './crew.mjs';
import { check_page, picture, skip, start_browser, until } from './harness.mjs';
import { finish, photo_after, press } from './journey.mjs';
import { database_below, free_port, start_demo, temporary_folder } from '../lib/server.mjs';

test('the field app', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  await link_to_light(stage, await report(stage.demo, 'Before the signal went.'));
  await report(stage.demo, 'For the crew without scripts.');

  await t.test('a day without a connection', async () => {
    const page = await stage.sign_in('crew', { size: 'phone', worker: true });
    await ready(page);
    expect_no_network(page);
    await page.context().setOffline(true);
    await page.reload();
    assert.ok(await job(page, 'Before the signal went.').isVisible(), 'the list is on the device');
    assert.deepEqual(await looks_as_always(page), { faces: true, styled: true });
    await open_job(page, 'Before the signal went.');
    assert.match(await page.locator('main').innerText(), /street light L10001/, 'what stands there, too');
    assert.deepEqual(await looks_as_always(page), { faces: true, styled: true });
    await step(page, 'accept').click();
    await count(page, 1);
    assert.ok(!(await step(page, 'accept').isVisible()), 'what is done is no longer offered');
    await step(page, 'start').click();
    await count(page, 2);
    await write_note(page, 'The hole is deeper than reported.');
    await page.locator('details:has(input[value="note"]) input[type=file]').setInputFiles(photo_after);
    await page.locator('details:has(input[value="note"]) button[type=submit]').click();
    await count(page, 3);
    assert.match(await page.locator('#told').innerText(), /Kept on this device/);
    await page.locator('#sync', { hasText: /No connection[\s\S]*3 not sent yet/ }).waitFor(); // it tries once, and sees
    await picture(page, 'field-order-offline-390');
    await page.goto('/field');
    assert.match(await job(page, 'Before the signal went.').innerText(), /Being worked on · not sent yet/);
    await page.locator('#outbox summary').click();
    assert.match(await page.locator('#outbox').innerText(), /Accept[\s\S]*Start[\s\S]*1 photo/);
    await picture(page, 'field-list-offline-390');
    await check_page(page);
    await page.goto('/field/orders/1');
    assert.match(await page.locator('h1').innerText(), /No connection/);
    await check_page(page);
    await page.goto('/field');

    await page.context().setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await count(page, 0);
    assert.match(await page.locator('#sync').innerText(), /Everything is sent · Last sent/);
    await job(page, 'Before the signal went.').locator('.badge', { hasText: /^Being worked on$/ }).waitFor();
    await open_job(page, 'Before the signal went.');
    assert.equal(await page.locator('main .photos img').count(), 1, 'the photo has arrived');
    await page.context().close();
  });

  await t.test('what waits is sent as soon as somebody comes back to the app', async () => {
    await report(stage.demo, 'Sent on coming back.');
    const page = await stage.sign_in('crew', { size: 'phone' });
    expect_no_network(page);
    // The app would try again by itself: not within this test.
    await page.addInitScript(() => {
      const wait = globalThis.setTimeout;
      globalThis.setTimeout = (act, ms, ...more) => wait(act, ms >= 2_000 ? 1e9 : ms, ...more);
    });
    await page.goto('/field');
    await open_job(page, 'Sent on coming back.');
    for (const [kind, comes_back] of [['accept', 'focus'], ['start', 'pageshow']]) {
      await page.route('**/field/sync', (route) => route.abort());
      await step(page, kind).click();
      await page.locator('#sync', { hasText: /No connection[\s\S]*1 not sent yet/ }).waitFor();
      await page.unroute('**/field/sync');
      await count(page, 1);
      await page.evaluate((type) => dispatchEvent(new Event(type)), comes_back);
      await count(page, 0);
    }
    await page.context().close();
  });

  await t.test('a check list without a connection: what is required holds back the end', async () => {
    const page = await stage.sign_in('crew', { size: 'phone', worker: true });
    const context = page.context();
    await ready(page);
    await found_forms(page);
    await page.goto('/field/found/manhole-cover');
    await page.locator('#sync[data-unsent-count]').waitFor();
    await page.locator('[name="place"]').fill(address_line(stage.demo));
    await page.locator('[name="note"]').fill('Open beside the school.');
    await page.locator('[name="answer.problem"][value="open"]').check();
    await page.locator('[name="ours"]').check();
    await picture(page, 'field-found-390');
    await check_page(page);
    await page.locator('main form button.large').click();
    await page.waitForURL(/\/field$/);
    await count(page, 0);
    await job(page, 'Open beside the school.').waitFor();
    await ready(page);
    await open_job(page, 'Open beside the school.');
    expect_no_network(page);
    await context.setOffline(true);
    const box = (item) => page.locator(`#check_${item}`);
    await step(page, 'start').click();
    await count(page, 1);
    const done = page.locator('form:has(input[value="done"])');
    await done.locator('[name="note"]').fill('Put back.');
    await done.locator('button[type=submit]').click();
    await page.locator('#told', { hasText: 'Tick this first: The hole is covered or fenced off.' }).waitFor();
    await count(page, 1);
    assert.ok(await box('covered').evaluate((button) => button === document.activeElement), 'the box that is missing has the focus');
    await page.keyboard.press('Space');
    await count(page, 2);
    assert.equal(await box('covered').getAttribute('aria-checked'), 'true');
    await box('firm').click();
    await count(page, 3);
    await box('firm').click();
    await count(page, 4);
    assert.equal(await box('firm').getAttribute('aria-checked'), 'false', 'a tick can be taken away again');
    await page.reload();
    await page.locator('#sync[data-unsent-count="4"]').waitFor();
    assert.equal(await box('covered').getAttribute('aria-checked'), 'true', 'also after the app was closed');
    await picture(page, 'field-checks-390');
    await check_page(page);
    await page.locator('details:has(> form input[value="done"])').evaluate((fold) => (fold.open = true));
    await done.locator('[name="note"]').fill('Put back.');
    await done.locator('button[type=submit]').click();
    await page.waitForURL(/\/field$/);
    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await count(page, 0);
    await page.goto('/field');
    assert.match(await page.locator('main').innerText(), /Done today[\s\S]*Open beside the school/);
    await context.close();
  });

  await t.test('something found without a connection is reported later, once, and can be corrected', async () => {
    const page = await stage.sign_in('crew', { size: 'phone', worker: true });
    const context = page.context();
    await ready(page);
    await found_forms(page);
    expect_no_network(page);
    await context.setOffline(true);
    await page.goto('/field/found?place=' + encodeURIComponent('No such street 1'));
    await page.locator('a', { hasText: /^Pothole$/ }).click();
    await page.locator('#sync[data-unsent-count]').waitFor();
    await page.locator('[name="place"]').fill('No such street 1');
    await page.locator('[name="note"]').fill('Seen from the truck.');
    await page.locator('input[type=file]').setInputFiles(photo_after);
    await page.locator('main form button.large').click();
    await page.waitForURL(/\/field$/);
    await count(page, 1);
    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.locator('#outbox', { hasText: 'The city did not take this' }).waitFor();
    await picture(page, 'field-found-refused-390');
    await page.locator('#outbox a', { hasText: 'Change' }).click();
    await page.locator('#told', { hasText: 'The photos from before go along.' }).waitFor();
    assert.equal(await page.locator('[name="note"]').inputValue(), 'Seen from the truck.');
    await page.locator('[name="place"]').fill(address_line(stage.demo));
    await page.locator('main form button.large').click();
    await page.waitForURL(/\/field$/);
    await count(page, 0);
    await page.locator('#told', { hasText: /Reported as SR-/ }).waitFor();
    const number = (await page.locator('#told').innerText()).match(/SR-[\d-]+/)[0];
    const dispatcher = await stage.sign_in('dispatcher');
    await dispatcher.goto(`/desk/cases/${number}`);
    const words = await dispatcher.locator('main').innerText();
    assert.match(words, /Seen from the truck\./);
    assert.match(words, /Field crew/);
    assert.equal(await dispatcher.locator('main .photos img').count(), 1);
    await context.close();
  });

  await t.test('handed back without a connection, with a reason', async () => {
    await report(stage.demo, 'Nobody can get there.');
    const page = await stage.sign_in('crew', { size: 'phone', worker: true });
    const context = page.context();
    await ready(page);
    await open_job(page, 'Nobody can get there.');
    assert.match(await page.locator('a', { hasText: 'Directions' }).getAttribute('href'), /^geo:-?\d+\.\d+,-?\d+\.\d+\?q=/);
    expect_no_network(page);
    await context.setOffline(true);
    await page.locator('details:has(input[value="decline"]) summary').click();
    const form = page.locator('form:has(input[value="decline"])');
    await form.evaluate((element) => (element.noValidate = true));
    await form.locator('button[type=submit]').click();
    await page.locator('#told', { hasText: 'Say why you hand it back.' }).waitFor();
    await form.locator('[name="note"]').fill('A locked gate.');
    await form.locator('button[type=submit]').click();
    await page.waitForURL(/\/field$/);
    await count(page, 1);
    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await count(page, 0);
    const dispatcher = await stage.sign_in('dispatcher');
    await dispatcher.goto('/desk/conflicts');
    assert.match(await dispatcher.locator('main').innerText(), /Handed back[\s\S]*A locked gate\./);
    await picture(dispatcher, 'field-handed-back-1280');
    await check_page(dispatcher);
    await context.close();
  });

  await t.test('the map moves without a connection', async () => {
    const page = await stage.sign_in('crew', { size: 'phone', worker: true });
    const context = page.context();
    await ready(page);
    await page.locator('#sync[data-map=ready]').waitFor({ timeout: 60_000 });
    assert.match(await page.locator('#day-map').innerText(), /The map around this work is on this device\./);
    const kept = await page.evaluate(async () => (await (await caches.open('field-map')).keys()).map(({ url }) => new URL(url).pathname));
    const tiles = kept.filter((one) => one.startsWith('/map/tiles/'));
    assert.ok(tiles.length > 10 && tiles.length <= 400, `${tiles.length} tiles`);
    expect_no_network(page);
    await context.setOffline(true);
    await page.reload();
    await page.locator('#day-map [data-open-map]').click();
    await page.locator('#day-map .map-live canvas').waitFor();
    assert.ok((await page.locator('#day-map .map-live .map-dot').count()) > 0, 'the work orders stand on it');
    await page.locator('#day-map [data-act="closer"]').click();
    // Drawn: a town has more than one colour.
    const drawn = async () => (await page.locator('#day-map .map-live canvas').screenshot()).length;
    for (let looks = 0; (await drawn()) <= 5_000; ++looks) {
      assert.ok(looks < 40, 'something is drawn');
      await page.waitForTimeout(250);
    }
    await picture(page, 'field-map-offline-390');
    assert.equal(await page.locator('#day-map .map-told').innerText(), '');
    await context.close();
  });

  await t.test('a session that ended in the middle of a shift is opened anew by the tablet', async () => {
    const page = await stage.sign_in('crew', { size: 'phone', worker: true });
    const context = page.context();
    await ready(page);
    await until(
      page,
      () =>
        new Promise((resolve) => {
          const open = indexedDB.open('field');
          open.onsuccess = () => {
            const asked = open.result.transaction('facts').objectStore('facts').get('enrolled');
            asked.onsuccess = () => {
              open.result.close();
              resolve(Boolean(asked.result));
            };
          };
        }),
    );
    const tablet = (await context.cookies()).find(({ name }) => name.endsWith('tablet'));
    assert.ok(tablet?.httpOnly, 'no script reads it');
    await open_job(page, 'Before the signal went.');
    await context.clearCookies({ name: /session$/ });
    await write_note(page, 'After the session had ended, and nobody signed in.');
    await page.locator('details:has(input[value="note"]) button[type=submit]').click();
    await page.locator('#sync', { hasText: 'Everything is sent' }).waitFor();
    assert.ok(!(await page.locator('#told a[href^="/sign-in"]').isVisible()), 'nobody is asked to sign in');
    const after = await context.cookies();
    assert.ok(after.some(({ name }) => name.endsWith('session')));
    assert.notEqual(after.find(({ name }) => name.endsWith('tablet')).value, tablet.value, 'the secret has changed');
    // Opened anew, the app comes up as well.
    await context.clearCookies({ name: /session$/ });
    await page.goto('/field');
    assert.match(page.url(), /\/field$/);
    await page.locator('#work').waitFor();
    // Somebody who is not only crew signs in here: then the device renews nobody's session.
    await sign_in_here(page, stage.demo.demo.sign_in.dispatcher);
    await page.goto('/field');
    await page.waitForFunction(() => document.querySelector('#sync')?.dataset.unsentCount === '0');
    await page.waitForResponse(/renewal\/tablets/, { timeout: 10_000 }).catch(() => undefined);
    assert.ok(!(await context.cookies()).some(({ name }) => name.endsWith('tablet')));
    await context.close();
  });

  await t.test('signed out: what waits stays, and goes after the next sign-in', async () => {
    const page = await stage.sign_in('crew', { size: 'phone', worker: true });
    await ready(page);
    await open_job(page, 'Before the signal went.');
    await page.context().clearCookies();
    await write_note(page, 'Written after the session had ended.');
    await page.locator('details:has(input[value="note"]) button[type=submit]').click();
    await page.locator('#told a', { hasText: 'Sign in' }).waitFor();
    await count(page, 1);
    assert.match(await page.locator('#told').innerText(), /safe on this device/);
    assert.match(await page.locator('#told a').getAttribute('href'), /^\/sign-in\?next=/);
    await sign_in_here(page, stage.demo.demo.sign_in.dispatcher);
    await page.goto('/field');
    await page.locator('#told', { hasText: 'Luis Ortega' }).waitFor();
    await count(page, 1);
    await sign_in_here(page, stage.demo.demo.sign_in.crew);
    await page.goto('/field');
    await count(page, 0);
    await page.context().close();
  });

  await t.test('a full device says so and keeps what was typed', async () => {
    const other = await stage.sign_in('crew', { size: 'phone', worker: true });
    await other.goto('/field');
    const path = await job(other, 'Before the signal went.').locator('h2 a').getAttribute('href');
    await other.context().close();
    const page = await stage.open({ size: 'phone', worker: true });
    expect_no_network(page);
    // Before the first page of the app, which keeps the day's work: browsers look at the space that is left only now and then.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: stage.demo.base, quotaSize: 110_000 });
    await page.goto(stage.demo.demo.sign_in.crew);
    await page.goto(path);
    await page.locator('#sync[data-unsent-count]').waitFor();
    await write_note(page, 'No space for this one.');
    const form = page.locator('details:has(input[value="note"])');
    await form.locator('input[type=file]').setInputFiles(photo_after);
    await form.locator('button[type=submit]').click();
    await page.locator('#told', { hasText: 'no space left' }).waitFor();
    assert.equal(await form.locator('[name="note"]').inputValue(), 'No space for this one.');
    await picture(page, 'field-full-390');
    await form.locator('input[type=file]').setInputFiles([]);
    await form.locator('button[type=submit]').click();
    await page.locator('#sync', { hasText: 'Everything is sent' }).waitFor();
    await page.context().close();
  });

  await t.test('the worker sends what waits, with the app closed', async () => {
    await report(stage.demo, 'Sent by the worker.');
    const page = await stage.sign_in('crew', { size: 'phone', worker: true });
    const context = page.context();
    // Chromium would wake the worker at a time of its own; here it is told when.
    await context.addInitScript(() => {
      globalThis.SyncManager.prototype.register = async (tag) => void (globalThis.wished = tag);
    });
    const elsewhere = await context.newPage(); // of the same browser, without any script of ours
    await elsewhere.goto('/robots.txt');
    await page.bringToFront(); // one behind draws once a second
    await ready(page);
    await open_job(page, 'Sent by the worker.');
    const address = page.url();
    expect_no_network(page);
    await context.setOffline(true);
    await step(page, 'accept').click();
    await count(page, 1);
    await write_note(page, 'Written in the cellar.');
    await page.locator('details:has(input[value="note"]) input[type=file]').setInputFiles(photo_after);
    await page.locator('details:has(input[value="note"]) button[type=submit]').click();
    await count(page, 2);
    assert.equal(await page.evaluate(() => globalThis.wished), 'outbox');
    await page.close();

    const mate = await stage.sign_in('crew', { size: 'phone', javascript: false });
    await mate.goto(address);
    assert.doesNotMatch(await mate.locator('main').innerText(), /Accepted/, 'the city knows nothing of it yet');
    await context.setOffline(false);
    const devtools = await context.newCDPSession(elsewhere);
    const registrationId = await worker_of(devtools);
    const sync = { origin: stage.demo.base, registrationId, tag: 'outbox', lastChance: false };
    await devtools.send('ServiceWorker.dispatchSyncEvent', sync);
    // The worker has nobody to tell; the city's page says when it was there.
    const arrived = async () => {
      await mate.goto(address);
      const words = await mate.locator('main').innerText();
      return /Accepted/.test(words) && (await mate.locator('main .photos img').count()) === 1;
    };
    for (let turns = 0; !(await arrived()); ++turns) {
      assert.ok(turns < 200, 'the worker has sent nothing');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // A second wake-up has nothing to send, and doubles nothing.
    await devtools.send('ServiceWorker.dispatchSyncEvent', sync);
    const again = await context.newPage();
    await again.goto(address);
    await count(again, 0);
    assert.ok(await arrived(), 'once');
    await mate.context().close();
    await context.close();
  });

  await t.test('without scripts', async () => {
    const page = await stage.sign_in('crew', { size: 'phone', javascript: false });
    await page.goto('/field');
    await job(page, 'For the crew without scripts.').locator('h2 a').click();
    await page.waitForURL(/\/field\/orders\//);
    await press(page, 'accept');
    await press(page, 'start');
    assert.match(await page.locator('main').innerText(), /Being worked on/);
    await finish(page, { note: 'Done by plain forms.', sent: false });
    assert.match(await page.locator('main').innerText(), /Done today[\s\S]*For the crew without scripts/);
    await page.context().close();
  });

  await t.test('a dispatcher sees what did not fit', async () => {
    await report(stage.demo, 'Finished twice.');
    const crew = await stage.sign_in('crew', { size: 'phone', worker: true });
    await ready(crew);
    await open_job(crew, 'Finished twice.');
    const address = crew.url();
    await crew.context().setOffline(true);
    await step(crew, 'start').click();
    await count(crew, 1);
    await finish(crew, { note: 'Filled from the truck.', sent: false });
    const mate = await stage.sign_in('crew', { size: 'phone', javascript: false });
    await mate.goto(address);
    await finish(mate, { note: 'Filled by the mate.', sent: false });
    await crew.context().setOffline(false);
    await crew.evaluate(() => dispatchEvent(new Event('online')));
    await count(crew, 0);
    await crew.goto('/field');
    assert.match(await crew.locator('main').innerText(), /Did not fit[\s\S]*A dispatcher looks at this/);
    const dispatcher = await stage.sign_in('dispatcher');
    await dispatcher.goto('/desk/conflicts');
    const panel = dispatcher.locator('.panel', { hasText: 'Filled from the truck.' });
    assert.match(await panel.innerText(), /What the crew meant[\s\S]*How it stands now/);
    assert.equal(await panel.locator('.photos img').count(), 1);
    await picture(dispatcher, 'field-conflicts-1280');
    dispatcher.faults.length = 0;
    await check_page(dispatcher);
    await panel.locator('details:has(input[value="discard"]) [name="how"]').fill('Your mate was faster.');
    await panel.locator('details:has(input[value="discard"]) button').click();
    await dispatcher.waitForURL(/saved=yes/);
    await crew.goto('/field');
    assert.match(await crew.locator('main').innerText(), /Discarded by a dispatcher Your mate was faster\./);
    await crew.context().close();
  });
});

/** A push service that keeps what it gets and answers as told. */
async function start_push_service(status) {
  const got = [];
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    got.push({ url: request.url, headers: request.headers, body: Buffer.concat(chunks) });
    server.emit('got');
    response.writeHead(status(got.length)).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const wait = async (n) => {
    while (got.length < n) await once(server, 'got');
    return got[n - 1];
  };
  return { base: `http://127.0.0.1:${server.address().port}`, got, wait, close: () => (server.closeAllConnections(), server.close()) };
}


/** The push service is on loopback, which the city calls only when its settings say so. */
function allow_loopback(data) {
  const database = database_below(data, { writable: true });
  const { document } = database.prepare('SELECT document FROM settings').get();
  database.prepare('UPDATE settings SET document = ?').run(JSON.stringify({ ...JSON.parse(document), outbound_everywhere: true }));
  database.close();
}

/** RFC 8292: an ES256 token for the origin of the push service, with the key that the browser subscribed with. */
function check_vapid(message, service, push_key) {
  const [, token, key] = message.headers.authorization.match(/^vapid t=([\w.-]+), k=([\w-]+)$/);
  assert.equal(key, push_key);
  const point = Buffer.from(key, 'base64url');
  const part = (from, to) => point.subarray(from, to).toString('base64url');
  const public_key = crypto.createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33, 65) }, format: 'jwk' });
  const [head, claims, signature] = token.split('.');
  const key_of_city = { key: public_key, dsaEncoding: 'ieee-p1363' };
  const verified = crypto.verify('sha256', Buffer.from(`${head}.${claims}`), key_of_city, Buffer.from(signature, 'base64url'));
  assert.ok(verified, 'the token is signed by the city');
  const said = JSON.parse(Buffer.from(claims, 'base64url'));
  assert.equal(said.aud, service.base);
  assert.match(said.sub, /^mailto:/);
  const ahead = said.exp - Date.now() / 1000;
  assert.ok(ahead > 0 && ahead <= 24 * 3600, 'it ends within a day');
}

test('web push', { skip }, async (t) => {
  const data = temporary_folder('cityhall-push');
  const port = await free_port();
  await (await start_demo({ data, port })).stop();
  allow_loopback(data);
  const stage = await start_browser({ data, port });
  const service = await start_push_service((n) => (n === 1 ? 503 : n < 4 ? 201 : 410));
  t.after(async () => {
    service.close();
    await stage.close();
    fs.rmSync(data, { recursive: true, force: true });
  });
  const browser_key = crypto.createECDH('prime256v1');
  const p256dh = browser_key.generateKeys('base64url');
  const auth = crypto.randomBytes(16).toString('base64url');
  const page = await stage.sign_in('crew', { size: 'phone', worker: true });
  await page.goto('/field');
  const push_key = await page.evaluate(
    async (subscription) => {
      const state = await (await fetch('/field/state')).json();
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': state.csrf };
      const answer = await fetch('/field/devices', { method: 'POST', headers, body: JSON.stringify(subscription) });
      if (answer.status !== 204) throw new Error(await answer.text());
      return state.push_key;
    },
    { endpoint: `${service.base}/send/abc`, keys: { p256dh, auth } },
  );
  assert.equal(Buffer.from(push_key, 'base64url').length, 65);

  await t.test('a new work order reaches a device with the app closed; http_ece can read it', async () => {
    await report(stage.demo, 'Told by push.');
    const message = await service.wait(2); // the first was answered 503 and is sent again
    assert.equal(message.headers['content-encoding'], 'aes128gcm');
    assert.equal(message.headers.urgency, 'high');
    assert.ok(Number(message.headers.ttl) > 0);
    assert.match(message.headers.topic, /^[\w-]{1,32}$/);
    check_vapid(message, service, push_key);
    const plain = ece.decrypt(message.body, { version: 'aes128gcm', privateKey: browser_key, authSecret: auth });
    const told = JSON.parse(plain.toString());
    assert.equal(told.title, 'New work order');
    assert.match(told.url, /^\/field\/orders\/\d+$/);
    assert.notDeepEqual(service.got[0].body, service.got[1].body, 'a fresh key and salt each time');
    const other = crypto.randomBytes(16);
    assert.throws(() => ece.decrypt(message.body, { version: 'aes128gcm', privateKey: browser_key, authSecret: other }));
    const answer = await page.goto(told.url);
    assert.equal(answer.status(), 200);
  });

  await t.test('the worker shows it', async () => {
    await ready(page);
    await page.context().grantPermissions(['notifications'], { origin: stage.demo.base });
    const devtools = await page.context().newCDPSession(page);
    const registrationId = await worker_of(devtools);
    const content = JSON.stringify({ title: 'New work order', body: 'Pothole · 12 Main Street', url: '/field/orders/7', tag: 'task-7' });
    const deliver = () => devtools.send('ServiceWorker.deliverPushMessage', { origin: stage.demo.base, registrationId, data: content });
    const shown_now = () =>
      page.evaluate(async () => {
        const [one] = await (await navigator.serviceWorker.ready).getNotifications();
        return one && { title: one.title, body: one.body, url: one.data.url };
      });
    // The browser's tools drop what they deliver to a worker that is just starting. The tag makes the second of two the same one.
    let shown;
    for (let turn = 0; !shown && turn < 200; turn++) {
      if (turn % 20 === 0) await deliver();
      await page.waitForTimeout(100);
      shown = await shown_now();
    }
    assert.deepEqual(shown, { title: 'New work order', body: 'Pothole · 12 Main Street', url: '/field/orders/7' });
  });

  await t.test('a device that is gone is forgotten', async () => {
    await report(stage.demo, 'Told once more.');
    await service.wait(3);
    await report(stage.demo, 'Told to nobody.');
    await service.wait(4); // answers 410
    const devices = () => {
      const database = database_below(data);
      const { n } = database.prepare('SELECT count(*) AS n FROM push_devices').get();
      database.close();
      return n;
    };
    while (devices() > 0) await new Promise((resolve) => setTimeout(resolve, 50)); // another process: nothing to be told by
    assert.equal(devices(), 0);
  });
});

const once_event = (devtools, name, find) =>
  new Promise((resolve) => {
    const listener = (event) => {
      const found = find(event);
      if (!found) return;
      devtools.off(name, listener);
      resolve(found);
    };
    devtools.on(name, listener);
  });

/** The id by which the browser's tools know the worker. */
async function worker_of(devtools) {
  const field = ({ registrations }) => registrations.find((one) => one.scopeURL.endsWith('/field'))?.registrationId;
  const registered = once_event(devtools, 'ServiceWorker.workerRegistrationUpdated', field);
  await devtools.send('ServiceWorker.enable');
  return registered;
}
