// What the studio does while a clerk types: the preview beside the form and in a second window, tests and faults at once, the picture of
// the workflow, and all of it by keys alone.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { jumps_of, watch_jumps } from './jumps.mjs';
import { choose, enter, tab_to } from './keyboard.mjs';
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

const verdict_says = (page, words) => page.locator('#verdict').filter({ hasText: words }).waitFor();

test('a test that fails is said at once, and nothing is published with it', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  const draft = await begin(page, 'pothole');

  await t.test('on the page of the case, as it is typed', async () => {
    await page.goto(`${draft}/parts/tests?at=/tests/1`);
    assert.match(await page.locator('#results').innerText(), /Passed/);
    await page.fill('[name="/tests/1/expect/priority"]', '4');
    await verdict_says(page, /1 test failed\./);
    assert.match(await page.locator('#results').innerText(), /Failed[^]*priority: expected 4, got 2/);
    assert.equal(await page.locator('#saved-state').innerText(), '', 'before it is saved');
    await page.locator('#saved-state', { hasText: 'Saved' }).waitFor();
  });
  await t.test('publishing is refused, and residents see what was in force', async () => {
    await page.goto(`${draft}/changes`);
    page.faults.length = 0;
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.locator('main', { hasText: /fault/ }).waitFor();
    assert.match(page.url(), /\/publication$/);
    assert.deepEqual(page.faults.filter((one) => !one.includes('422')), []);
    assert.match(await page.locator('#verdict').innerText(), /1 test failed\.[^]*expected 4/);
    await page.goto(draft);
    assert.match(await page.locator('main').innerText(), /Version 1\b/);
  });
  await t.test('a rule that breaks them says so where the rule is written', async () => {
    await page.goto(`${draft}/parts/tests?at=/tests/1`);
    await page.fill('[name="/tests/1/expect/priority"]', '2');
    await verdict_says(page, /All 5 tests passed/);
    await page.locator('#saved-state', { hasText: 'Saved' }).waitFor();
    await page.goto(`${draft}/parts/routing`);
    await page.fill('[name="/priority/2/set"]', '4');
    await verdict_says(page, /tests? failed\.[^]*expected/);
  });
});

test('what is wrong stands at its field, while it is typed', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  const draft = await begin(page, 'pothole');
  /** The fault as a reader of the field meets it: before it, in its frame, and read out with it. */
  const fault_of = (name) =>
    page.locator(`[name="${name}"]`).evaluate((field) => {
      const said = (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
      const before = field.previousElementSibling;
      return {
        beside: before?.matches('p.error') ? before.textContent : '',
        said: said.join(' '),
        invalid: field.getAttribute('aria-invalid'),
        marked: field.closest('.wrong') !== null,
      };
    });
  const right = { beside: '', said: '', invalid: null, marked: false };

  await t.test('a text that is missing in a language', async () => {
    await page.goto(`${draft}/parts/texts`);
    const said = page.locator('[id="field-/title"] > p.error');
    assert.equal(await said.count(), 0);
    await page.fill('[name="/title/es"]', '');
    await said.waitFor();
    assert.match(await said.innerText(), /missing in "es"/);
    assert.equal(await page.locator('form.studio p.error').count(), 1, 'at no other field');
    await page.fill('[name="/title/es"]', 'Hoyo');
    await verdict_says(page, /No faults/);
    assert.equal(await said.count(), 0);
  });
  await t.test('a due time that is none, on the page of all due times', async () => {
    await page.locator('#saved-state', { hasText: 'Saved' }).waitFor();
    await page.goto(`${draft}/parts/due`);
    assert.deepEqual(await fault_of('/workflow/states/open/sla/2'), right);
    await page.fill('[name="/workflow/states/open/sla/2"]', 'soon');
    await page.locator('p.error').first().waitFor();
    const fault = await fault_of('/workflow/states/open/sla/2');
    assert.ok(fault.beside.length > 0 && fault.said.includes(fault.beside), JSON.stringify(fault));
    assert.deepEqual([fault.invalid, fault.marked], ['true', true]);
    assert.equal(await page.locator('form.studio p.error').count(), 1, 'once');
  });
  await t.test('a condition on a choice: its choices are offered as they read, once the question is chosen', async () => {
    await page.goto(`${draft}/parts/questions?at=/questions/2`);
    const value = page.locator('[name="row@/questions/2/when#0.value"]');
    await page.selectOption('[name="row@/questions/2/when#0.what"]', 'lane');
    await page.locator('select[name="row@/questions/2/when#0.value"]').waitFor();
    await value.selectOption({ label: 'In a lane where cars drive' });
    await page.waitForFunction(() => document.querySelector('[name="/questions/2/when"]').value === "lane == 'travel'");
    // A select without that choice would have lost it.
    await page.selectOption('[name="row@/questions/2/when#0.what"]', '');
    await page.waitForFunction(() => document.querySelector('[name="/questions/2/when"]').value === '');
    await page.locator('input[name="row@/questions/2/when#0.value"]').waitFor();
  });
  await t.test('a condition that was put together from rows: the text that says it unfolds', async () => {
    await page.goto(`${draft}/parts/questions?at=/questions/2`);
    const text = page.locator('[name="/questions/2/when"]');
    assert.equal(await text.isVisible(), false);
    await page.selectOption('[name="row@/questions/2/when#0.what"]', 'lane');
    await page.fill('[name="row@/questions/2/when#0.value"]', 'nowhere');
    await page.locator('p.error').first().waitFor();
    const fault = await fault_of('/questions/2/when');
    assert.match(fault.beside, /nowhere/);
    assert.ok(await text.isVisible());
  });
});

/** The picture, read by where its lines run: which box each exit leaves, and to which box its line leads. */
const picture_of = (page) =>
  page.locator('svg.workflow').evaluate((svg) => {
    const boxes = [...svg.querySelectorAll('.box')].map((box) => {
      const [y, height] = ['y', 'height'].map((name) => Number(box.querySelector('rect').getAttribute(name)));
      const at = new URL(box.querySelector('a').getAttribute('href'), location.href).searchParams.get('at');
      return { state: at.split('/').at(-1), y, height, marks: [...box.classList].filter((name) => name !== 'box') };
    });
    const box_at = (y) => boxes.find((box) => y >= box.y && y <= box.y + box.height)?.state;
    const lines = [...svg.querySelectorAll('.lane')].flatMap((lane) => {
      const tip = lane.querySelector('.tip').getBBox();
      const to = box_at(tip.y + tip.height / 2);
      return [...lane.querySelectorAll('circle')].map((knot) => `${box_at(Number(knot.getAttribute('cy')))} > ${to}`);
    });
    const marks = Object.fromEntries(boxes.map((box) => [box.state, box.marks.sort().join(' ')]));
    const dashed = [...svg.querySelectorAll('.lost rect')].every((one) => getComputedStyle(one).strokeDasharray !== 'none');
    return { lines: lines.sort(), marks, dashed };
  });

const lines_in = ({ states }) =>
  Object.entries(states)
    .flatMap(([state, { actions = {}, on = {}, after = {} }]) =>
      [...Object.values(actions).map((one) => one.to), ...Object.values(on), ...Object.values(after)].map((to) => `${state} > ${to}`))
    .sort();

test('the picture of the workflow says what the workflow says', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  const draft = await begin(page, 'pothole');
  await page.goto(`${draft}/json`);
  const file = JSON.parse(await page.inputValue('[name=json]'));

  await t.test('every state, every line, the start and the ends', async () => {
    await page.goto(`${draft}/parts/workflow`);
    const shown = await picture_of(page);
    assert.deepEqual(shown.lines, lines_in(file.workflow));
    const marks = ([state, { end }]) => [state, state === file.workflow.start ? 'start' : end ? 'end' : ''];
    assert.deepEqual(shown.marks, Object.fromEntries(Object.entries(file.workflow.states).map(marks)));
    assert.equal(await page.locator('.box:has(.pause)').count(), 1, 'the clock stands still on hold');
  });
  await t.test('what cannot be reached: alone, in a ring, and an end', async () => {
    const { working, waiting } = file.workflow.states;
    const state = (to) => ({ ...working, actions: { go: { ...waiting.actions.resume, to } }, on: {} });
    Object.assign(file.workflow.states, { alone: state('closed'), ring: state('ring-too'), 'ring-too': state('ring') });
    file.workflow.states.nowhere = { ...file.workflow.states.duplicate, actions: {} };
    await page.goto(`${draft}/json`);
    await page.fill('[name=json]', JSON.stringify(file));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/saved=yes/);
    await page.goto(`${draft}/parts/workflow`);
    const shown = await picture_of(page);
    assert.deepEqual(shown.lines, lines_in(file.workflow));
    const lost = Object.entries(shown.marks).filter(([, marks]) => marks.includes('lost'));
    assert.deepEqual(Object.fromEntries(lost), { alone: 'lost', ring: 'lost', 'ring-too': 'lost', nowhere: 'end lost' });
    assert.ok(shown.dashed);
    await check_page(page);
  });
  await t.test('it follows what is chosen in the form', async () => {
    await page.selectOption('[name="/workflow/start"]', 'ring');
    await page.locator('.box.start a[href*="ring"]').waitFor();
    assert.equal((await picture_of(page)).marks.open, 'lost');
  });
});

test('a question by keys alone: found, changed, checked, published', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  await page.goto('/admin/studio');
  await tab_to(page, 'form:has([value=live]) select[name=service]');
  await page.keyboard.type('Pothole');
  await tab_to(page, 'form:has([value=live]) button');
  await enter(page);
  const draft = new URL(page.url()).pathname;
  await tab_to(page, `.links a[href="${draft}/parts/questions"]`);
  await enter(page);
  await tab_to(page, 'form.studio .entries li:nth-child(2) h3 a');
  await enter(page);
  assert.equal(new URL(page.url()).searchParams.get('at'), '/questions/1');

  await tab_to(page, '[name="/questions/1/label/en"]');
  for (const key of ['Control+a', 'Delete']) await page.keyboard.press(key);
  await verdict_says(page, /to be put right/);
  assert.equal(await page.locator('[id="field-/questions/1/label"] > p.error').count(), 1);
  await page.keyboard.type('Which part of the road is it?');
  await verdict_says(page, /No faults/);
  await panel_shows(page, 'Which part of the road is it?');
  assert.equal(await page.evaluate(() => document.activeElement.name), '/questions/1/label/en', 'the cursor stays');

  await tab_to(page, 'form.studio summary');
  await page.keyboard.press('Space');
  assert.equal(await page.evaluate(() => document.activeElement.parentElement.open), true);
  await tab_to(page, '.save-bar button');
  await enter(page);
  assert.match(page.url(), /saved=yes/);
  // The preview by its own keys.
  await tab_to(page, '#beside [name=in]', 140);
  await choose(page, 'es');
  await panel_shows(page, '¿En qué parte de la calle está?');
  await tab_to(page, '#beside .scroll');
  const before = await page.evaluate(() => document.activeElement.scrollTop);
  await page.keyboard.press('End');
  await page.waitForFunction((at) => document.activeElement.scrollTop > at, before);

  await page.keyboard.press('Shift+Tab');
  await tab_to(page, `.studio-parts a[href="${draft}/changes"]`, 140);
  await enter(page);
  await tab_to(page, `form[action="${draft}/publication"] button`, 140);
  await enter(page);
  assert.match(page.url(), /\/admin\/services\/pothole/);
  const asked = await page.request.get('/open311/v2/services/POTHOLE.json');
  assert.match(await asked.text(), /Which part of the road is it\?/, 'what was typed is in force');
  assert.deepEqual(page.faults, []);
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
