// What can be said of pages by a machine: valid HTML (vnu), Lighthouse, nothing that jumps, small enough, all of it from one host.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { a_request, measure, measured_pages } from '../lib/lighthouse.mjs';
import { root, run, temporary_folder } from '../lib/server.mjs';
import { crawl } from './crawl.mjs';
import { check_page, skip, start_browser } from './harness.mjs';
import { jumps_of, watch_jumps } from './jumps.mjs';
import { begin, channels, pages_of } from './studio.mjs';
import { told_by_program, walks } from './walks.mjs';

const vnu = path.join(root, 'node_modules/vnu-jar/build/dist/vnu.jar');
const without_java = spawnSync('java', ['-version']).status !== 0 && 'vnu needs java (default-jre-headless)';

/** The pages as the server sends them: one of each kind that a role reaches, those at a wrong address, and those at the end of walks. */
async function collect(stage, folder) {
  const named = new Map();
  const kinds = new Set();
  const keep = (address, markup) => {
    const file = path.join(folder, `${named.size}.html`);
    fs.writeFileSync(file, markup);
    named.set(file, address);
  };
  const starts = {
    '': '/',
    resident: '/my-requests',
    dispatcher: '/desk',
    crew: '/field',
    administrator: '/admin',
    manager: '/work',
    agent: '/work',
  };
  for (const [role, start] of Object.entries(starts)) {
    const page = role ? await stage.sign_in(role) : await stage.open();
    const visit = async (_page, address, answer) => keep(`${role || 'nobody'} ${address}`, await answer.text());
    await crawl(page, start, visit, { kinds });
    if (!role)
      for (const address of ['/no-such-page', '/offline', '/styles', '/styles?scheme=dark', '/sign-in', '/desk'])
        keep(address, await (await page.goto(address)).text());
    if (role === 'administrator') await collect_drafts(page, keep);
    await page.context().close();
  }
  const read = async (page, label, answer) => keep(label, await (answer ?? (await page.request.get(page.url()))).text());
  for (const [name, walk] of Object.entries(walks)) await walk(stage, (page, label, answer) => read(page, `${name}: ${label}`, answer));
  return named;
}

/** The studio's pages exist once a draft is begun: of one with all that a service can have, and of one in which everything is wrong. */
async function collect_drafts(page, keep) {
  const visit = async (draft, where) => keep(`${draft}/${where}`, await (await page.request.get(`${draft}/${where}`)).text());
  const drafts = ['pothole', 'water-leak'];
  for (const service of drafts) {
    const draft = await begin(page, service);
    const file = JSON.parse(fs.readFileSync(path.join(root, `catalogue/services/${service}.service.json`), 'utf8'));
    for (const where of [...pages_of(file), 'json', 'changes', ...channels.map((channel) => `preview?channel=${channel}&test=1`)])
      await visit(draft, where);
    await visit(draft, 'parts/texts?channel=web');
    // Each member with another form than expected, and faults beside the fields.
    const wrong = { ...file, title: { en: '' }, route: [{ queue: 'nobody', when: 'colour == 1' }], effective: 7 };
    wrong.tests = [{ expect: {} }, {}];
    for (const list of ['steps', 'check_list', 'documents', 'fees', 'reviews', 'inspections']) wrong[list] = [{}, {}];
    const states = { open: { label: 3, sla: { 1: 'soon' }, actions: { go: { to: 'gone' } }, after: { never: 'gone' } }, lost: {} };
    await page.goto(`${draft}/json`);
    await page.fill('[name=json]', JSON.stringify({ ...wrong, workflow: { start: 'gone', states } }));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/saved=yes/);
    for (const where of [...pages_of({ ...wrong, workflow: { states } }), 'json', 'changes']) await visit(draft, where);
  }
}

test('the HTML of every kind of page is valid', { skip: skip || without_java }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const folder = temporary_folder('vnu');
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const named = await collect(stage, folder);
  t.diagnostic(`${named.size} pages`);
  assert.ok(named.size > 160, 'the pages are found');
  const { err } = await run('java', ['-jar', vnu, '--errors-only', '--exit-zero-always', '--format', 'json', ...named.keys()]);
  const faults = JSON.parse(err).messages.map(
    ({ url, message, extract }) => `${named.get(url.replace(/^file:\/*/, '/'))}: ${message} … ${extract?.trim().replace(/\s+/g, ' ')}`,
  );
  assert.deepEqual(faults, []);
});

test('vnu finds a fault where there is one', { skip: without_java }, async () => {
  const file = path.join(temporary_folder('vnu'), 'wrong.html');
  fs.writeFileSync(file, '<!DOCTYPE html><html lang="en"><title>x</title><p id="a"><p id="a">');
  const { err } = await run('java', ['-jar', vnu, '--errors-only', '--exit-zero-always', '--format', 'json', file]);
  assert.match(err, /Duplicate ID/);
});

const kilobytes_most = 100;

test('public pages on a phone', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const pages = { ...measured_pages, request: await a_request(stage.demo.base), styles: '/styles' };

  for (const [name, where] of Object.entries(pages))
    await t.test(`${name}: nothing jumps, nothing comes from elsewhere`, async (t) => {
      const page = await stage.open({ size: 'phone' });
      await watch_jumps(page);
      let bytes = 0;
      page.on('response', async (answer) => {
        const sizes = await answer.request().sizes().catch(() => undefined);
        bytes += (sizes?.responseBodySize ?? 0) + (sizes?.responseHeadersSize ?? 0);
      });
      await page.goto(where, { waitUntil: 'networkidle' });
      assert.deepEqual(await jumps_of(page), [], 'nothing jumps');
      assert.deepEqual(page.faults, []);
      t.diagnostic(`${(bytes / 1024).toFixed(1)} KB`);
      if (name !== 'styles' && name !== 'request') assert.ok(bytes <= kilobytes_most * 1024, `${bytes} bytes`);
      await page.context().close();
    });

  await t.test('the page of components is as clean as the pages made of them, in each scheme', async () => {
    const page = await stage.open();
    for (const scheme of ['', '?scheme=light', '?scheme=dark', '?scheme=contrast']) {
      await page.goto('/styles' + scheme);
      await check_page(page);
    }
  });
});

test('nothing jumps on a wide screen, of residents and of staff, and on the tablet', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  /** Opened, and let come to rest: `ready` is what its script makes last. */
  const still = async (page, where, ready = 'main h1') => {
    await page.goto(where);
    await page.locator(ready).first().waitFor({ state: 'attached' });
    assert.deepEqual(await jumps_of(page), [], `${where} jumps`);
    assert.deepEqual(page.faults, [], where);
  };
  const first = (page, selector) => page.locator(selector).first().getAttribute('href');

  await t.test('residents', async () => {
    const page = await stage.open();
    await watch_jumps(page);
    for (const where of [...Object.values(measured_pages).filter(Boolean), await a_request(stage.demo.base), '/my-requests', '/help'])
      await still(page, where);
    await page.context().close();
  });
  await t.test('what residents find, and the kiosk', async () => {
    const page = await stage.open({ size: 'phone' });
    await watch_jumps(page);
    const found = ['/search?q=trash', '/requests?q=main&status=closed', '/report', '/follow', '/news', '/sign-in'];
    for (const where of found) await still(page, where);
    await page.context().close();
    const lobby = await stage.sign_in('dispatcher');
    await watch_jumps(lobby);
    await still(lobby, '/kiosk/setup');
    await lobby.locator('main form button').click();
    await lobby.waitForURL(/\/kiosk$/);
    for (const where of ['/kiosk', '/kiosk/services?q=hole', '/services/pothole/report']) await still(lobby, where);
    await lobby.context().close();
  });
  await t.test('the office and the contact center', async () => {
    const page = await stage.sign_in('administrator');
    await watch_jumps(page);
    const lists = ['users', 'roles', 'crews', 'services', 'services/pothole', 'zones', 'calendars', 'events', 'health', 'records'];
    const paths = ['/admin', '/admin/settings', '/admin/look', '/casework/plans', '/desk/content', ...lists.map((one) => `/admin/${one}`)];
    for (const where of paths) await still(page, where);
    await page.context().close();
    const agent = await stage.sign_in('agent');
    await watch_jumps(agent);
    await still(agent, '/desk/contact');
    await agent.fill('input[name=name]', 'Rosa Diaz');
    await agent.locator('form.panel button[type=submit]').click();
    await agent.waitForURL(/\/desk\/contact\/\d+/);
    await still(agent, new URL(agent.url()).pathname);
    await agent.fill('#words', 'hole in the street');
    await agent.keyboard.press('Enter');
    await agent.locator('button[name="choose.service"][value=pothole]').click();
    await agent.waitForSelector('#script');
    await still(agent, new URL(agent.url()).pathname);
    await agent.context().close();
  });
  for (const size of ['phone', 'desktop'])
    for (const map of ['', '&map=yes'])
      await t.test(`what comes in moves no row of the inbox, ${size}${map}`, async () => {
        const page = await stage.sign_in('dispatcher', { size });
        await watch_jumps(page);
        await page.goto('/robots.txt'); // the page after the sign-in listens as well
        const listening = page.waitForResponse(/\/desk\/live/);
        await still(page, `/desk?sort=newest${map}`);
        await listening;
        const tops = () => page.$$eval('tr[data-case]', (rows) => rows.map((row) => row.getBoundingClientRect().top));
        const before = await tops();
        await told_by_program(stage.demo, -86.1525);
        await page.locator('#news[role=status] a', { hasText: '1 new. Show it' }).waitFor();
        assert.deepEqual(await jumps_of(page), []);
        assert.deepEqual(await tops(), before);
        await page.context().close();
      });
  await t.test('staff: inbox, case, board', async () => {
    const page = await stage.sign_in('dispatcher');
    await watch_jumps(page);
    await still(page, '/desk');
    const report = await first(page, '.inbox td.what a');
    for (const where of ['/desk?map=yes', report, '/desk/board', '/desk/board?map=yes', '/desk/load'])
      await still(page, where);
    await page.context().close();
  });
  for (const size of ['phone', 'desktop'])
    await t.test(`the tablet, ${size}`, async () => {
      const page = await stage.sign_in('crew', { size });
      await watch_jumps(page);
      await still(page, '/field', '#sync[data-unsent-count]');
      await still(page, await first(page, '#work h2 a'), '#sync[data-unsent-count]');
      await still(page, '/field/found', '#sync[data-unsent-count]');
      await still(page, '/field/found/pothole', '[data-position]:not([hidden])');
      await page.context().close();
    });
  await t.test('a jump is seen where there is one', async () => {
    const page = await stage.open();
    await watch_jumps(page);
    await page.goto('/services');
    await page.evaluate(() => document.querySelector('main').prepend(Object.assign(document.createElement('p'), { textContent: 'Late.' })));
    assert.equal((await jumps_of(page)).length, 1);
    await page.context().close();
  });
});

test('Lighthouse: accessibility, best practices, SEO', { skip, timeout: 600_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const pages = { ...measured_pages, request: await a_request(stage.demo.base) };
  for (const { name, scores, cls, failed } of await measure(stage.demo.base, pages)) {
    t.diagnostic(`${name}: ${JSON.stringify(scores)}`);
    const wrong = failed.filter((one) => !one.startsWith('performance'));
    assert.deepEqual(wrong, [], name);
    for (const category of ['accessibility', 'best-practices', 'seo']) assert.equal(scores[category], 100, `${name} ${category}`);
    assert.equal(cls, 0, `${name} jumps`);
  }
});
