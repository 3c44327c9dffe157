// Two cities hand requests to each other by Open311, with outages in between: nothing is lost, nothing is doubled.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { free_port, is_built, root, start, temporary_folder, told } from '../lib/server.mjs';

const skip = !is_built && 'the program is not built';
const prefix = '/open311/v2';
const photo = fs.readFileSync(path.join(root, 'catalogue/demo/photos/pothole-before.jpg'));

const database_of = (data) =>
  path.join(
    data,
    fs.readdirSync(data, { recursive: true }).find((name) => path.basename(name) === 'city.db'),
  );

/** Both run on loopback, which the program calls only when its settings say so. */
function allow_loopback(data) {
  const database = new DatabaseSync(database_of(data));
  const { document } = database.prepare('SELECT document FROM settings').get();
  database.prepare('UPDATE settings SET document = ?').run(JSON.stringify({ ...JSON.parse(document), outbound_everywhere: true }));
  database.close();
}

/** A city that can be stopped, killed and started again in place. */
async function city(name) {
  const data = temporary_folder(`handover-${name}`);
  const port = await free_port();
  const words = ['demo', '--data', data];
  let server = await start(words, { port });
  const demo = await told(server, path.join(data, 'demo.json'));
  await server.stop();
  allow_loopback(data);
  server = await start(words, { port });
  const self = {
    data,
    demo,
    base: `http://127.0.0.1:${port}`,
    kill: () => server.kill(),
    stop: () => server.stop(),
    begin: async () => (server = await start(words, { port })),
    json: async (target) => (await fetch(`${self.base}${prefix}/${target}`)).json(),
    forget: () => fs.rmSync(data, { recursive: true, force: true }),
  };
  return self;
}

/** Somebody's browser without a browser: cookies, and the token of each form. */
async function sign_in(place, role) {
  const jar = new Map();
  const call = async (target, options = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const address = new URL(target, place.base);
    const answer = await fetch(address, { ...options, redirect: 'manual', headers: { ...options.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(line);
      jar.set(key, value);
    }
    return { status: answer.status, place: answer.headers.get('location'), body: await answer.text() };
  };
  const token = (body) => /name="csrf" value="([^"]*)"/.exec(body)?.[1] ?? '';
  const send = async (target, fields, form_page) => {
    const csrf = token((await call(form_page ?? '/desk')).body);
    const body = new URLSearchParams({ ...fields, csrf });
    return call(target, { method: 'POST', body });
  };
  const page = await call(place.demo.sign_in[role]);
  const action = /<form[^>]*action="([^"]*)"/.exec(page.body.slice(page.body.indexOf('<main')))?.[1];
  if (action) await call(action, { method: 'POST', body: new URLSearchParams({ csrf: token(page.body) }) });
  return { get: call, send };
}

/** Asks until it holds: the other side is another process, there is nothing to be told by. */
async function until(what, holds) {
  const end = Date.now() + 240_000;
  for (;;) {
    const found = await Promise.resolve()
      .then(holds)
      .catch(() => undefined);
    if (found) return found;
    assert.ok(Date.now() < end, `waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

async function report(place, description, with_photo) {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    api_key: place.demo.open311_key,
    service_code: 'POTHOLE',
    lat: '40.0318',
    long: '-86.1525',
    description,
    email: 'pat@example.org',
  }))
    form.append(name, value);
  if (with_photo) form.append('media', new Blob([photo], { type: 'image/jpeg' }), 'hole.jpg');
  const answer = await fetch(`${place.base}${prefix}/requests.json`, { method: 'POST', body: form });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json())[0].service_request_id;
}

/** How often each case of the stopped city had that event. */
function events_of(place, type) {
  const database = new DatabaseSync(database_of(place.data), { readOnly: true });
  const rows = database
    .prepare(
      'SELECT cases.number AS number, count(*) AS times FROM events JOIN cases ON cases.id = events.case_id WHERE type = ? GROUP BY 1',
    )
    .all(type);
  database.close();
  return new Map(rows.map((row) => [row.number, row.times]));
}

test('two cities exchange requests, photos and updates both ways with outages in between', { skip, timeout: 900_000 }, async (t) => {
  const town = await city('town');
  const county = await city('county');
  t.after(async () => {
    await Promise.allSettled([town.kill(), county.kill()]);
    town.forget();
    county.forget();
  });

  const administrator = await sign_in(town, 'administrator');
  const saved = await administrator.send('/casework/partners', {
    name: 'County',
    way: 'open311',
    endpoint: `${county.base}${prefix}/`,
    api_key: county.demo.open311_key,
    service_codes: '* = POTHOLE',
    statuses: 'no_further_action = no_action',
    active: 'yes',
  }, '/casework/partners');
  assert.equal(saved.place, '/casework/partners?saved=yes', saved.body.slice(0, 400));

  const ours = [];
  for (let n = 0; n < 5; n++) ours.push(await report(town, `The county's hole number ${n}`, n < 2));

  // The county is away while we hand over, and goes away once more while we send.
  await county.kill();
  const dispatcher = await sign_in(town, 'dispatcher');
  for (const number of ours) {
    const page = (await dispatcher.get(`/desk/cases/${number}`)).body;
    const partner = /<option value="(\d+)"[^>]*>County</.exec(page)?.[1];
    assert.ok(partner, 'the partner is offered');
    const form = `/desk/cases/${number}`;
    const answer = await dispatcher.send(`${form}/handovers`, { partner, message: 'Yours, we think.' }, form);
    assert.equal(answer.status, 303, answer.body.slice(0, 400));
  }
  await until('the first try failed', async () => /tried, comes again/.test((await dispatcher.get(`/desk/cases/${ours[0]}`)).body));
  await county.begin();
  const theirs_of = async (number) =>
    (await county.json('requests.json?service_code=POTHOLE')).filter((request) => request.description.includes(`reference ${number}/`));
  await until('the county has the first one', async () => (await theirs_of(ours[0])).length > 0);
  await county.kill();
  await county.begin();
  const theirs = new Map();
  for (const number of ours) {
    await until(`the county has ${number}`, async () => (await theirs_of(number)).length > 0);
    const found = await theirs_of(number);
    assert.equal(found.length, 1, `${number} came once`);
    theirs.set(number, found[0].service_request_id);
    assert.ok(!found[0].description.includes('pat@example.org'), 'who reported it stays with us');
  }
  await until('we know all of their numbers', async () => {
    const pages = await Promise.all(ours.map(async (number) => (await dispatcher.get(`/desk/cases/${number}`)).body));
    return pages.every((page, n) => page.includes(theirs.get(ours[n])));
  });
  for (const number of ours.slice(0, 2)) {
    const clerk = await sign_in(county, 'dispatcher');
    const page = `/desk/cases/${theirs.get(number)}`;
    await until('the photo is there', async () => /Photo of the reporter/.test((await clerk.get(page)).body));
  }

  // Their words and their end come to us, also when we were away; ours go to them, also when they were.
  const clerk = await sign_in(county, 'dispatcher');
  await town.kill();
  for (const number of ours.slice(0, 3)) {
    const target = `/desk/cases/${theirs.get(number)}`;
    const said = await clerk.send(`${target}/replies`, { message: `Our crew knows ${number}.` }, target);
    assert.equal(said.status, 303, said.body.slice(0, 300));
    const page = (await clerk.get(target)).body;
    const revision = /name="revision" value="(\d+)"/.exec(page)?.[1] ?? '0';
    const closed = await clerk.send(`${target}/closure`, { outcome: 'fixed', message: `Filled for ${number}.`, revision }, target);
    assert.equal(closed.status, 303, closed.body.slice(0, 300));
  }
  await town.begin();
  for (const number of ours.slice(0, 3))
    await until(`${number} is closed here`, async () => {
      const [request] = await town.json(`requests/${number}.json`);
      return request.status === 'closed' && request.status_notes === `Filled for ${number}.`;
    });
  await county.kill();
  const again = await sign_in(town, 'dispatcher');
  const said = await again.send(`/desk/cases/${ours[3]}/replies`, { message: 'A car was damaged there.' }, `/desk/cases/${ours[3]}`);
  assert.equal(said.status, 303, said.body.slice(0, 300));
  await county.begin();
  await until('they have our words', async () => {
    const [request] = await county.json(`requests/${theirs.get(ours[3])}.json`);
    return request.status_notes === 'A car was damaged there.';
  });
  // Another round of asking finds nothing new.
  const before = (await dispatcher_log(again, ours[0])).length;
  await new Promise((resolve) => setTimeout(resolve, 35_000));
  assert.equal((await dispatcher_log(again, ours[0])).length, before, 'nothing is heard twice');

  await town.stop();
  await county.stop();
  const heard = events_of(town, 'case.updated_from_outside');
  for (const number of ours.slice(0, 3)) assert.equal(heard.get(number), 2, `${number}: their words and their end, once each`);
  for (const number of ours.slice(3)) assert.equal(heard.get(number) ?? 0, 0);
  const closed = events_of(town, 'case.closed');
  for (const number of ours.slice(0, 3)) assert.equal(closed.get(number), 1);
  const told_them = events_of(county, 'case.updated_from_outside');
  assert.equal(told_them.get(theirs.get(ours[3])), 1, 'our words came once');
  for (const number of ours.slice(0, 3))
    assert.equal(told_them.get(theirs.get(number)) ?? 0, 0, 'their own words do not come back to them');
  const opened = events_of(county, 'case.opened');
  for (const number of ours) assert.equal(opened.get(theirs.get(number)), 1);
});

async function dispatcher_log(person, number) {
  const page = (await person.get(`/desk/cases/${number}`)).body;
  return [...page.matchAll(/<strong>(heard|told)<\/strong>/g)].map((match) => match[1]);
}
