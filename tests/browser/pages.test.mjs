// One page of each kind, for each kind of person: no accessibility fault, nothing sideways at 320 px, no fault in the console, nothing
// asked from another host; light and dark; and readable without JavaScript.
import test from 'node:test';
import assert from 'node:assert/strict';
import { crawl, kind_of } from './crawl.mjs';
import { check_page, skip, start_browser } from './harness.mjs';

const starts = { resident: '/', dispatcher: '/', agent: '/', crew: '/field', manager: '/', administrator: '/' };

test('pages of the same kind are recognised', () => {
  assert.equal(kind_of('/requests/SR-27-000123/photos'), '/requests/*/photos');
  assert.equal(kind_of('/services/pothole/report'), '/services/pothole/report');
});

/** Collects the faults of all pages, so that one run shows everything. */
async function check_all(page, start) {
  const faults = [];
  const visited = await crawl(page, start, async (current, path, answer) => {
    try {
      assert.ok(answer.status() < 400, `${path} answers ${answer.status()}`);
      await check_page(current);
    } catch (error) {
      faults.push(error.message.split('\n').slice(0, 12).join('\n'));
    }
    current.faults.length = 0;
  });
  assert.ok(visited.length > 0, `nothing to see at ${start}`);
  assert.deepEqual(faults, []);
  return visited;
}

test('pages', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());

  await t.test('the public, on a phone', async () => {
    await check_all(await stage.open({ size: 'phone' }), '/');
  });
  await t.test('the public, in the dark, in Spanish', async () => {
    const page = await stage.open({ dark: true, language: 'es-MX' });
    await check_all(page, '/');
    await page.goto('/');
    assert.equal(await page.getAttribute('html', 'lang'), 'es');
  });
  await t.test('the public, with forced colours', async () => {
    await check_all(await stage.open({ forced_colors: true }), '/');
  });
  await t.test('the public, without JavaScript', async () => {
    const page = await stage.open({ javascript: false });
    for (const path of ['/', '/requests']) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      assert.ok((await page.locator('h1').innerText()).length > 2, `${path} has a heading`);
    }
  });
  for (const [role, start] of Object.entries(starts))
    await t.test(`signed in as ${role}`, async () => {
      const page = await stage.sign_in(role, { size: role === 'crew' ? 'phone' : 'desktop' });
      page.faults.length = 0;
      await check_all(page, start);
    });
});
