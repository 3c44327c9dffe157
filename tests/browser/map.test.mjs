// The map: a picture for everybody, and one that moves for those who open it. No other host is asked, and nobody needs it to report.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { quiet_addresses } from './town.mjs';

const live = (page) => page.locator('.map-live canvas.maplibregl-canvas');

/** Presses the button and waits until the map has been drawn once. */
async function open_map(page) {
  await page.locator('[data-open-map]').first().click();
  await live(page).waitFor({ state: 'visible' });
  await page.waitForFunction(() => document.activeElement?.matches('canvas'));
}

/** How many colours the map has, and which share of it glows; a picture of one colour alone would be an empty one. */
async function look_at(page) {
  const bytes = await page.locator('.map-live').screenshot();
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const seen = new Set();
    let warm = 0;
    for (let i = 0; i < data.length; i += 4) {
      seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      if (data[i] > data[i + 1] + 12 && data[i + 1] > data[i + 2] + 12) warm++;
    }
    return { colours: seen.size, warm: warm / (data.length / 4) };
  }, bytes.toString('base64'));
}

/** Where requests lie, the map glows. */
async function becomes_warm(page, before) {
  const warm = [];
  do warm.push((await look_at(page)).warm);
  while (warm.at(-1) < before + 0.03 && warm.length < 40);
  assert.ok(warm.at(-1) >= before + 0.03, `heat shows: ${before} became ${warm.at(-1)}`);
}

/** Round marks that stand for many: {x, y, size, written} with the middle in pixels of the map; largest first. */
async function clusters_on(page) {
  const bytes = await page.locator('.map-live').screenshot();
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const { width, height } = image;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--link').trim();
    context.fillRect(0, 0, 1, 1);
    const link = context.getImageData(0, 0, 1, 1).data;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const filled = (i) => [0, 1, 2].every((c) => Math.abs(data[4 * i + c] - link[c]) < 45);
    const seen = new Uint8Array(width * height);
    const found = [];
    for (let start = 0; start < width * height; start++) {
      if (seen[start] || !filled(start)) continue;
      const part = [start];
      seen[start] = 1;
      for (let next = 0; next < part.length; next++)
        for (const i of [part[next] - 1, part[next] + 1, part[next] - width, part[next] + width])
          if (i >= 0 && i < width * height && !seen[i] && filled(i)) (seen[i] = 1), part.push(i);
      const [xs, ys] = [part.map((i) => i % width), part.map((i) => Math.floor(i / width))];
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      const [wide, high] = [Math.max(...xs) - left + 1, Math.max(...ys) - top + 1];
      const round = wide >= 20 && wide <= 50 && Math.abs(wide - high) <= 4;
      // What is not filled within the circle is written there.
      if (round) found.push({ x: left + wide / 2, y: top + high / 2, size: wide, written: (Math.PI / 4) * wide * high - part.length });
    }
    return found.sort((a, b) => b.size - a.size);
  }, bytes.toString('base64'));
}

/** From afar requests stand together, with how many they are; a press on them comes nearer. */
async function clusters_open(page) {
  await page.locator('[data-act="farther"]').click();
  let [before, clusters] = [[], await clusters_on(page)];
  for (let looks = 0; (clusters.length === 0 || clusters.length !== before.length) && looks < 40; looks++)
    [before, clusters] = [clusters, await clusters_on(page)];
  assert.ok(clusters.length > 0, 'requests stand together');
  assert.deepEqual(clusters.filter(({ written }) => written < 20), [], 'how many they are is written on each');
  const box = await page.locator('.map-live').boundingBox();
  await page.mouse.click(box.x + clusters[0].x, box.y + clusters[0].y);
  let nearer = [];
  for (let looks = 0; nearer.length <= clusters.length && looks < 40; looks++) nearer = await clusters_on(page);
  assert.ok(nearer.length > clusters.length, `what stood together is apart: ${clusters.length} became ${nearer.length}`);
}

/** What the map was made from stands below it. */
async function check_credit(page) {
  const { sources } = await (await page.request.get('/map/style.json')).json();
  const [credit] = Object.values(sources).map((source) => source.attribution);
  assert.ok(credit.length > 5, credit);
  assert.ok(await page.locator('.map-foot', { hasText: credit }).first().isVisible());
}

async function public_list(stage, options) {
  const page = await stage.open(options);
  await page.goto('/requests');
  await check_credit(page);
  await picture(page, `requests-picture-${options.size}${options.dark ? '-dark' : ''}`);
  await check_page(page);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open_map(page);
  assert.ok(asked.includes('/map/requests.geojson'));
  const before = await look_at(page);
  assert.ok(before.colours > 50, 'the map shows something');
  await check_credit(page);
  await picture(page, `requests-map-${options.size}${options.dark ? '-dark' : ''}`);
  await check_page(page);
  await page.getByRole('button', { name: 'Heat map' }).click();
  assert.equal(await page.getByRole('button', { name: 'Heat map' }).getAttribute('aria-pressed'), 'true');
  await becomes_warm(page, before.warm);
  await picture(page, `requests-heat-${options.size}${options.dark ? '-dark' : ''}`);
  await page.getByRole('button', { name: 'Heat map' }).click();
  await clusters_open(page);
  await page.getByRole('button', { name: 'Close the map' }).click();
  assert.equal(await live(page).count(), 0);
  assert.ok(await page.locator('.map .ground img').isVisible(), 'the picture stands there again');
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

/** A place by a press on the map, then by keyboard; the answer goes into the form like any other. */
async function pick(stage) {
  const page = await stage.open({ size: 'phone' });
  await page.goto('/services/pothole/report');
  // Addresses are offered as somebody types, also with a slip.
  await page.locator('[name="where"]').pressSequentially('204 mian');
  await page.locator('datalist#addresses option[value="2045 Main Street"]').waitFor({ state: 'attached' });
  await page.fill('[name="where"]', '');
  await open_map(page);
  await picture(page, 'pick-390');
  const box = await page.locator('.map-live').boundingBox();
  await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.45);
  await page.waitForFunction(() => document.querySelector('[name="where.lat"]').value !== '');
  const first = await page.inputValue('[name="where.lat"]');
  await live(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => document.querySelector('[name="where.lat"]').value !== before, first);
  assert.notEqual(await page.inputValue('[name="where"]'), '');
  assert.notEqual(await page.locator('.map-told').innerText(), '', 'what was chosen is said');
  await page.getByRole('button', { name: 'Put the pin in the middle' }).click();
  await check_page(page);
  await page.locator('main form .actions button[type=submit].large').last().click();
  await page.waitForURL(/\/reports\//);
  assert.match(page.url(), /\/lane$/);
  await page.context().close();
}

async function without_script(stage, address) {
  const page = await stage.open({ javascript: false, size: 'phone' });
  await page.goto('/services/pothole/report');
  assert.ok(await page.locator('.map .ground img').isVisible());
  assert.equal(await page.locator('[data-open-map]').isVisible(), false);
  await page.fill('[name="where"]', address);
  await page.locator('main form .actions button[type=submit].large').last().click();
  await page.waitForURL(/\/lane$/);
  await page.goto('/requests');
  assert.ok((await page.locator('.map svg a').count()) > 3, 'marks lead to their requests');
  await page.locator('.links a').first().click();
  assert.ok(await page.locator('.map .dot.here').isVisible());
  await page.context().close();
}

async function inbox(stage) {
  const page = await stage.sign_in('dispatcher');
  await page.goto('/desk');
  await page.getByRole('link', { name: 'List and map' }).click();
  await page.waitForURL(/map=yes/);
  await picture(page, 'inbox-map-1280');
  await check_page(page);
  await open_map(page);
  await picture(page, 'inbox-live-1280');
  await check_page(page);
  await page.context().close();
}

test('the map', { skip, timeout: 300_000 }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const [address] = await quiet_addresses(stage.demo);
  await t.test('the public list, wide', () => public_list(stage, { size: 'desktop' }));
  await t.test('the public list in the dark, on a phone', () => public_list(stage, { size: 'phone', dark: true }));
  await t.test('a place is chosen by press and by keyboard', () => pick(stage));
  await t.test('without JavaScript', () => without_script(stage, address));
  await t.test('the inbox beside its map', () => inbox(stage));
});
