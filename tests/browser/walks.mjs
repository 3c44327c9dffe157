// Ways to pages that stand at the end of no link in a fresh city: something must be written, sent, refused or signed out before. Whoever
// looks at pages gives `visit(page, label, answer)`; the answer is what the server sent, where the page was not simply opened.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { free_port, program, run, start, temporary_folder } from '../lib/server.mjs';
import { go_on, photo_before, pothole_steps, send_report, write_report } from './journey.mjs';
import { quiet_addresses } from './town.mjs';

/** What the server shows in the end; that may be under the same address as before. */
const after = (page, act) => Promise.all([page.waitForNavigation(), act()]).then(([answer]) => answer);

/** Sends a form that no browser would have let go, as somebody with an old or a strange one does. */
const send = (page, action, fields = {}) =>
  after(page, () =>
    page.evaluate(
      ([to, pairs]) => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action: to });
        const csrf = document.querySelector('[name=csrf]')?.value ?? '';
        for (const [name, value] of [['csrf', csrf], ...pairs])
          form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
        document.body.append(form);
        form.submit();
      },
      [action, Object.entries(fields)],
    ),
  );

/** Opens each path and looks at it. */
async function look(page, visit, paths) {
  for (const where of paths) await visit(page, where, await page.goto(where));
}

const path_in = (mail, beginning) => mail.text.match(new RegExp(`https?://[^/\\s]+(${beginning}[^\\s]*)`))[1];

/** A report without an address of its own, as other programs send it: its number. */
export async function told_by_program(demo, longitude) {
  const fields = { service_code: 'POTHOLE', lat: '40.0318', long: String(longitude), description: 'walked', email: 'walk@example.org' };
  const body = new URLSearchParams({ ...fields, first_name: 'Kim', api_key: demo.demo.open311_key });
  const answer = await fetch(`${demo.base}/open311/v2/requests.json`, { method: 'POST', body });
  return (await answer.json())[0].service_request_id;
}

/** The same hole again: what others told, joining them, and the mails. */
async function join(stage, visit, report, number) {
  const email = 'walker@example.org';
  const page = await stage.open({ size: 'phone' });
  await page.goto('/services/pothole/report');
  for (const [, fill] of pothole_steps(report).slice(0, 6)) {
    await fill(page);
    await go_on(page);
  }
  await visit(page, 'what others told');
  await page.locator('.alike a.button', { hasText: number }).click();
  await page.waitForURL(/\/joining/);
  await visit(page, 'joining');
  await visit(page, 'joining, refused', await send(page, page.url(), { email: 'nobody' }));
  await page.locator('main [name="email"]').last().fill(email);
  await go_on(page);
  await visit(page, 'joined');
  const asked = await stage.demo.mail.next((mail) => mail.to === email && /confirm/.test(mail.subject));
  await look(page, visit, [path_in(asked, '/subscriptions/confirmation/')]);
  await visit(page, 'confirmed', await after(page, () => page.locator('main form button').click()));
  const desk = await stage.sign_in('dispatcher');
  await desk.goto(`/desk/cases/${number}`);
  const revision = await desk.inputValue('form[action$="/closure"] [name="revision"]');
  await send(desk, `/desk/cases/${number}/closure`, { outcome: 'fixed', message: 'It is filled.', revision });
  const closed = await stage.demo.mail.next((mail) => mail.to === email && /\/unsubscribe\//.test(mail.text));
  await look(page, visit, [path_in(closed, '/unsubscribe/')]);
  await desk.goto(`/desk/cases/${number}`);
  await look(desk, visit, [await desk.locator('a[href*="/photos/"]').first().getAttribute('href')]);
  await desk.context().close();
  await page.context().close();
}

async function reports(stage, visit) {
  const [address] = await quiet_addresses(stage.demo, { count: 1 });
  const report = { address, details: 'Walked through.', email: 'first@example.org', name: 'Kim' };
  const page = await stage.open({ size: 'phone' });
  await look(page, visit, ['/services/pothole/report']);
  await visit(page, 'where, refused', await send(page, '/services/pothole/report'));
  await visit(page, 'where, unknown', await send(page, '/services/pothole/report', { where: '1 Main' }));
  await write_report(page, report, (current, step) => visit(current, `report, ${step}`));
  const { number, path: own } = await send_report(page);
  await visit(page, 'the own page');
  await look(page, visit, [`/requests/${number}`, `/requests/${number}/following`, `${own}?lang=es`]);
  await page.goto('/report/photo');
  await page.setInputFiles('input[type=file]', photo_before);
  await go_on(page);
  await visit(page, 'photo first, place');
  await page.fill('[name="place"]', address);
  await go_on(page);
  await visit(page, 'photo first, service');
  await page.context().close();
  await join(stage, visit, report, number);
}

async function visitors(stage, visit) {
  const page = await stage.open({ size: 'phone' });
  const paths = ['/closures', '/search?q=trash', '/search?q=xyzzyqwv', '/sign-in/code', '/report/place', '/report/photo', '/follow'];
  await look(page, visit, [...paths, '/field/offline', '/requests?status=closed', '/requests?q=xyzzyqwv', '/track/SR-1/wrong']);
  await page.goto('/follow');
  await visit(page, 'follow, refused', await send(page, '/subscriptions', { kind: 'circle', place: 'nowhere', email: 'nobody' }));
  await page.goto('/sign-in');
  await visit(page, 'sign in, refused', await send(page, '/sign-in/code-requests', { email: 'nobody' }));
  await visit(page, 'code, refused', await send(page, '/sign-in/code', { email: 'nobody@example.org', code: '000000' }));
  await page.context().close();
  const resident = await stage.sign_in('resident');
  await look(resident, visit, ['/my-requests', '/account', '/follow']);
  await resident.context().close();
}

async function kiosk(stage, visit) {
  const [address] = await quiet_addresses(stage.demo, { count: 1, district: 'north' });
  const page = await stage.sign_in('dispatcher');
  await look(page, visit, ['/kiosk/setup']);
  await visit(page, 'kiosk', await after(page, () => page.locator('main form button').click()));
  const topic = await page.locator('a[href^="/kiosk/services?"]').first().getAttribute('href');
  await look(page, visit, [topic, '/kiosk/services?q=hole', '/kiosk/services?q=xyzzyqwv', '/kiosk/request?number=1', '/kiosk?lang=es']);
  await page.goto('/kiosk?lang=en');
  await page.goto('/services/pothole/report');
  for (const [step, fill] of pothole_steps({ address, details: 'By touch.', photo: null })) {
    await visit(page, `kiosk, ${step}`);
    await fill(page);
    await go_on(page);
  }
  await visit(page, 'kiosk, check');
  await go_on(page);
  await visit(page, 'kiosk, sent');
  await page.context().close();
}

async function desk(stage, visit) {
  const numbers = [await told_by_program(stage.demo, -86.1525), await told_by_program(stage.demo, -86.1527)];
  const [first, second] = numbers.map((number) => `/desk/cases/${number}`);
  const page = await stage.sign_in('dispatcher');
  await look(page, visit, [first, `${first}/service?service=missed-collection`, `${first}/split`, '/desk?map=yes', '/desk?text=xyzzyqwv']);
  await page.goto(second);
  await visit(page, 'nothing written', await send(page, `${second}/replies`, { message: '' }));
  await page.goto(second);
  await visit(page, 'merged with nothing', await send(page, `${second}/merge`, { into: 'SR-1', revision: '1' }));
  await page.goto('/desk?text=walked');
  await page.locator('.inbox td input[type=checkbox]').first().check();
  await page.locator('select[name=act]').selectOption('tag');
  const press = (form) => after(page, () => page.locator(`form[action="${form}"] button[type=submit]`).first().click());
  await visit(page, 'many at once', await press('/desk/bulk/preview'));
  await page.fill('main input[name=tag]', 'walked');
  await visit(page, 'many were done', await press('/desk/bulk'));
  await page.goto('/desk/incidents');
  await visit(page, 'no incident', await send(page, '/desk/incidents', { number: 'SR-1', title: 'Water' }));
  const incident = { number: numbers[0], title: 'Water main break', within_m: '0' };
  await visit(page, 'incident', await send(page, '/desk/incidents', incident));
  await look(page, visit, [`${new URL(page.url()).pathname}?service=pothole&within_m=100&hours=&zone=&text=`]);
  await visit(page, 'incident, refused', await send(page, `/desk/incidents/${numbers[0]}/reports`, { numbers: 'SR-1' }));
  await look(page, visit, ['/desk/board', '/desk/board?map=yes']);
  const order = await page.locator('.card-link[href^="/desk/board/orders/"]').first().getAttribute('href');
  const crew = await page.locator('.crew-day h2 a').first().getAttribute('href');
  await look(page, visit, [order, `${order}/sheet`, crew]);
  await page.context().close();
}

/** What somebody wrote when the session had ended on another device. */
async function kept(stage, visit) {
  const number = await told_by_program(stage.demo, -86.14);
  const page = await stage.sign_in('dispatcher');
  await page.goto(`/desk/cases/${number}`);
  const mate = await stage.open({ storageState: await page.context().storageState() });
  await mate.goto('/desk');
  await send(mate, '/sign-out');
  await mate.context().close();
  const answer = await send(page, `/desk/cases/${number}/replies`, { message: 'A long answer, with thought.' });
  await visit(page, 'the session has ended', answer);
  const token = new URL(page.url()).searchParams.get('next');
  await page.goto(stage.demo.demo.sign_in.dispatcher);
  await look(page, visit, [token]);
  await page.context().close();
}

async function office(stage, visit) {
  const number = await told_by_program(stage.demo, -86.131);
  const page = await stage.sign_in('administrator');
  const refused = [
    ['/casework/replies', '/casework/replies', { title: '', language: 'en', text: 'Dear {nowhere}' }],
    ['/casework/partners', '/casework/partners', { name: '', way: 'mail', email: 'nobody' }],
    ['/admin/hooks', '/admin/hooks', { label: '', url: 'http://x', owner_email: 'nobody', events: 'closed' }],
    ['/admin/users/new', '/admin/users', { email: 'nobody' }],
    ['/admin/service-check', '/admin/service-publications', { json: '{}' }],
  ];
  for (const [where, action, fields] of refused) {
    await page.goto(where);
    await visit(page, `${action}, refused`, await send(page, action, fields));
  }
  await page.goto('/casework/replies');
  await send(page, '/casework/replies', { title: 'Crew is coming', language: 'en', text: 'A crew comes.' });
  await look(page, visit, [await page.locator('main a[href^="/casework/replies/"]').first().getAttribute('href')]);
  await page.goto('/casework/partners');
  await send(page, '/casework/partners', { name: 'County', way: 'mail', email: 'a@county.example', language: 'en', active: 'yes' });
  await look(page, visit, [await page.locator('main a[href^="/casework/partners/"]').first().getAttribute('href')]);
  await page.goto('/admin/hooks');
  const made = { label: 'Fleet', url: 'https://fleet.example/hook', owner_email: 'dev@fleet.example', events: 'case.closed' };
  await visit(page, 'hook with its secret', await send(page, '/admin/hooks', made));
  await page.goto('/admin/hooks');
  const hook = await page.locator('main a[href^="/admin/hooks/"]').first().getAttribute('href');
  await page.goto(hook);
  await visit(page, 'hook', await send(page, `${hook}/pings`));
  const delivery = await page.locator('main a[href*="/deliveries/"]').first().getAttribute('href');
  await look(page, visit, [delivery, '/admin/services/pothole/comparison']);
  await page.goto(`/desk/cases/${number}`);
  const person = await page.locator('a[href^="/admin/records/people/"]').first().getAttribute('href');
  await look(page, visit, [person, '/admin/records/holds/new?words=walked']);
  await page.goto(person);
  await visit(page, 'not sure', await send(page, `${person}/erasure`));
  await page.goto(person);
  await visit(page, 'erased', await send(page, `${person}/erasure`, { sure: 'yes' }));
  await page.context().close();
}

async function content(stage, visit) {
  const page = await stage.sign_in('manager');
  await page.goto('/desk/content/new?kind=page');
  const written = { kind: 'page', 'title.en': 'Snow', 'body.en': 'Not on **snow routes**.', revision: '0', act: 'save' };
  await visit(page, 'content, refused', await send(page, '/desk/content', { ...written, 'title.en': '', 'body.en': '#### x' }));
  await page.goto('/desk/content/new?kind=page');
  await visit(page, 'content', await send(page, '/desk/content', written));
  const { pathname } = new URL(page.url());
  await send(page, pathname, { ...written, 'body.en': 'See the map.', revision: '1' });
  await look(page, visit, [`${pathname}/comparison?from=1&to=2`]);
  await page.context().close();
}

async function contact(stage, visit) {
  const page = await stage.sign_in('agent');
  await page.goto('/desk/contact');
  await visit(page, 'contact', await send(page, '/desk/contact', { channel: 'phone', name: 'Rosa', contact: '(317) 555-0123' }));
  const script = `${new URL(page.url()).pathname}/script`;
  const said = { 'caller.name': 'Rosa', 'caller.phone': '(317) 555-0123', 'talk.words': 'hole in the street' };
  await visit(page, 'contact, offers', await send(page, script, { ...said, act: 'find' }));
  await visit(page, 'contact, script', await send(page, script, { ...said, 'choose.service': 'pothole' }));
  const place = { where: '845 Center Street', lane: 'travel' };
  for (const answers of [{ where: '' }, place])
    await visit(page, 'contact, checked', await send(page, script, { ...said, ...answers, 'talk.service': 'pothole', act: 'check' }));
  await page.context().close();
}

/** The code that an authenticator app shows now (RFC 6238). */
function code_of(secret) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const turn = Buffer.alloc(8);
  turn.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = crypto.createHmac('sha1', key).update(turn).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Whoever has a second factor is asked for it after the password. */
async function second_factor(stage, visit) {
  const password = 'purple lantern walks uphill';
  const page = await stage.sign_in('agent');
  await look(page, visit, ['/account/second-factor', '/account/password']);
  await visit(page, 'password, refused', await send(page, '/account/password', { password: 'short' }));
  await page.goto('/account/password');
  await send(page, '/account/password', { password });
  await page.goto('/account/second-factor');
  await visit(page, 'the secret', await send(page, '/account/second-factor', { begin: 'yes' }));
  await visit(page, 'a wrong code', await send(page, '/account/second-factor', { code: '000000' }));
  await send(page, '/account/second-factor', { code: code_of(await page.locator('.secret').innerText()) });
  await page.context().close();
  const other = await stage.open();
  await other.goto('/sign-in');
  await visit(other, 'password, wrong', await send(other, '/sign-in/password', { user: 'agent@fairhaven.example', password: 'x' }));
  const known = { user: 'agent@fairhaven.example', password };
  await visit(other, 'second factor', await send(other, '/sign-in/password', known));
  await visit(other, 'second factor, refused', await send(other, '/sign-in/second-factor', { code: '000000' }));
  await other.context().close();
}

/** The first administrator's link; a demo's links sign in at once, so this city is none. */
async function first_link(stage, visit) {
  const data = temporary_folder('cityhall-link');
  const port = await free_port();
  const who = ['--name', 'Smallville', '--time-zone', 'America/Chicago', '--admin', 'ida@small.example', '--admin-name', 'Ida Novak'];
  const base = `http://127.0.0.1:${port}`;
  const made = await run(program, ['init', path.join(data, 'city'), ...who, '--email', 'hall@small.example', '--url', base, '--yes']);
  const link = made.out.match(/\/sign-in\/link\/[\w-]+/)[0];
  const server = await start(['serve', '--data', path.join(data, 'city')], { port });
  const page = await stage.open({ baseURL: base });
  await look(page, visit, [link]);
  await page.context().close();
  await server.stop();
  fs.rmSync(data, { recursive: true });
}

/** In this order: what later ones write shows on the pages of none before. */
export const walks = { visitors, reports, kiosk, desk, kept, office, content, contact, second_factor, first_link };
