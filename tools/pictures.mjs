// See tools/pictures.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { sizes, start_browser } from '../tests/browser/harness.mjs';
import { finish, press, send_report, write_report } from '../tests/browser/journey.mjs';
import { quiet_addresses } from '../tests/browser/town.mjs';
import { decode_header } from '../tests/lib/mail.mjs';
import { root } from '../tests/lib/server.mjs';

const story_only = process.argv.includes('--story');
const folder = path.join(root, 'docs/pictures');
const screens = path.join(folder, 'screens');

const bytes_most = 60 * 1024;

/** As WebP, as good as the bytes allow. */
function keep(shot, file) {
  const raw = file.replace(/webp$/, 'png');
  fs.writeFileSync(raw, shot);
  for (const quality of [90, 82, 74, 66, 58, 50, 40]) {
    execFileSync('vips', ['webpsave', raw, file, '--Q', String(quality), '--effort', '6', '--strip']);
    if (fs.statSync(file).size <= bytes_most) break;
  }
  fs.rmSync(raw);
}

/** What the eye sees without scrolling, photos and fonts loaded. */
async function shoot(page, file, clip = {}) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].filter((i) => i.loading !== 'lazy').map((i) => i.decode().catch(() => {})));
  });
  const { width, height } = { ...page.viewportSize(), ...clip };
  keep(await page.screenshot({ clip: { x: 0, y: 0, width, height } }), file);
  console.log(`${path.relative(root, file)}  ${(fs.statSync(file).size / 1024).toFixed(0)} KB`);
}

const tell = (page, name, clip) => shoot(page, path.join(folder, `${name}.webp`), clip);

/** The mail as a mail program shows it: who, what about, and its own HTML with the photo in it. */
async function show_mail(page, mail) {
  const photo = mail.attachments.find((part) => part.type === 'image/jpeg');
  const source = `data:image/jpeg;base64,${photo.bytes.toString('base64')}`;
  const from = decode_header(/^from:\s*(.*)$/im.exec(mail.raw)[1].trim());
  await page.setContent(mail.html.replaceAll(`cid:${photo.id.replace(/[<>]/g, '')}`, source));
  await page.evaluate(
    ([sender, subject]) => {
      const head = document.createElement('div');
      head.style.cssText = 'font:14px/1.4 sans-serif;padding:12px 16px;border-bottom:1px solid #ccc;background:#f4f4f4;color:#222';
      const lines = [sender, subject].map((text, index) => {
        const line = document.createElement(index ? 'strong' : 'div');
        line.textContent = text;
        return line;
      });
      head.append(...lines);
      document.body.prepend(head);
    },
    [from, mail.subject],
  );
}

/** One report from the first question to the photo of the finished work, told in five pictures. Gives what the screens need. */
async function story(stage) {
  const [address] = await quiet_addresses(stage.demo);
  const resident = await stage.open({ size: 'phone' });
  const details = 'Two feet wide and deep enough to swallow a bike wheel, right after the crossing.';
  await write_report(resident, { address, details, email: 'jo@example.org', name: 'Jo Park' }, async (page, step) => {
    if (step !== 'size') return;
    await page.check('[name="size"][value="wheel"]');
    await tell(page, '1-report');
  });
  const sent = await send_report(resident);

  const crew = await stage.sign_in('crew', { size: 'phone' });
  await crew.goto('/field');
  await tell(crew, '2-tablet');
  await crew.locator('[data-task]', { hasText: details }).locator('a').first().click();
  await crew.waitForURL(/\/field\/orders\//);
  const work = new URL(crew.url()).pathname;
  await press(crew, 'accept');
  await press(crew, 'start');
  const note = 'Cut out the edges, filled with hot mix and rolled.';
  await finish(crew, {
    note,
    filled: async (page) => {
      await page.locator('main form:has(input[name="kind"][value="done"])').scrollIntoViewIfNeeded();
      await tell(page, '3-photo');
    },
  });
  const mail = await stage.demo.mail.next((one) => one.to === 'jo@example.org' && /is done/.test(one.subject));
  const letter = await stage.open({ size: 'phone' });
  await show_mail(letter, mail);
  await tell(letter, '4-mail');
  await resident.goto(sent.path);
  await tell(resident, '5-tracking');
  return { track: sent.path, number: sent.number, work, resident };
}

/** Something for the crew's list: the story leaves it empty. */
async function more_work(stage, resident) {
  const told = ['Deep, in the middle of the lane.', 'Two of them, one behind the other.'];
  const free = await quiet_addresses(stage.demo, { count: 8 });
  for (const [i, details] of told.entries()) {
    await write_report(resident, { address: free[i + 2], details, photo: '' });
    await send_report(resident);
  }
}

/** A call that is being taken: who calls is known, the script is answered up to the last question. Gives its address. */
async function a_call(stage) {
  const [address] = await quiet_addresses(stage.demo, { service: 'pothole' });
  const page = await stage.sign_in('agent');
  await page.goto('/desk/contact');
  await page.fill('form.panel input[name=name]', 'Rosa Diaz');
  await page.fill('form.panel input[name=contact]', '(317) 555-0123');
  await page.locator('form.panel button[type=submit]').click();
  await page.waitForURL(/\/desk\/contact\/\d+/);
  await page.fill('#words', 'hole in the street');
  await page.keyboard.press('Enter');
  await page.locator('button[name="choose.service"]', { hasText: 'Pothole' }).first().click();
  await page.waitForSelector('#script');
  await page.fill('#script [name=where]', address);
  await page.keyboard.press('Tab');
  await page.waitForSelector('#script .badge.good');
  await page.selectOption('#script [name=lane]', 'travel');
  await page.waitForSelector('#script [name=swerve]');
  const at = new URL(page.url()).pathname;
  await page.context().close();
  return at;
}

/** The twelve main screens: [name, role or nobody, path]. */
const main_screens = ({ track, number, work, call }) => [
  ['home', '', '/'],
  ['service', '', '/services/pothole'],
  ['report', '', '/services/pothole/report'],
  ['map', '', '/requests'],
  ['request', '', `/requests/${number}`],
  ['tracking', '', track],
  ['field', 'crew', '/field'],
  ['work-order', 'crew', work],
  ['inbox', 'dispatcher', '/desk'],
  ['case', 'dispatcher', `/desk/cases/${number}`],
  ['contact', 'agent', call],
  ['look', 'administrator', '/admin/look'],
];

async function all_screens(stage, places) {
  fs.rmSync(screens, { recursive: true, force: true });
  fs.mkdirSync(screens, { recursive: true });
  for (const size of ['phone', 'desktop'])
    for (const dark of [false, true]) {
      const pages = new Map();
      for (const [name, role, address] of main_screens(places)) {
        if (!pages.has(role)) pages.set(role, await (role ? stage.sign_in(role, { size, dark }) : stage.open({ size, dark })));
        const page = pages.get(role);
        const answer = await page.goto(address);
        if (answer.status() >= 400) throw new Error(`${address} answers ${answer.status()}`);
        await shoot(page, path.join(screens, `${name}-${sizes[size].width}${dark ? '-dark' : ''}.webp`));
      }
      for (const page of pages.values()) await page.context().close();
    }
}

fs.mkdirSync(folder, { recursive: true });
const stage = await start_browser();
try {
  const places = await story(stage);
  if (!story_only) {
    await more_work(stage, places.resident);
    await all_screens(stage, { ...places, call: await a_call(stage) });
  }
} finally {
  await stage.close();
}
