// One page of each kind, for each kind of person: no accessibility fault, nothing sideways at 320 px, no fault in the console, nothing
// asked from another host; light and dark; and readable without JavaScript.
import test from 'node:test';
import assert from 'node:assert/strict';
import { crawl, kind_of, routes } from './crawl.mjs';
import { check_accessible, check_page, skip, start_browser } from './harness.mjs';
import { walks } from './walks.mjs';

const starts = {
  dispatcher: '/desk', // first: sees more of a case than the others
  resident: '/my-requests',
  crew: '/field',
  administrator: '/work',
  manager: '/work',
  agent: '/work',
};

const public_paths = [
  '/',
  '/services',
  '/services/pothole',
  '/services/pothole/report',
  '/requests',
  '/sign-in',
  '/news',
  '/alerts',
  '/pages/accessibility',
  '/search?q=basura',
  '/search?q=xyzzyqwv', // finds nothing
];

test('pages of the same kind are recognised', () => {
  assert.equal(kind_of('/requests/SR-27-000123'), '/requests/{number}');
  assert.equal(kind_of('/requests.atom'), '/requests.{format:atom|rss}');
  assert.equal(kind_of('/services/pothole/report?x=y'), '/services/{service}/report');
  assert.equal(kind_of('/admin/users/new'), '/admin/users/new');
});

/** What answers with something else than a page. */
const no_page =
  /^\/(api|open311|map|files|look|metrics|health|addresses)\b(?!\/?$)|\/live$|\.(\{|csv|json|geojson|xml|txt|svg|ico|ics|atom|webmanifest|js)|^\/(metrics|health|addresses)$|^\/field\/(state|uploads)|\/recording$/;

/** Pages that stand at the end of no link: who looks at them where. */
const without_links = [
  ['', '/sign-in/code'],
  ['', '/report/photo'],
  ['', '/report/place'],
  ['', '/offline'],
  ['', '/styles'],
  ['', '/kiosk'],
  ['', '/kiosk/services'],
  ['', '/kiosk/request'],
  ['dispatcher', '/kiosk/setup'],
  ['crew', '/field/offline'],
];

/** Pages that another test looks at in the same way, and why not this one. */
const looked_at_elsewhere = {
  '/delegates': 'delegates.test.mjs: the delegate is a person of its own',
  '/delegates/training': 'delegates.test.mjs',
  '/delegates/entry': 'delegates.test.mjs',
  '/delegates/batches/{batch}': 'delegates.test.mjs',
  '/delegates/batches/{batch}/rows/{row}': 'delegates.test.mjs',
  '/delegates/results': 'delegates.test.mjs',
  '/admin/studio/{draft}': 'studio.test.mjs: a draft is begun there, and followed to its end',
  '/admin/studio/{draft}/parts/{part}': 'studio.test.mjs',
  '/admin/studio/{draft}/preview': 'studio.test.mjs',
  '/admin/studio/{draft}/json': 'studio.test.mjs',
  '/admin/studio/{draft}/changes': 'studio.test.mjs',
  '/report/unfinished': 'never a page: leads on to the question where the report stands',
};

/** Looks at what the end of a walk shows: a kind that is new in every way, others and refusals for their accessibility. */
async function check_walk(stage, walk, kinds) {
  const faults = [];
  await walk(stage, async (page, label, answer) => {
    const kind = kind_of(new URL(page.url()).pathname);
    const refused = (answer?.status() ?? 200) >= 400;
    if (refused) page.faults.length = 0; // the browser reports the status itself
    const check = refused || kinds.has(kind) ? check_accessible : check_page;
    await check(page).catch((error) => faults.push(`${label}: ${error.message.split('\n').slice(0, 12).join('\n')}`));
    if (!refused) kinds.add(kind);
    page.faults.length = 0;
  });
  assert.deepEqual(faults, []);
}

/** Collects the faults of all pages, so that one run shows everything. */
async function check_all(page, start, kinds) {
  const faults = [];
  const visit = async (current, path, answer) => {
    try {
      assert.ok(answer.status() < 400, `${path} answers ${answer.status()}`);
      await check_page(current);
    } catch (error) {
      faults.push(error.message.split('\n').slice(0, 12).join('\n'));
    }
    current.faults.length = 0;
  };
  const visited = await crawl(page, start, visit, { kinds });
  assert.ok(visited.length > 0, `nothing to see at ${start}`);
  assert.deepEqual(faults, []);
  return visited;
}

test('pages', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const kinds = new Set(); // a page that several roles see is checked once

  await t.test('the public', async () => {
    await check_all(await stage.open({ size: 'phone' }), '/', kinds);
  });
  await t.test('the public, in Spanish', async () => {
    const page = await stage.open({ dark: true, language: 'es-MX' });
    for (const path of public_paths) {
      await page.goto(path);
      assert.equal(await page.getAttribute('html', 'lang'), 'es', path);
      await check_page(page);
    }
  });
  await t.test('pages that say what went wrong', async () => {
    const page = await stage.open();
    for (const [path, status] of [
      ['/no-such-page', 404],
      ['/requests/SR-99-999999', 404],
      ['/track/SR-99-999999/wrong', 404],
      ['/pages/no-such-page', 404],
      ['/desk', 401],
      ['/sign-in/link/wrong', 404],
    ]) {
      const answer = await page.goto(path);
      if (status !== 401) assert.equal(answer.status(), status, path);
      assert.ok((await page.locator('h1').innerText()).length > 2, `${path} has a heading`);
      page.faults.length = 0; // the browser reports the status itself
      await check_page(page);
    }
  });
  await t.test('the public, without JavaScript', async () => {
    const page = await stage.open({ javascript: false });
    for (const path of public_paths) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      assert.ok((await page.locator('h1').innerText()).length > 2, `${path} has a heading`);
    }
  });
  for (const [role, start] of Object.entries(starts))
    await t.test(`signed in as ${role}`, async () => {
      const page = await stage.sign_in(role, { size: role === 'crew' ? 'phone' : 'desktop' });
      page.faults.length = 0;
      await check_all(page, start, kinds);
    });
  await t.test('pages that no link leads to', async () => {
    for (const [role, path] of without_links) {
      if (kinds.has(kind_of(path))) continue;
      const page = role ? await stage.sign_in(role) : await stage.open({ size: 'phone' });
      const answer = await page.goto(path);
      assert.ok(answer.status() < 400, `${path} answers ${answer.status()}`);
      await check_page(page);
      kinds.add(kind_of(path));
      await page.context().close();
    }
  });
  for (const [name, walk] of Object.entries(walks)) await t.test(`at the end of a walk: ${name}`, () => check_walk(stage, walk, kinds));
  await t.test('no kind of page is left out', () => {
    const not_seen = routes.map((route) => route.pattern).filter((pattern) => !kinds.has(pattern) && !no_page.test(pattern));
    assert.deepEqual(not_seen.sort(), Object.keys(looked_at_elsewhere).sort(), 'a walk in walks.mjs leads there, or a reason stands here');
  });
});
