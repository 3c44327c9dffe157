// How long the frames of the moving map take with a hundred thousand requests on it, beside the same map without any.
//   tools/node benchmarks/map-frames.mjs [REQUESTS]
// Chromium draws without a graphics card here, so only the ratio to the empty map tells something.
import path from 'node:path';
import fs from 'node:fs';
import { chromium } from 'playwright-core';
import { free_port, program, run, start, temporary_folder } from '../tests/lib/server.mjs';

const wanted = Number(process.argv[2] ?? 100_000);
const quantile = (sorted, share) => sorted[Math.floor(share * (sorted.length - 1))];

/** Presented and dropped frames as Chromium's compositor tells of them. */
async function traced(page, act) {
  const client = await page.context().newCDPSession(page);
  const seen = { drawn: 0, dropped: 0 };
  client.on('Tracing.dataCollected', ({ value }) => {
    for (const { name } of value) {
      if (name === 'DrawFrame') seen.drawn++;
      if (name === 'DroppedFrame') seen.dropped++;
    }
  });
  const complete = new Promise((done) => client.once('Tracing.tracingComplete', done));
  const includedCategories = ['devtools.timeline.frame', 'disabled-by-default-devtools.timeline.frame'];
  await client.send('Tracing.start', { traceConfig: { includedCategories } });
  const times = await act();
  await client.send('Tracing.end');
  await complete;
  return { times, ...seen };
}

/** Frame times in ms while a hand drags the map round and turns the wheel, without a rest. */
async function frames(page) {
  const box = await page.locator('.map-live').boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.evaluate(() => {
    globalThis.times = [];
    let last = 0;
    const note = (now) => {
      if (last) globalThis.times.push(now - last);
      last = now;
      globalThis.turn = requestAnimationFrame(note);
    };
    globalThis.turn = requestAnimationFrame(note);
  });
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  await page.mouse.down();
  for (let i = 1; i <= 150; i++) {
    await page.mouse.move(middle.x + 150 * Math.sin(i / 12), middle.y + 100 * (1 - Math.cos(i / 12)));
    await pause(10);
  }
  await page.mouse.up();
  await page.mouse.move(middle.x, middle.y);
  for (const turn of [-1, 1])
    for (let i = 0; i < 20; i++) {
      await page.mouse.wheel(0, turn * 40);
      await pause(50);
    }
  const times = await page.evaluate(() => (cancelAnimationFrame(globalThis.turn), globalThis.times));
  return times.sort((a, b) => a - b);
}

function print(what, { times, drawn, dropped }, opened) {
  const ms = (share) => quantile(times, share).toFixed(1).padStart(6);
  const spread = `median ${ms(0.5)} ms   p95 ${ms(0.95)} ms   longest ${ms(1)} ms`;
  console.log(`${what.padEnd(28)} ${spread}   drawn ${drawn}, dropped ${dropped}   open after ${opened} ms`);
}

async function measure(browser, base, what, query, act) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${base}/requests?${query}`);
  const begun = performance.now();
  await page.locator('[data-open-map]').first().click();
  await page.waitForFunction(() => document.activeElement?.matches('canvas'), null, { timeout: 120_000 });
  if (act) await page.locator(`[data-act="${act}"]`).click();
  const opened = Math.round(performance.now() - begun);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 4000)));
  await frames(page); // once to warm up
  print(what, await traced(page, () => frames(page)), opened);
  const pictures = process.env.PICTURES;
  if (pictures) await page.locator('.map-live').screenshot({ path: path.join(pictures, `${act ?? query}.png`) });
  await page.close();
}

const folder = temporary_folder('cityhall-map');
const town = path.join(folder, 'town');
const data = path.join(folder, 'data');
await run(program, ['town', town]);
const made = await run(program, ['simulate', '--town', town, '--data', data, '--days', '1', '--cases', '1', '--past', String(wanted)]);
if (made.code !== 0) throw new Error(made.err);
const server = await start(['serve', '--data', data], { port: await free_port() });
const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags });
try {
  const begun = performance.now();
  const answer = await fetch(`${server.base}/map/requests.geojson`);
  const bytes = (await answer.arrayBuffer()).byteLength;
  console.log(`${wanted} requests: ${(bytes / 1e6).toFixed(1)} MB of points in ${Math.round(performance.now() - begun)} ms`);
  await measure(browser, server.base, 'map without requests', 'q=nothingislikethis');
  await measure(browser, server.base, `${wanted} in clusters`, '');
  await measure(browser, server.base, `${wanted} as heat`, '', 'heat');
} finally {
  await browser.close();
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
