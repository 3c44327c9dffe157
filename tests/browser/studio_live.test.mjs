// What the studio does while a clerk types: the preview beside the form and in a second window, tests and faults at once, the picture of
// the workflow, and all of it by keys alone.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { jumps_of, watch_jumps } from './jumps.mjs';
import { begin } from './studio.mjs';

/** What the panel beside the form shows. */
const panel_shows = (page, words) => page.locator('#beside #preview').filter({ hasText: words }).waitFor();

/** Where somebody types, and what they see of it. */
const hand = (page) =>
  page.evaluate(() => {
    const field = document.activeElement;
    const { top, left, width } = field.getBoundingClientRect();
    return { name: field.name, cursor: field.selectionStart, scroll: scrollY, top, left, width };
  });

test('the preview stands beside the form and follows what is typed', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  await watch_jumps(page, { always: true });
  const draft = await begin(page, 'pothole');
  await page.goto(`${draft}/parts/texts`);
  await panel_shows(page, 'Where is it?');

  await t.test('a title as it is typed, before it is saved; the form stays where it is', async () => {
    const title = page.locator('[name="/title/en"]');
    await title.click();
    await page.keyboard.press('End');
    await page.evaluate(() => scrollBy(0, 60));
    const before = await hand(page);
    await page.keyboard.type('!');
    await panel_shows(page, 'Pothole!');
    assert.equal(await page.locator('#saved-state').innerText(), '', 'not saved yet');
    assert.deepEqual(await hand(page), { ...before, cursor: before.cursor + 1 });
    assert.deepEqual(await jumps_of(page), []);
  });
  await t.test('in the channel and language that were chosen, on the next page as well', async () => {
    await page.locator('#beside [name=channel]').selectOption('phone');
    await page.locator('#beside [name=in]').selectOption('es');
    await page.fill('[name="/title/es"]', 'Hoyo en la calle');
    await panel_shows(page, 'Hoyo en la calle');
    await page.locator('#saved-state', { hasText: 'Saved' }).waitFor();
    await page.goto(`${draft}/parts/questions?at=/questions/0`);
    await panel_shows(page, 'Hoyo en la calle');
    await page.fill('[name="/questions/0/label/es"]', '¿En qué esquina?');
    await panel_shows(page, '¿En qué esquina?');
    await page.locator('#saved-state', { hasText: 'Saved' }).waitFor();
    assert.deepEqual(await jumps_of(page), []);
  });
  await t.test('what is only looked at cannot be used, and is no part of what is sent', async () => {
    await page.locator('#beside [name=channel]').selectOption('web');
    await page.locator('#beside #preview [data-question]').first().waitFor();
    assert.equal(await page.locator('#preview').evaluate((one) => one.inert && one.querySelectorAll('[id]').length === 0), true);
    const sent = await page.locator('form.studio').evaluate((form) => [...form.elements].some((one) => one.closest('#beside')));
    assert.equal(sent, false);
    await check_page(page);
  });
  await t.test('where there is no room it is not there, and nobody asks for it', async () => {
    await page.setViewportSize({ width: 1100, height: 800 });
    const checked = page.waitForRequest(/\/examinations\//);
    await page.fill('[name="/questions/0/label/en"]', 'Which corner?');
    assert.doesNotMatch((await checked).url(), /channel=/);
    assert.equal(await page.locator('#beside').isVisible(), false);
    // With room again it shows what stands there now.
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.fill('[name="/questions/0/label/en"]', 'At which corner?');
    await page.locator('#beside [name=in]').selectOption('en');
    await panel_shows(page, 'At which corner?');
  });
  assert.deepEqual(page.faults, []);
});

test('the preview in a second window follows by itself', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  const draft = await begin(page, 'pothole');
  await page.goto(`${draft}/parts/questions?at=/questions/1`);
  await panel_shows(page, 'Where is it?');
  // The question whose page it is stands in sight.
  assert.ok(await page.locator('#beside .scroll').evaluate((frame) => frame.scrollTop > 100));
  await page.locator('#beside [name=in]').selectOption('es');
  const opens = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'In a window of its own' }).click();
  const second = await opens;
  await second.locator('#preview h2', { hasText: 'Web' }).waitFor();
  assert.match(second.url(), /in=es/);
  const other = await page.context().newPage();
  await other.goto(`${await begin(other, 'graffiti')}/preview`);
  const elsewhere = await other.locator('#preview').innerText();

  // Somebody tries the preview meanwhile: the answer stays.
  const tried = second.locator('#preview input[type=radio]:enabled').first();
  await tried.check();
  await page.fill('[name="/questions/1/label/es"]', '¿En cuál carril?');
  await second.locator('#preview', { hasText: '¿En cuál carril?' }).waitFor();
  assert.equal(await second.locator('#preview input[type=radio]').first().isChecked(), true);
  assert.equal(await page.locator('#saved-state').innerText(), '', 'as typed, not as saved');
  // What a button did is followed as well.
  await page.locator('#saved-state', { hasText: 'Saved' }).waitFor();
  await page.goto(`${draft}/parts/questions`);
  await page.locator('button[value="remove /questions/1"]').click();
  await page.waitForURL(/saved=yes/);
  await second.locator('#preview', { hasNotText: '¿En cuál carril?' }).waitFor();
  assert.equal(await other.locator('#preview').innerText(), elsewhere, 'another draft');
  for (const one of [page, second, other]) assert.deepEqual(one.faults ?? [], []);
});

test('without a script the preview is a page of its own', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('manager', { javascript: false });
  const draft = await begin(page, 'graffiti');
  await page.goto(`${draft}/parts/texts`);
  assert.equal(await page.locator('#beside').isVisible(), false);
  await page.locator('.studio-parts a', { hasText: 'Preview' }).click();
  assert.match(await page.locator('#preview').innerText(), /Graffiti/);
});

const without_pictures = skip || (!process.env.PICTURES && 'PICTURES=1 makes them');
test('pictures of the preview beside the form', { skip: without_pictures, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const shots = { texts: 'texts', question: 'questions?at=/questions/1', state: 'workflow?at=/workflow/states/open' };
  for (const [size, dark] of [['phone', false], ['desktop', false], ['phone', true], ['desktop', true]]) {
    const page = await stage.sign_in('administrator', { size, dark });
    const draft = await begin(page, 'pothole');
    for (const [name, where] of Object.entries(shots)) {
      await page.goto(`${draft}/parts/${where}`);
      if (size === 'desktop') await page.locator('#beside #preview h2').first().waitFor();
      await picture(page, `studio-beside-${name}-${size}${dark ? '-dark' : ''}`, { fullPage: false });
    }
    await page.context().close();
  }
});
