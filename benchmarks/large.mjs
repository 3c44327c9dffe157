// A city with a million requests and 1,500 services, beside one with ten thousand requests. See ./bench --large.
import fs from 'node:fs';
import path from 'node:path';
import { program, run, start_demo, temporary_folder } from '../tests/lib/server.mjs';
import { session, submission_load } from './measures.mjs';
import { memory_mb } from './stage.mjs';

const services_folder = new URL('../catalogue/services', import.meta.url).pathname;
const round = (number, digits = 1) => Number(number.toFixed(digits));

async function cityhall(...words) {
  const { code, out, err } = await run(program, words);
  if (code !== 0) throw new Error(`cityhall ${words.slice(0, 2).join(' ')} failed: ${err.slice(-500)}`);
  return out;
}

/** Copies of the shipped services under other names, until there are `count`. */
function more_services(folder, count) {
  const shipped = fs.readdirSync(services_folder).map((name) => JSON.parse(fs.readFileSync(path.join(services_folder, name))));
  const files = [];
  for (let n = 0; files.length < count - shipped.length; n++) {
    const copy = structuredClone(shipped[n % shipped.length]);
    copy.id = `${copy.id}-${n}`;
    if (copy.open311?.service_code) copy.open311.service_code += `-${n}`;
    files.push(path.join(folder, `${copy.id}.service.json`));
    fs.writeFileSync(files.at(-1), JSON.stringify(copy));
  }
  return files;
}

/** The history ends now, as that of a city that is served does. */
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** Makes the city in a temporary folder: {data, seconds}. */
async function make_city({ cases, services }) {
  const data = temporary_folder('cityhall-large');
  const begun = performance.now();
  await cityhall('simulate', ...['--from', yesterday(), '--past', String(cases), '--days', '1', '--cases', '10', '--data', data]);
  const seconds = (performance.now() - begun) / 1000;
  const files = temporary_folder('cityhall-services');
  const made = more_services(files, services);
  for (let at = 0; at < made.length; at += 200) await cityhall('service', 'publish', ...made.slice(at, at + 200), '--data', data);
  fs.rmSync(files, { recursive: true, force: true });
  return { data, seconds };
}

/** Served once to let the consumers catch up, then again for the measures. */
async function serve(data) {
  const first = await start_demo({ data });
  await until_caught_up(first);
  await first.stop();
  return start_demo({ data });
}

/** The newest request is the last that becomes searchable. */
async function until_caught_up({ base, demo }) {
  const cookie = await session(demo.sign_in.dispatcher);
  const page = async (query) => (await fetch(`${base}/desk?${query}`, { headers: { Cookie: cookie } })).text();
  const number = /href="\/desk\/cases\/([^"?]+)"/.exec(await page('sort=newest&status=all'))?.[1];
  if (!number) throw new Error('the inbox shows no request');
  const words = number.split('-').join(' ');
  const is_found = async () => (await page(`status=all&text=${encodeURIComponent(words)}`)).includes(number);
  while (!(await is_found())) await new Promise((done) => setTimeout(done, 500));
}

/** Every filter alone and every two of them together; of the 1,500 services and of the zones some. */
function inbox_queries(html) {
  const choices = (name) => {
    const select = new RegExp(`name="${name}"[^]*?</select>`).exec(html)?.[0] ?? '';
    const all = [...select.matchAll(/<option[^>]*value="([^"]+)"/g)].map((match) => match[1]);
    return all.length > 10 ? [all[0], all[1], all[all.length >> 1], all.at(-1)] : all;
  };
  const queues = [...html.matchAll(/[?&]queue=([^"&]+)/g)].map((match) => match[1]).slice(0, 3);
  const names = ['status', 'due', 'service', 'zone', 'channel', 'sort'];
  const single = names.flatMap((name) => choices(name).map((value) => `${name}=${value}`));
  single.push(...queues.map((queue) => `queue=${queue}`));
  const pairs = single.flatMap((one, at) => single.slice(at + 1).map((other) => `${one}&${other}`));
  return ['', ...single, ...pairs.filter((pair) => new Set(pair.split('&').map((part) => part.split('=')[0])).size === 2)];
}

const searches = ['pothole', 'main st', 'light out', 'tree branch', 'graff', 'maple'].map((words) => `text=${encodeURIComponent(words)}`);

async function times(base, cookie, queries, turns) {
  const all = [];
  for (let turn = 0; turn < turns; turn++)
    for (const query of queries) {
      const begun = performance.now();
      const answer = await fetch(`${base}/desk?${query}`, { headers: { Cookie: cookie } });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`/desk?${query} answers ${answer.status}`);
      all.push({ query, ms: performance.now() - begun });
    }
  return all.sort((a, b) => a.ms - b.ms);
}

/** Both cities are made first, so that their submissions are measured within the same minute. */
export async function large({ seconds, cases = 1_000_000, services = 1_500 }) {
  const small = await make_city({ cases: 10_000, services: 15 });
  const city = await make_city({ cases, services });
  const beside = await serve(small.data);
  const ours = await serve(city.data);
  try {
    const cookie = await session(ours.demo.sign_in.dispatcher);
    const html = await (await fetch(`${ours.base}/desk`, { headers: { Cookie: cookie } })).text();
    const pages = await times(ours.base, cookie, inbox_queries(html), 3);
    const found = await times(ours.base, cookie, searches.flatMap((words) => [words, `${words}&status=all`]), 10);
    const p99 = (list) => list[Math.floor(list.length * 0.99)];
    const few = await submission_load(beside, seconds);
    const many = await submission_load(ours, seconds);
    return {
      figures: {
        requests: cases,
        services,
        inbox_pages: pages.length,
        inbox_p50_ms: round(pages[pages.length >> 1].ms),
        slowest: pages.slice(-5).map(({ query, ms }) => `${query || 'all'} ${round(ms)}`).join(' · '),
        submission_cpu_us: round(many.cpu_us),
        beside_ten_thousand: round(few.cpu_us),
      },
      limits: [
        { what: 'a city made, seconds', value: round(city.seconds), at_most: 180 },
        { what: 'start with all definitions, ms', value: Math.round(ours.ready_ms), at_most: 1000 },
        { what: 'inbox page with any filter, p99 ms', value: round(p99(pages).ms), at_most: 60 },
        { what: 'search, p99 ms', value: round(p99(found).ms), at_most: 50 },
        { what: 'CPU of a submission / with 10,000 requests', value: round(many.cpu_us / few.cpu_us, 2), at_most: 1.2 },
        { what: 'memory, MB', value: Math.round(memory_mb(ours.child.pid)), at_most: 250 },
      ],
    };
  } finally {
    await ours.stop();
    await beside.stop();
    for (const { data } of [small, city]) fs.rmSync(data, { recursive: true, force: true });
  }
}
