// The measures. Each gives {figures, limits: [{what, value, at_most | at_least, unit}]}.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { client, easy_report } from '../tests/lib/open311.mjs';
import { database_below, program, root, run, temporary_folder } from '../tests/lib/server.mjs';
import { disk_rate, load, start_bare_insert, start_nginx } from './stage.mjs';

const prefix = '/open311/v2';
const round = (number, digits = 1) => Number(number.toFixed(digits));
const brief = (figures) => ({
  per_second: Math.round(figures.per_second),
  cpu_us: round(figures.cpu_us),
  p50_us: figures.p50_us,
  p99_us: figures.p99_us,
});

function no_errors(figures, wanted = [200, 201]) {
  const wrong = Object.keys(figures.statuses).filter((status) => !wanted.includes(Number(status)));
  if (wrong.length) throw new Error(`answers with status ${wrong.join(', ')}: ${JSON.stringify(figures.statuses)}`);
  return figures;
}

const form_header = ['Content-Type: application/x-www-form-urlencoded'];

/** The people of the demo follow streets, areas and services; what each of them is told of a request is work of its own. */
function forget_followers(demo) {
  const database = database_below(demo.data, { writable: true });
  database.exec('DELETE FROM subscriptions; DELETE FROM subscription_circles');
  database.close();
}

/** What 64 clients submit, each with a place and an address of its own. */
async function submission(demo) {
  const api = client(demo.base);
  const report = await easy_report(api, prefix);
  const [lat, long] = [Number(report.lat), Number(report.long)];
  api.close();
  const fields = [
    'lat={lat}',
    'long={long}',
    `api_key=${demo.demo.open311_key}`,
    'email=person{n}%40example.org',
    'description=Number+{n}',
  ];
  return {
    method: 'POST',
    path: `${prefix}/requests.json`,
    header: form_header,
    body: [`service_code=${report.service_code}`, ...fields].join('&'),
    box: [lat - 0.002, long - 0.002, lat + 0.002, long + 0.002].join(','),
  };
}

export async function submission_load(demo, seconds) {
  return no_errors(await load(demo.child.pid, demo.port, { seconds, ...(await submission(demo)) }));
}

/** Durable submissions with everything that belongs to one, beside one durable row of the same request through the same server. */
async function submissions({ demo, seconds }) {
  const disk = await disk_rate();
  const request = await submission(demo);
  const followed = no_errors(await load(demo.child.pid, demo.port, { seconds: Math.max(1, seconds / 3), ...request }));
  forget_followers(demo);
  const bare_server = await start_bare_insert();
  const rounds = [];
  // By turns, because a machine that is shared changes its speed within seconds; the middle round counts.
  for (let round_no = 0; round_no < 5; round_no++) {
    const turn = { seconds: Math.max(1, seconds / 3), ...request };
    const bare = no_errors(await load(bare_server.pid, bare_server.port, { ...turn, path: '/' }));
    const ours = no_errors(await load(demo.child.pid, demo.port, turn));
    rounds.push({ bare, ours, ratio: ours.cpu_us / bare.cpu_us, drained: ours.drained_us / bare.drained_us });
  }
  await bare_server.stop();
  const middle = rounds.sort((a, b) => a.ratio - b.ratio)[2];
  return {
    figures: {
      submission: brief(middle.ours),
      with_followers: brief(followed),
      bare_insert: brief(middle.bare),
      ratios: rounds.map((turn) => round(turn.ratio)).join(', '),
      with_what_follows: rounds.map((turn) => round(turn.drained)).join(', '),
      fdatasync_per_second: disk,
    },
    limits: [
      { what: 'CPU of a submission / CPU of a bare insert', value: round(middle.ratio), at_most: 12 },
      ...(disk >= 300
        ? [{ what: 'submissions per second', value: Math.round(middle.ours.per_second), at_least: 1500 }]
        : []),
    ],
  };
}

/** A page of ours beside nginx serving the same bytes. */
async function page({ demo, seconds }, path) {
  const bytes = Buffer.from(await (await fetch(demo.base + path)).arrayBuffer());
  const nginx = await start_nginx({ page: bytes });
  const theirs = no_errors(await load(nginx.pid, nginx.port, { seconds, path: '/page' }));
  await nginx.stop();
  const ours = no_errors(await load(demo.child.pid, demo.port, { seconds, path }));
  return {
    figures: { ours: brief(ours), nginx: brief(theirs), bytes: bytes.length },
    limits: [
      {
        what: `${path}: requests per second / nginx`,
        value: round(ours.per_second / theirs.per_second, 2),
        at_least: 0.3,
      },
      { what: `${path}: nginx CPU / our CPU`, value: round(theirs.cpu_us / ours.cpu_us, 2), at_least: 0.3 },
    ],
  };
}

const service_page = (stage) => page(stage, '/services/pothole');
/** Where a report begins: the same service, with the first question. */
const report_form = (stage) => page(stage, '/services/pothole/report');

/** A real city's half year, from its file to durable rows; the rate of one processor, because the clock of a shared machine says little. */
async function import_requests() {
  const folder = process.env.CITYHALL_REAL_DATA ?? path.join(path.dirname(path.resolve(root)), 'shared', 'data');
  const file = path.join(folder, '311/boston_311_2011h2.zip');
  if (!fs.existsSync(file)) return { figures: { skipped: `there is no ${file}` }, limits: [] };
  const data = temporary_folder('cityhall-import');
  const city = ['--data', data];
  const done = async (words) => {
    const { code, out, err } = await run('bash', ['-c', 'TIMEFORMAT="cpu %U %S"; time "$@"', 'bash', program, ...words]);
    if (code > 1) throw new Error(`${words.join(' ')}: ${err}`); // 1: rows were rejected, which the file is known for
    const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(err);
    return { out, cpu_s: Number(user) + Number(system) };
  };
  try {
    await done(['init', data, '--yes', '--name', 'Boston', '--admin', 'ida@boston.example', '--time-zone', 'America/New_York']);
    await done(['import', 'zones', path.join(folder, '311/boston_neighborhoods.geojson'), '--layer', 'neighborhoods', ...city]);
    const { out, cpu_s } = await done(['import', 'requests', file, '--profile', 'boston', '--json', ...city]);
    const { rows, seconds } = JSON.parse(out);
    const per_cpu_second = Math.round(rows / cpu_s);
    return {
      figures: { rows, rows_per_second: Math.round(rows / seconds), rows_per_cpu_second: per_cpu_second },
      limits: [{ what: 'rows per second of one processor', value: per_cpu_second, at_least: 15_000 }],
    };
  } finally {
    fs.rmSync(data, { recursive: true, force: true });
  }
}

async function report_page(stage) {
  const api = client(stage.demo.base);
  const [first] = JSON.parse((await api.get(`${prefix}/requests.json`)).body);
  api.close();
  return page(stage, `/requests/${first.service_request_id}`);
}

const start_page = (stage) => page(stage, '/');

/** The Open311 list of 1,000 requests. */
async function open311_list({ demo, seconds }) {
  const path = `${prefix}/requests.json?page_size=1000`;
  const api = client(demo.base);
  const report = await easy_report(api, prefix);
  const count = async () => JSON.parse((await api.get(path)).body).length;
  for (let missing = 1000 - (await count()); missing > 0; missing -= 16) {
    const one = (_, n) =>
      api.post(`${prefix}/requests.json`, {
        ...report,
        api_key: demo.demo.open311_key,
        description: `filler ${missing} ${n}`,
      });
    await Promise.all(Array.from({ length: 16 }, one));
  }
  const rows = await count();
  api.close();
  const ours = no_errors(await load(demo.child.pid, demo.port, { seconds, path, connections: 4 }));
  return {
    figures: { ours: brief(ours), rows },
    limits: [{ what: `list of ${rows} requests, CPU ms`, value: round(ours.cpu_us / 1000, 2), at_most: 15 }],
  };
}

/** From the acknowledgement of a submission to its work order on the crew's open live stream, at 100 submissions per second. */
async function live_latency({ demo, seconds }) {
  const stream = await open_stream(demo);
  const api = client(demo.base, { sockets: 32 });
  const report = { service_code: 'POTHOLE', lat: 40.0318, long: -86.1525 }; // the demo crew covers potholes there
  const acknowledged = new Map();
  const total = 100 * seconds;
  await new Promise((done) => {
    let sent = 0,
      back = 0;
    const timer = setInterval(async () => {
      if (sent >= total) return clearInterval(timer);
      const description = `live ${++sent}`;
      const answer = await api.post(`${prefix}/requests.json`, {
        ...report,
        api_key: demo.demo.open311_key,
        description,
      });
      acknowledged.set(JSON.parse(answer.body)[0].service_request_id, performance.now());
      if (++back === total) done();
    }, 10);
  });
  const late = await stream.latencies(acknowledged);
  stream.close();
  api.close();
  const at = (share) => round(late[Math.min(late.length - 1, Math.floor(share * late.length))] ?? NaN);
  return {
    figures: { events: late.length, submissions: total, p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1) },
    limits: [
      { what: 'acknowledgement to event, p99 ms', value: at(0.99), at_most: 50 },
      { what: 'events that arrived / submissions', value: round(late.length / total, 3), at_least: 1 },
    ],
  };
}

/** The requests of the new work orders among events: {event id: number}. A stream tells that something is new, and nothing of it. */
function numbers_of(demo) {
  const database = database_below(demo.data);
  const rows = database
    .prepare(
      "SELECT CAST(e.id AS TEXT) AS event, c.number FROM events e JOIN cases c ON c.id = e.case_id WHERE e.type = 'task.created'",
    )
    .all();
  database.close();
  return new Map(rows.map(({ event, number }) => [event, number]));
}

/** The open stream of the demo crew; notes when each event came. */
async function open_stream(demo) {
  const cookie = await session(demo.demo.sign_in.crew);
  const seen = new Map();
  let buffer = '';
  const request = http.get(`${demo.base}/field/live`, { headers: { Cookie: cookie, Accept: 'text/event-stream' } });
  await new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      if (response.statusCode !== 200) return reject(new Error(`the live stream answers ${response.statusCode}`));
      response.on('data', (chunk) => {
        const now = performance.now();
        buffer += chunk;
        for (const [, id] of buffer.matchAll(/^id: (\d+)$/gm)) if (!seen.has(id)) seen.set(id, now);
        buffer = buffer.slice(buffer.lastIndexOf('\n') + 1);
      });
      resolve();
    });
  });
  const latencies = async (acknowledged) => {
    const deadline = performance.now() + 2000;
    while (performance.now() < deadline && seen.size < acknowledged.size) await new Promise((r) => setTimeout(r, 20));
    const numbers = numbers_of(demo);
    return [...seen]
      .filter(([event]) => acknowledged.has(numbers.get(event)))
      .map(([event, at]) => Math.max(0, at - acknowledged.get(numbers.get(event))))
      .sort((a, b) => a - b);
  };
  return { latencies, close: () => request.destroy() };
}

/** Follows a sign-in link, presses its button, gives the session's cookie. */
export async function session(link) {
  const first = await fetch(link, { redirect: 'manual' });
  const cookies = (answer) => answer.headers.getSetCookie().map((c) => c.split(';')[0]);
  if (first.status >= 300 && first.status < 400) return cookies(first).join('; ');
  const action = /<form[^>]*action="([^"]+)"/.exec(await first.text())?.[1] ?? new URL(link).pathname;
  const second = await fetch(new URL(action, link), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  return cookies(second).join('; ');
}

export const measures = {
  start_page,
  service_page,
  report_form,
  report_page,
  open311_list,
  live_latency,
  submissions,
  import_requests,
};
