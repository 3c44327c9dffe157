// Several questions of a service on one page: they come and go with the answers, at once and without a new page, for an agent who types
// while the caller speaks, for delegates, and where a clerk tries a service. Without scripts all of it works by the buttons.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { quiet_addresses } from './town.mjs';

async function begin_call(stage, options) {
  const page = await stage.sign_in('agent', options);
  await page.goto('/desk/contact');
  await page.fill('input[name=name]', 'Rosa Diaz');
  await page.fill('input[name=contact]', '(317) 555-0123');
  await page.locator('form.panel button[type=submit]').click();
  await page.waitForURL(/\/desk\/contact\/\d+/);
  return page;
}

async function choose_service(page, words, title) {
  await page.fill('#words', words);
  await page.keyboard.press('Enter');
  await page.waitForURL(/#offers$/);
  await page.locator('button[name="choose.service"]', { hasText: title }).first().click();
  await page.waitForURL(/#script$/);
}

/** As somebody does: the cursor is in the list. */
async function choose(page, selector, value) {
  await page.locator(selector).focus();
  await page.selectOption(selector, value);
}
const asked = (page, name) => page.locator(`#script [name=${name}]`).count();
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.tagName);
const news = (page) => page.locator('#asking-news').textContent();
/** The server's answers are held back until release() is called. */
async function hold_answers(page) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/script', async (route) => {
    await held;
    await route.continue();
  });
  return async () => {
    const answer = page.waitForResponse(/\/desk\/contact\/\d+$/);
    release();
    await answer;
    await page.unroute('**/script');
  };
}

test('the script of an agent who types fast', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const [address] = await quiet_addresses(stage.demo, { service: 'street-light-out' });
  const page = await begin_call(stage);
  await choose_service(page, 'street light', 'Street light');

  await t.test('the cursor stands in the first question', async () => {
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'where');
    assert.equal(await asked(page, 'how_many'), 0);
  });
  await t.test('a question comes and goes before the server has answered', async () => {
    const release = await hold_answers(page);
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'problem', 'Enter goes to the next question');
    await choose(page, '#script [name=problem]', 'dark');
    assert.equal(await asked(page, 'how_many'), 1);
    assert.match(await news(page), /^Asked now: How many lights are out\?/);
    await page.fill('#script [name=how_many]', '3');
    await choose(page, '#script [name=problem]', 'day');
    assert.equal(await asked(page, 'how_many'), 0);
    await choose(page, '#script [name=problem]', 'dark');
    assert.equal(await page.inputValue('#script [name=how_many]'), '3', 'what was typed comes back with its question');
    await page.locator('#script [name=details]').focus();
    await page.keyboard.type('Since the storm');
    await release();
    await page.waitForSelector('#script .badge.good');
    assert.equal(await focused(page), 'details', 'the cursor stays');
    await page.keyboard.type(' of Sunday');
    assert.equal(await page.inputValue('#script [name=details]'), 'Since the storm of Sunday', 'and what is typed as well');
  });
  await t.test('what was kept is what is typed, and the page looks as it should', async () => {
    await page.keyboard.press('Enter'); // a new line: several may be written
    await page.keyboard.type('Twice reported');
    await page.locator('button[value=send]').focus();
    await page.waitForFunction(() => /Twice reported/.test(document.querySelector('#read-back')?.textContent ?? ''));
    await check_page(page);
    await picture(page, 'talk-1280');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'talk-390-dark');
    await page.emulateMedia({ colorScheme: null });
    await picture(page, 'talk-390');
    await page.setViewportSize({ width: 1280, height: 900 });
  });
  await t.test('a wrong answer is marked, and no longer once it is right', async () => {
    await page.fill('#script [name=where]', 'No such street 99999');
    await page.locator('button[value=send]').click();
    await page.waitForSelector('.error-summary');
    assert.equal(await page.locator('#script .wrong').count(), 1);
    page.faults.length = 0; // the browser notes the 422
    await page.fill('#script [name=where]', address);
    await page.locator('#script [name=details]').focus();
    await page.waitForFunction(() => !document.querySelector('.error-summary, #script .wrong'));
    assert.equal(await focused(page), 'details');
  });
  await t.test('it is sent, without what is not asked', async () => {
    await choose(page, '#script [name=problem]', 'flickers');
    await page.locator('button[value=send]').click();
    await page.waitForSelector('.reference');
    await page.locator('.reference').click();
    const words = await page.locator('main').innerText();
    assert.match(words, /It flickers/);
    assert.doesNotMatch(words, /How many lights are out/);
    assert.deepEqual(page.faults, []);
  });
});

test('the place that was perhaps meant is taken by one press', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const [address] = await quiet_addresses(stage.demo, { service: 'pothole' });
  const page = await begin_call(stage, { size: 'phone' });
  await choose_service(page, 'hole in the street', 'Pothole');
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'where');
  await page.keyboard.type('99999 No Such Street');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#place-note strong'));
  await page.locator('#script [name=where]').fill('');
  // A letter of the street is missing.
  await page.keyboard.type(address.replace(/^(\d+ \w+)\w/, '$1'));
  await page.keyboard.press('Enter');
  await page.locator('button[name="choose.place"]').first().waitFor();
  assert.equal(await focused(page), 'lane');
  const meant = await page.locator('button[name="choose.place"]').first().innerText();
  await page.locator('button[name="choose.place"]').first().click();
  await page.waitForSelector('#script .badge.good');
  assert.equal(await page.inputValue('#script [name=where]'), meant);
  assert.equal(await focused(page), 'lane');
  assert.deepEqual(page.faults, []);
});

test('the script without scripts', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await begin_call(stage, { javascript: false });
  await choose_service(page, 'street light', 'Street light');
  assert.equal(await asked(page, 'how_many'), 0);
  await choose(page, '#script [name=problem]', 'dark');
  await page.locator('button[value=check]').click();
  await page.waitForLoadState();
  assert.equal(await asked(page, 'how_many'), 1);
  await page.fill('#script [name=how_many]', '3');
  await choose(page, '#script [name=problem]', 'day');
  await page.locator('button[value=check]').click();
  await page.waitForLoadState();
  assert.equal(await asked(page, 'how_many'), 0);
  assert.doesNotMatch(await page.locator('#read-back').innerText(), /How many/);
});

test('delegates are asked what the answers call for', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const [address] = await quiet_addresses(stage.demo, { district: 'north', count: 1 });
  for (const javascript of [true, false])
    await t.test(javascript ? 'with scripts' : 'without', async () => {
      const page = await stage.sign_in('delegate', { javascript });
      await page.goto('/delegates/entry?service=water-bill');
      const day = page.locator('main [name="day.1"]');
      assert.equal(await day.count(), javascript ? 0 : 1);
      await choose(page, 'main [name="topic.1"]', 'start');
      assert.equal(await day.count(), 1);
      assert.equal(await page.locator('main [name="day.2"]').count(), javascript ? 0 : 1, 'each row for itself');
      if (javascript) await check_page(page);
      await page.fill('main [name="place.1"]', address);
      await choose(page, 'main [name="topic.1"]', 'high');
      await page.locator('main button[type=submit].large').click();
      await page.waitForURL(/\/delegates\/batches\/\d+$/);
      await page.getByRole('link', { name: /^(Change|Correct)/ }).first().click();
      await page.waitForURL(/\/rows\/1$/);
      const row_day = page.locator('main [name="answer.day"]');
      assert.equal(await row_day.count(), javascript ? 0 : 1);
      await choose(page, 'main [name="answer.topic"]', 'stop');
      assert.equal(await row_day.count(), 1);
      if (javascript) await check_page(page);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
});

test('the correction of a service asks what an answer calls for', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const corrected = new Set();
  for (const javascript of [true, false])
    await t.test(javascript ? 'at once' : 'when it is refused, without scripts', async () => {
      const page = await stage.sign_in('dispatcher', { javascript });
      await page.goto('/desk');
      const numbers = await page.locator('.inbox .pick + td a').allInnerTexts();
      const number = numbers.map((one) => one.trim()).find((one) => !corrected.has(one));
      corrected.add(number);
      await page.goto(`/desk/cases/${number}/service?service=water-bill`);
      const day = page.locator('main [name="answer.day"]');
      assert.equal(await day.count(), 0);
      await page.locator('main [name="answer.topic"][value=start]').check();
      assert.equal(await day.count(), javascript ? 1 : 0);
      if (javascript) await check_page(page);
      if (!javascript) await page.locator('main form:has([name="answer.topic"]) button[type=submit]').click();
      await day.fill('2099-04-01');
      assert.ok(await page.locator('main [name="answer.topic"][value=start]').isChecked(), 'what was answered is still there');
      await page.locator('main form:has([name="answer.topic"]) button[type=submit]').click();
      await page.waitForURL(`**/desk/cases/${number}`);
      assert.match(await page.locator('main').innerText(), /Water bill question/);
      await page.context().close();
    });
});

test('a service is tried in its preview', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await stage.sign_in('administrator');
  const draft = await begin_draft(page, 'street-light-out');
  for (const channel of ['web', 'phone']) {
    await page.goto(`${draft}/preview?channel=${channel}`);
    const how_many = page.locator('#preview [name=how_many]');
    assert.equal(await how_many.count(), 0);
    if (channel === 'web') await page.locator('#preview [name=problem][value=dark]').check();
    else await choose(page, '#preview [name=problem]', 'dark');
    assert.equal(await how_many.count(), 1);
    await how_many.fill('2');
    await check_page(page);
  }
  const plain = await stage.sign_in('administrator', { javascript: false });
  await plain.goto(`${draft}/preview?channel=web`);
  assert.ok(await plain.locator('#preview [name=problem]').first().isDisabled());
  assert.equal(await plain.locator('#preview [name=how_many]').count(), 0);
});

async function begin_draft(page, service) {
  await page.goto('/admin/studio');
  const form = page.locator('form:has(input[name=from][value=live])');
  await form.locator('select[name=service]').selectOption(service);
  await form.locator('button[type=submit]').click();
  await page.waitForURL(/\/admin\/studio\/\d+$/);
  return new URL(page.url()).pathname;
}

/** A page of ours with questions of every shape, beside the demo: no shipped service has conditions of options. */
async function every_shape(stage) {
  const page = await stage.sign_in('delegate');
  await page.goto('/delegates/entry?service=water-bill');
  const script = await page.locator('script[src*="/assets/questions-"]').getAttribute('src');
  const when = (tree, names) => ({ v: 1, type: 'bool', names, tree });
  const big = when(['==', ['name', 'size'], 'big'], { size: 'string' });
  const north = when(['==', ['.', ['name', 'where'], 'district', 'where.district'], 'north'], { where: { district: 'string' } });
  const form = {
    v: 1,
    facts: { where: { district: 'south' } },
    elsewhere: [],
    questions: [
      { id: 'where', type: 'address' },
      { id: 'size', type: 'choice', options: [{ id: 'big' }, { id: 'small' }] },
      { id: 'colour', type: 'choice', options: [{ id: 'red' }, { id: 'blue', when: big }] },
      { id: 'shape', type: 'choice', options: [{ id: 'round' }, { id: 'square', when: big }, { id: 'flat' }] },
      { id: 'extras', type: 'multichoice', options: [{ id: 'bell', when: big }, { id: 'lamp' }] },
      { id: 'zone', type: 'text', when: north },
      { id: 'odd', type: 'text', when: { v: 7 } },
    ],
  };
  const choice = (kind, name, value) => {
    const id = `${name}-${value}`;
    return `<div class="choice"><input type="${kind}" name="${name}" value="${value}" id="${id}"><label for="${id}">${value}</label></div>`;
  };
  const away = (html) => `<template>${html}</template>`;
  const option = (value) => `<option value="${value}">${value}</option>`;
  const group = (legend, ...choices) => `<fieldset><legend>${legend}</legend>${choices.join('')}</fieldset>`;
  const part = (id, html) => `<div data-question="${id}">${html}</div>`;
  const left_out = (id, html) => `<template data-left-out="${id}">${part(id, html)}</template>`;
  const parts = [
    part('where', '<label>Where <input name="where" value="1 Main St"></label>'),
    part('size', `<select name="size"><option value="">Not said</option>${option('big')}${option('small')}</select>`),
    part('colour', `<select name="colour"><option value="">Not said</option>${option('red')}${away(option('blue'))}</select>`),
    part(
      'shape',
      group('Shape', choice('radio', 'shape', 'round'), away(choice('radio', 'shape', 'square')), choice('radio', 'shape', 'flat')),
    ),
    part('extras', group('Extras', away(choice('checkbox', 'extras', 'bell')), choice('checkbox', 'extras', 'lamp'))),
    left_out('zone', '<label>Zone <span class="optional">(optional)</span></label><input name="zone">'),
    left_out('odd', '<label>Odd</label><input name="odd">'),
  ];
  const island = `<script type="application/json" id="asking">${JSON.stringify(form)}</script>`;
  const told = '<p id="asking-news" role="status" data-words="Asked now: {questions}"></p>';
  const body = `<div data-questions="{id}">${parts.join('')}</div>${told}${island}<script type="module" src="${script}"></script>`;
  await page.route('**/every-shape', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>x</title>${body}` }),
  );
  await page.goto('/every-shape');
  return page;
}

test('options come and go in their order', { skip, timeout: 120_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const page = await every_shape(stage);
  const values = (selector) => page.locator(selector).evaluateAll((all) => all.map((one) => one.value));
  assert.equal(await page.locator('[name=odd]').count(), 1, 'what cannot be read here is asked');
  assert.equal(await news(page), '', 'nothing is told of what the page came with');
  await choose(page, '[name=size]', 'big');
  assert.deepEqual(await values('[name=colour] option'), ['', 'red', 'blue']);
  assert.deepEqual(await values('[name=shape]'), ['round', 'square', 'flat']);
  assert.deepEqual(await values('[name=extras]'), ['bell', 'lamp']);
  await choose(page, '[name=colour]', 'blue');
  await page.locator('[name=shape][value=square]').check();
  await page.locator('[name=extras][value=bell]').check();
  await choose(page, '[name=size]', 'small');
  assert.deepEqual(await values('[name=colour] option'), ['', 'red']);
  assert.equal(await page.inputValue('[name=colour]'), '', 'what is no longer offered is not chosen');
  assert.deepEqual(await values('[name=shape]'), ['round', 'flat']);
  assert.deepEqual(await values('[name=extras]'), ['lamp']);
  await choose(page, '[name=size]', 'big');
  assert.equal(await page.locator('[name=shape]:checked').count(), 0);
  assert.equal(await page.locator('[name=zone]').count(), 0);
  await page.fill('[name=where]', '2 North St');
  assert.equal(await page.locator('[name=zone]').count(), 0, 'only the server knows: it stays as it was');
  assert.deepEqual(page.faults, []);
});
