// A city's own look in real pages, and parts of photos hidden by hand: by dragging, by numbers, and with the pixels looked at.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, picture, skip, start_browser } from './harness.mjs';
import { photo_before, send_report, write_report } from './journey.mjs';
import { quiet_addresses } from './town.mjs';

const wild = { paper: '#f3f7ef', ink: '#1d2b1a', link: '#7fb069', action: '#ffd166', good: '#9bc53d', alert: '#e55934' };

async function fill_look(page) {
  await page.goto('/admin/look');
  await page.fill('[name="look.seal"]', 'FH');
  await page.fill('[name="look.footer.en"]', 'Open **Monday to Friday**, 8 to 5.');
  await page.fill('[name="look.hero_words.en"]', 'Oak Ridge Road after rain');
  await page.setInputFiles('[name="look.hero_picture"]', photo_before);
  for (const [name, colour] of Object.entries(wild)) await page.fill(`[name="look.light.${name}"]`, colour);
}

test("a city's own look", { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const office = await stage.sign_in('administrator');

  await t.test('what cannot be read is refused with an offer', async () => {
    await fill_look(office);
    await office.locator('main form button.button:not([name])').click();
    await office.locator('.error-summary').waitFor();
    assert.match(await office.locator('.error-summary').innerText(), /#7fb069 on the page background #f3f7ef has a contrast of/);
    assert.match(await office.locator('.error-summary').innerText(), /The nearest color that can be read is #/);
    office.faults.length = 0; // the browser reports the 422 itself
    await check_page(office);
  });
  await t.test('the offer is taken, and every page can be read in it', async () => {
    // A browser forgets chosen files after a refusal, as with every form.
    await office.setInputFiles('[name="look.hero_picture"]', photo_before);
    await office.locator('button[name=offers]').click();
    await office.waitForURL(/saved=yes/);
    await check_page(office);
    const resident = await stage.open({ size: 'phone' });
    for (const path of ['/', '/services/pothole', '/services/pothole/report', '/requests', '/styles']) {
      await resident.goto(path);
      assert.equal(await resident.locator('link[href^="/look/"]').count(), 1, path);
      await check_page(resident);
    }
    await resident.goto('/');
    assert.equal(await resident.locator('.hero img').getAttribute('alt'), 'Oak Ridge Road after rain');
    assert.match(await resident.locator('footer').innerText(), /Monday to Friday/);
    assert.equal(await resident.locator('.seal').innerText(), 'FH');
    await resident.setViewportSize({ width: 1280, height: 900 });
    await picture(resident, 'look-home');
    const crew = await stage.sign_in('crew', { size: 'phone' });
    await crew.goto('/field');
    await check_page(crew);
    const manifest = await (await crew.request.get('/field/app.webmanifest')).json();
    assert.equal(manifest.background_color, wild.paper);
  });
});

/** Width, height and the colour of pixels at some places of a picture, in percent. */
const pixels_of = (page, url, places) =>
  page.evaluate(
    async ([address, wanted]) => {
      const image = await createImageBitmap(await (await fetch(address, { cache: 'no-store' })).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      return wanted.map(([x, y]) =>
        [...context.getImageData(Math.round((x / 100) * image.width), Math.round((y / 100) * image.height), 1, 1).data].slice(0, 3),
      );
    },
    [url, places],
  );

const distance = (a, b) => Math.max(...a.map((part, i) => Math.abs(part - b[i])));

async function drag_over(page, [left, top, right, bottom]) {
  const frame = await page.locator('[data-marking]').boundingBox();
  const at = (x, y) => [frame.x + (x / 100) * frame.width, frame.y + (y / 100) * frame.height];
  await page.mouse.move(...at(left, top));
  await page.mouse.down();
  await page.mouse.move(...at((left + right) / 2, (top + bottom) / 2));
  await page.mouse.move(...at(right, bottom));
  await page.mouse.up();
}

test('parts of a photo are hidden by hand', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const [address] = await quiet_addresses(stage.demo);
  const resident = await stage.open({ size: 'phone' });
  await write_report(resident, { address, details: 'With a number plate in the photo.' });
  const { number, path } = await send_report(resident);
  const desk = await stage.sign_in('dispatcher');
  await desk.goto(`/desk/cases/${number}`);
  const editor = await desk.locator('a', { hasText: 'Hide parts of it' }).first().getAttribute('href');
  const photo = `/files/${editor.split('/').pop()}/1600.jpg`;
  const inside = [];
  for (let x = 32; x < 58; x += 2) for (let y = 42; y < 58; y += 2) inside.push([x, y]);
  const outside = [[5, 5], [95, 5], [5, 95], [95, 95], [50, 20], [20, 50], [80, 50], [50, 80]];
  const before = await pixels_of(desk, photo, [...inside, ...outside]);

  await t.test('by dragging: the numbers follow, the part is marked', async () => {
    await desk.goto(editor);
    await drag_over(desk, [30, 40, 60, 60]);
    assert.equal(Math.round(Number(await desk.inputValue('[name="left.1"]'))), 30);
    assert.equal(Math.round(Number(await desk.inputValue('[name="height.1"]'))), 20);
    assert.equal(await desk.locator('[data-marking] rect').count(), 1);
    for (let i = 0; i < 4; ++i) await drag_over(desk, [1 + i, 1, 2 + i, 2]);
    assert.equal(await desk.locator('[data-box]').count(), 5, 'a row more than the server sent');
    for (let row = 2; row <= 5; ++row)
      for (const side of ['left', 'top', 'width', 'height']) await desk.fill(`[name="${side}.${row}"]`, '');
    assert.equal(await desk.locator('[data-marking] rect').count(), 1);
    await picture(desk, 'photo-marked');
    await check_page(desk);
    await desk.locator('main form .actions button', { hasText: 'Hide these parts' }).click();
    await desk.waitForURL(/saved=yes/);
    await check_page(desk);
  });
  await t.test('inside nothing is left but a few blocks, outside nothing changed', async () => {
    const after = await pixels_of(desk, photo, [...inside, ...outside]);
    const blocks = new Set(after.slice(0, inside.length).map((pixel) => pixel.map((part) => part >> 3).join()));
    assert.ok(blocks.size <= 16, `${blocks.size} colours are left`);
    const was = new Set(before.slice(0, inside.length).map((pixel) => pixel.map((part) => part >> 3).join()));
    assert.ok(was.size > blocks.size, 'there was something to hide');
    // The blocks flow into each other: no edge between two points that are close.
    const line = [];
    for (let x = 31; x < 59; x += 0.25) line.push([x, 50]);
    const along = await pixels_of(desk, photo, line);
    const steps = along.slice(1).map((pixel, i) => distance(pixel, along[i]));
    assert.ok(Math.max(...steps) <= 4, `a step of ${Math.max(...steps)}`);
    assert.ok(new Set(along.map(([red]) => red)).size > 4, 'three blocks, and what lies between');
    for (let i = inside.length; i < before.length; ++i)
      assert.ok(distance(before[i], after[i]) <= 24, `outside: ${before[i]} became ${after[i]}`);
  });
  await t.test('the reporter sees the hidden copy, under the same address', async () => {
    await resident.goto(path);
    const shown = await resident.locator('.photos a, .photo a').first().getAttribute('href');
    const pixels = await pixels_of(resident, shown, inside);
    assert.ok(new Set(pixels.map((pixel) => pixel.map((part) => part >> 3).join())).size <= 16);
    await picture(resident, 'photo-hidden');
  });
  await t.test('by numbers alone, without JavaScript; undone by who may', async () => {
    const manager = await stage.sign_in('manager', { javascript: false });
    await manager.goto(editor);
    for (const [side, value] of Object.entries({ left: 5, top: 5, width: 10, height: 10 }))
      await manager.fill(`[name="${side}.1"]`, String(value));
    await manager.locator('main form .actions button', { hasText: 'Hide these parts' }).click();
    await manager.waitForURL(/saved=yes/);
    assert.match(await manager.locator('main').innerText(), /2 parts are hidden/);
    await manager.locator('button', { hasText: 'Show the photo as it came' }).click();
    await manager.waitForURL(/saved=yes/);
    assert.deepEqual(await pixels_of(desk, photo, [...inside, ...outside]), before);
  });
});
