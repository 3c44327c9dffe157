// Every operation of the OpenAPI document, with valid and with wild inputs: no 500, and every answer fits what the document says.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import Ajv2020 from 'ajv/dist/2020.js';
import { demo_words, free_port, is_built, program, root, run, start, temporary_folder } from '../lib/server.mjs';
import { judge_of } from './judge.mjs';
import { request_of } from './arbitrary.mjs';
import { start_mail } from '../lib/mail.mjs';
import { asker, nobody, ways } from './reach.mjs';

const skip = !is_built && 'the program is not built';
const runs = Number(process.env.CITYHALL_RUNS ?? (process.env.CITYHALL_FULL ? 200 : 25));
const seed = Number(process.env.CITYHALL_SEED ?? 20270302);

const operations_of = (document) => Object.values(document.paths).flatMap((methods) => Object.values(methods));

/** The demo city with a key that may do everything. */
async function served(t) {
  const data = temporary_folder('cityhall-api');
  t.after(() => fs.rmSync(data, { recursive: true, force: true }));
  const mail = await start_mail({ refuses: (address) => address === nobody });
  t.after(() => mail.close());
  const words = [...demo_words(data), '--smtp', mail.url];
  const first = await start(words, { port: await free_port() });
  const document = await (await fetch(`${first.base}/api/v1/openapi.json`)).json();
  await first.stop();
  const scopes = new Set(operations_of(document).map((operation) => operation['x-permission']));
  scopes.delete('public');
  const asked = ['--contact', 'dev@example.org', '--scopes', [...scopes].join(','), '--per-minute', '60000', '--data', data];
  const made = await run(program, ['key', 'add', 'Everything', ...asked]);
  assert.equal(made.code, 0, made.err);
  const key = /ck_[\w-]+/.exec(made.out)[0];
  const server = await start(words, { port: await free_port() });
  t.after(() => server.kill());
  return { server, document, key };
}

/** What the city has, so that valid requests meet real things. */
async function known_things({ server, key }) {
  const ask = async (target) => (await fetch(server.base + target, { headers: { authorization: `Bearer ${key}` } })).json();
  const first = async (target, name) => (await ask(target)).items.slice(0, 3).map((item) => item[name]);
  return {
    number: await first('/api/v1/cases?status=all', 'number'),
    task: await first('/api/v1/tasks?status=all', 'id'),
    party: await first('/api/v1/parties', 'id'),
    zone: await first('/api/v1/zones', 'id'),
    address: await first('/api/v1/addresses', 'id'),
    service: await first('/api/v1/services', 'id'),
    account: await first('/api/v1/accounts', 'id'),
    crew: await first('/api/v1/crews', 'id'),
    version: ['1'],
    action: ['close', 'start'],
    role: ['clerk', 'agent'],
    hook: await first('/api/v1/hooks', 'id'),
    cursor: [''],
    url: ['https://fleet.example/hook'],
    events: ['case.closed', 'task.*'],
    email: ['kim@example.org'],
    owner_email: ['kim@example.org'],
    contact: ['kim@example.org'],
    latitude: [40.0318],
    longitude: [-86.1525],
    queue: await first('/api/v1/queues', 'id'),
    channel: ['web', 'api'],
    language: ['en', 'es'],
    department: ['city-wide', 'streets'],
    template: ['request-received', 'request-closed'],
    delegation: await first('/api/v1/delegations', 'id'),
    scopes: ['issues.read'],
    permissions: ['issues.read', 'issues.reply'],
    roles: ['agent'],
  };
}

test('the document is OpenAPI 3.1 with an id for each operation', { skip }, async (t) => {
  const { document } = await served(t);
  assert.equal(document.openapi, '3.1.0');
  const ids = operations_of(document).map((operation) => operation.operationId);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length >= 60, `${ids.length} operations`);
  const ajv = new Ajv2020({ strict: false });
  for (const [name, schema] of Object.entries(document.components.schemas))
    assert.ok(ajv.validateSchema(schema), `${name}: ${ajv.errorsText(ajv.errors)}`);
});

/** Asks an operation and holds the answer against the document; counts each kind of answer. */
function examiner({ document, server, key }) {
  const judge = judge_of(document);
  const statuses = new Map();
  const examine = async (operation, { method, target, headers, body }) => {
    const answer = await fetch(server.base + target, { method: method.toUpperCase(), headers, body, redirect: 'manual' });
    const text = await answer.text();
    const line = `${method} ${target} ${body ?? ''} → ${answer.status} ${text.slice(0, 600)}`;
    assert.notEqual(answer.status, 500, line);
    assert.deepEqual(judge(operation, answer, text), [], line);
    const group = `${operation.operationId} ${Math.floor(answer.status / 100)}xx`;
    statuses.set(group, (statuses.get(group) ?? 0) + 1);
    return line;
  };
  return { examine, statuses, authorization: `Bearer ${key}` };
}

test('no operation fails, each is reached, and every answer fits its schema', { skip, timeout: 600_000 }, async (t) => {
  const city = await served(t);
  const { document } = city;
  const { examine, statuses, authorization } = examiner(city);
  const api = asker(city);
  await api.call('POST', '/api/v1/hooks', {
    label: 'Fleet',
    url: 'https://fleet.example/hook',
    owner_email: 'dev@example.org',
    events: ['case.closed'],
  });
  const known = await known_things(city);
  for (const [target, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const ask = (wanted) =>
        examine(operation, { ...wanted, method, headers: { ...(wanted.anonymous ? {} : { authorization }), ...wanted.headers } });
      const requests = request_of({ document, target, operation, known });
      await fc.assert(fc.asyncProperty(requests, async (wanted) => void (await ask(wanted))), { numRuns: runs, seed, endOnFailure: true });
    }
  for (const operation of operations_of(document)) {
    const way = ways[operation.operationId];
    if (!way) continue;
    const [method, target, body] = await way(api);
    const is_json = body !== undefined && !(body instanceof FormData);
    const headers = { authorization, ...(is_json ? { 'content-type': 'application/json' } : {}) };
    const line = await examine(operation, { method, target, headers, body: is_json ? JSON.stringify(body) : body });
    assert.ok(statuses.has(`${operation.operationId} 2xx`), line);
  }
  const ids = operations_of(document).map((operation) => operation.operationId);
  const sum = [...statuses.values()].reduce((a, b) => a + b, 0);
  t.diagnostic(`${sum} requests to ${ids.length} operations`);
  const never_well = ids.filter((id) => !statuses.has(`${id} 2xx`));
  assert.deepEqual(never_well, [], 'show in tests/api/reach.mjs how these are reached');
  assert.deepEqual(Object.keys(ways).filter((id) => !ids.includes(id)), [], 'these operations are gone');
  assert.equal((await fetch(`${city.server.base}/health`)).status, 200);
});
