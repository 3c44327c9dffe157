// kill -9 under load: every acknowledged number is there after the restart, with its event, once. 200 rounds with ./test --full.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { database_below, demo_words, free_port, is_built, start, temporary_folder, told } from '../lib/server.mjs';
import { client, easy_report } from '../lib/open311.mjs';
import { seeded } from '../lib/random.mjs';

const rounds = Number(process.env.CITYHALL_ROUNDS || (process.env.CITYHALL_FULL ? 200 : 25));
const clients = 16;
const prefix = '/open311/v2';

/** Submits from several connections until the server is gone; gives the acknowledged ids and how often a key was sent again. */
async function load(api, report, key, { acks_wanted, on_enough, round }) {
  const acknowledged = [];
  let unexpected = '';
  const submit = async (worker) => {
    for (let n = 0; ; n++) {
      const fields = { ...report, api_key: key, description: `round ${round} client ${worker} number ${n}` };
      const answer = await api
        .post(`${prefix}/requests.json`, fields, { 'Idempotency-Key': `${round}-${worker}-${n}` })
        .catch(() => null);
      if (!answer) return;
      if (answer.status >= 400 && answer.status !== 503) unexpected ||= `${answer.status} ${answer.body.slice(0, 300)}`;
      if (answer.status >= 400) {
        if (unexpected) return on_enough();
        continue;
      }
      acknowledged.push(JSON.parse(answer.body)[0].service_request_id);
      if (acknowledged.length === acks_wanted) on_enough();
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, worker) => submit(worker)));
  assert.equal(unexpected, '', 'a submission was refused');
  return acknowledged;
}

/** Ids that the server does not give back, asked in lists. */
async function missing(api, ids) {
  const lost = [];
  for (let at = 0; at < ids.length; at += 100) {
    const part = ids.slice(at, at + 100);
    const answer = await api.get(`${prefix}/requests.json?service_request_id=${encodeURIComponent(part.join(','))}`);
    const found = JSON.parse(answer.body).map((request) => request.service_request_id);
    assert.equal(new Set(found).size, found.length, 'a request came twice');
    lost.push(...part.filter((id) => !found.includes(id)));
  }
  return lost;
}

/** How often each case was opened, from the database of the stopped program. */
function opened_events(data) {
  const database = database_below(data);
  const joined = "cases c LEFT JOIN events e ON e.case_id = c.id AND e.type = 'case.opened'";
  const sql = `SELECT c.number AS number, COUNT(e.id) AS events FROM ${joined} GROUP BY c.number`;
  const rows = database.prepare(sql).all();
  database.close();
  return new Map(rows.map((row) => [row.number, Number(row.events)]));
}

test(
  `${rounds} rounds of kill -9`,
  { skip: !is_built && 'the program is not built', timeout: rounds * 30_000 },
  async (t) => {
    const seed = Number(process.env.CITYHALL_SEED || Date.now() % 1e9);
    t.diagnostic(`seed ${seed}`);
    const random = seeded(seed);
    const data = temporary_folder('cityhall-kill');
    t.after(() => fs.rmSync(data, { recursive: true, force: true }));
    const port = await free_port();
    const all = [];
    let slowest_ms = 0;
    let server = await start(demo_words(data), { port });
    t.after(() => server.kill());
  const key = (await told(server, path.join(data, 'demo.json'))).open311_key;
    let api = client(server.base, { sockets: clients });
    const report = await easy_report(api, prefix);
    for (let round = 0; round < rounds; round++) {
      let killed;
      const acknowledged = await load(api, report, key, {
        round,
        acks_wanted: 20 + random.below(200),
        on_enough: () => (killed ??= server.kill()),
      });
      await (killed ?? server.kill());
      api.close();
      all.push(...acknowledged);
      server = await start(demo_words(data), { port });
      if (round > 0) slowest_ms = Math.max(slowest_ms, server.ready_ms);
      api = client(server.base, { sockets: clients });
      assert.deepEqual(await missing(api, acknowledged), [], `round ${round}, seed ${seed}: acknowledged, and lost`);
    }
    assert.deepEqual(await missing(api, all), [], 'lost later');
    api.close();
    await server.stop();
    const events = opened_events(data);
    assert.deepEqual(
      all.filter((id) => events.get(id) !== 1),
      [],
      'acknowledged without exactly one event',
    );
    t.diagnostic(
      `${all.length} acknowledged in ${rounds} rounds, 0 lost; slowest restart ${Math.round(slowest_ms)} ms`,
    );
  },
);
