// See tools/pictures.
import fs from 'node:fs';
import path from 'node:path';
import { sizes, start_browser } from '../tests/browser/harness.mjs';
import { finish, press, send_report, write_report } from '../tests/browser/journey.mjs';
import { quiet_addresses } from '../tests/browser/town.mjs';
import { root } from '../tests/lib/server.mjs';

const story_only = process.argv.includes('--story');
const folder = path.join(root, 'docs/pictures');
const screens = path.join(folder, 'screens');

/** What the eye sees without scrolling, photos and fonts loaded. */
async function shoot(page, file, clip = {}) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].filter((i) => i.loading !== 'lazy').map((i) => i.decode().catch(() => {})));
  });
  const { width, height } = { ...page.viewportSize(), ...clip };
  await page.screenshot({ path: file, clip: { x: 0, y: 0, width, height } });
  console.log(`${path.relative(root, file)}  ${(fs.statSync(file).size / 1024).toFixed(0)} KB`);
}

const tell = (page, name, clip) => shoot(page, path.join(folder, `${name}.png`), clip);

/** One report from the first page to the photo of the finished work, told in five pictures. Gives what the screens need. */
async function story(stage) {
  const [address] = await quiet_addresses(stage.demo);
  const resident = await stage.open({ size: 'phone' });
  const wide = await stage.open();
  await wide.goto('/');
  await tell(wide, '1-home');

  const details = 'Two feet wide and deep enough to swallow a bike wheel, right after the crossing.';
  await write_report(resident, { address, details, email: 'jo@example.org', name: 'Jo Park' }, async (page, step) => {
    if (step !== 'size') return;
    await page.check('[name="size"][value="wheel"]');
    await tell(page, '2-report');
  });
  const sent = await send_report(resident);

  const crew = await stage.sign_in('crew', { size: 'phone' });
  await crew.goto('/field');
  await tell(crew, '3-field');
  await crew.locator('[data-task]', { hasText: details }).locator('a').first().click();
  await crew.waitForURL(/\/field\/orders\//);
  const work = new URL(crew.url()).pathname;
  await press(crew, 'accept');
  await press(crew, 'start');
  await finish(crew, { note: 'Cut out the edges, filled with hot mix and rolled.' });
  await resident.goto(sent.path);
  await tell(resident, '4-done');

  const dispatcher = await stage.sign_in('dispatcher');
  await dispatcher.goto('/desk');
  await tell(dispatcher, '5-inbox');
  return { track: sent.path, number: sent.number, work };
}

/** The main screens: [name, role or nobody, path]. */
const main_screens = ({ track, number, work }) => [
  ['home', '', '/'],
  ['services', '', '/services?q=hole'],
  ['service', '', '/services/pothole'],
  ['question', '', '/services/pothole/report'],
  ['requests', '', '/requests'],
  ['request', '', `/requests/${number}`],
  ['tracking', '', track],
  ['sign-in', '', '/sign-in'],
  ['not-found', '', '/no-such-page'],
  ['field', 'crew', '/field'],
  ['work-order', 'crew', work],
  ['inbox', 'dispatcher', '/desk'],
  ['case', 'dispatcher', `/desk/cases/${number}`],
  ['admin', 'administrator', '/admin'],
];

/** Those that are shown in the dark, too. */
const in_the_dark = ['home', 'question', 'field', 'inbox', 'case'];

async function all_screens(stage, places) {
  fs.mkdirSync(screens, { recursive: true });
  for (const size of ['phone', 'desktop'])
    for (const dark of [false, true]) {
      const pages = new Map();
      for (const [name, role, address] of main_screens(places)) {
        if (dark && !in_the_dark.includes(name)) continue;
        if (!pages.has(role)) pages.set(role, await (role ? stage.sign_in(role, { size, dark }) : stage.open({ size, dark })));
        const page = pages.get(role);
        const answer = await page.goto(address);
        if (name !== 'not-found' && answer.status() >= 400) continue;
        await shoot(page, path.join(screens, `${name}-${sizes[size].width}${dark ? '-dark' : ''}.png`));
      }
      for (const page of pages.values()) await page.context().close();
    }
}

fs.mkdirSync(folder, { recursive: true });
const stage = await start_browser();
try {
  const places = await story(stage);
  if (!story_only) await all_screens(stage, places);
} finally {
  await stage.close();
}
