// A served city that can be stopped, killed and started again in place, and people who use it without a browser.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { database_below, free_port, program, root, run, start, temporary_folder, told } from '../lib/server.mjs';

const prefix = '/open311/v2';
const photo_before = fs.readFileSync(path.join(root, 'catalogue/demo/photos/pothole-before.jpg'));
const photo_after = fs.readFileSync(path.join(root, 'catalogue/demo/photos/pothole-after.jpg'));

/** Reads rows beside the running program; it never writes. */
function rows_of(data, sql, ...values) {
  const database = database_below(data);
  try {
    return database.prepare(sql).all(...values);
  } finally {
    database.close();
  }
}

/** Both cities run on loopback, which the program calls only when its settings say so. The program stands still meanwhile. */
function allow_loopback(data) {
  const database = database_below(data, { writable: true });
  const { document } = database.prepare('SELECT document FROM settings').get();
  const changed = JSON.stringify({ ...JSON.parse(document), outbound_everywhere: true });
  database.prepare('UPDATE settings SET document = ?').run(changed);
  database.close();
}

export async function make_city(name) {
  const data = temporary_folder(`handover-${name}`);
  const port = await free_port();
  const words = ['demo', '--data', data];
  let server = await start(words, { port });
  const demo = await told(server, path.join(data, 'demo.json'));
  await server.stop();
  allow_loopback(data);
  const asked = ['--contact', 'dev@example.org', '--scopes', 'issues.read,issues.reply', '--per-minute', '60000', '--data', data];
  const made = await run(program, ['key', 'add', 'Many words', ...asked]);
  assert.equal(made.code, 0, made.err);
  server = await start(words, { port });
  const base = `http://127.0.0.1:${port}`;
  return {
    name,
    demo,
    base,
    api_key: /ck_[\w-]+/.exec(made.out)[0],
    kill: () => server.kill(),
    stop: () => server.stop(),
    begin: async () => (server = await start(words, { port })),
    json: async (target) => (await fetch(`${base}${prefix}/${target}`)).json(),
    rows: (sql, ...values) => rows_of(data, sql, ...values),
    forget: () => fs.rmSync(data, { recursive: true, force: true }),
  };
}

/** Somebody's browser without a browser: cookies, and the token of each form. */
export async function sign_in(city, role) {
  const jar = new Map();
  const call = async (target, options = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const address = new URL(target, city.base);
    const answer = await fetch(address, { ...options, redirect: 'manual', headers: { ...options.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(line);
      jar.set(key, value);
    }
    return { status: answer.status, place: answer.headers.get('location'), body: await answer.text() };
  };
  const token = (body) => /name="csrf" value="([^"]*)"/.exec(body)?.[1] ?? '';
  /** Sends the form that stands on a page; a Blob makes it one with files. */
  const send = async (target, fields, form_page = '/desk') => {
    const all = { ...fields, csrf: token((await call(form_page)).body) };
    const with_files = Object.values(all).some((value) => value instanceof Blob);
    const body = with_files ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries(all))
      if (value instanceof Blob) body.append(name, value, 'photo.jpg');
      else body.append(name, value);
    return call(target, { method: 'POST', body });
  };
  const page = await call(city.demo.sign_in[role]);
  const action = /<form[^>]*action="([^"]*)"/.exec(page.body.slice(page.body.indexOf('<main')))?.[1];
  if (action) await call(action, { method: 'POST', body: new URLSearchParams({ csrf: token(page.body) }) });
  return { get: async (target) => (await call(target)).body, send };
}

/** Asks until it holds: the other side is another process, there is nothing to be told by. */
export async function until(what, holds) {
  const end = Date.now() + 240_000;
  for (;;) {
    let found;
    try {
      found = await holds();
    } catch {
      found = undefined;
    }
    if (found) return found;
    assert.ok(Date.now() < end, `waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** A pothole, as an app sends it; gives its number. */
export async function report(city, description, with_photo) {
  const form = new FormData();
  const fields = { api_key: city.demo.open311_key, service_code: 'POTHOLE', lat: '40.0318', long: '-86.1525', description };
  for (const [name, value] of Object.entries({ ...fields, email: 'pat@example.org' })) form.append(name, value);
  if (with_photo) form.append('media', new Blob([photo_before], { type: 'image/jpeg' }), 'hole.jpg');
  const answer = await fetch(`${city.base}${prefix}/requests.json`, { method: 'POST', body: form });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json())[0].service_request_id;
}

/** The crew ends its work order with a photo, which closes the request. */
export async function finish_with_photo(city, person, number) {
  const [{ id }] = city.rows(
    'SELECT CAST(tasks.id AS TEXT) AS id FROM tasks JOIN cases ON cases.id = tasks.case_id WHERE cases.number = ? AND is_over = 0',
    number,
  );
  const order = `/field/orders/${id}`;
  const photos = new Blob([photo_after], { type: 'image/jpeg' });
  const fields = { id: `device-${number}`, kind: 'done', note: `Filled for ${number}.`, photos };
  const answer = await person.send(`${order}/operations`, fields, order);
  assert.equal(answer.status, 303, answer.body.slice(0, 400));
}

/** Closes, reopens or answers a request at the desk. */
export async function act(person, number, what, fields) {
  const page = `/desk/cases/${number}`;
  const revision = /name="revision" value="(\d+)"/.exec(await person.get(page))?.[1] ?? '0';
  const answer = await person.send(`${page}/${what}`, { ...fields, revision }, page);
  assert.equal(answer.status, 303, answer.body.slice(0, 400));
}

/** So many answers to one request, as a busy office gives them, many of them within one second. */
export async function answer_often(city, number, times) {
  const headers = { authorization: `Bearer ${city.api_key}`, 'content-type': 'application/json' };
  for (let n = 0; n < times; n += 20)
    await Promise.all(
      Array.from({ length: Math.min(20, times - n) }, async (_, i) => {
        const body = JSON.stringify({ message: `Answer ${n + i}` });
        const answer = await fetch(`${city.base}/api/v1/cases/${number}/replies`, { method: 'POST', headers, body });
        assert.equal(answer.status, 200, await answer.text());
      }),
    );
}

/** How often each request of the city had that event. */
export function events_of(city, type) {
  const sql =
    'SELECT cases.number AS number, count(*) AS times FROM events JOIN cases ON cases.id = events.case_id WHERE type = ? GROUP BY 1';
  return new Map(city.rows(sql, type).map((row) => [row.number, row.times]));
}

/** How many photos of a purpose a request has. */
export const photos_of = (city, number, purpose) =>
  city.rows(
    'SELECT count(*) AS times FROM case_files JOIN cases ON cases.id = case_files.case_id WHERE cases.number = ? AND purpose = ?',
    number,
    purpose,
  )[0].times;
