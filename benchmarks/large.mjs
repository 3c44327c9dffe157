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

/** Of programs that this one started and that have ended: fields 16 and 17 of /proc/self/stat, in hundredths. */
function children_cpu_seconds() {
  const fields = fs.readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** Makes the city in a temporary folder: {data, seconds, cpu_seconds}. */
async function make_city({ cases, services }) {
  const data = temporary_folder('cityhall-large');
  const begun = performance.now();
  const cpu = children_cpu_seconds();
  await cityhall('simulate', ...['--from', yesterday(), '--past', String(cases), '--days', '1', '--cases', '10', '--data', data]);
  const seconds = (performance.now() - begun) / 1000;
  const cpu_seconds = children_cpu_seconds() - cpu;
  const files = temporary_folder('cityhall-services');
  const made = more_services(files, services);
  for (let at = 0; at < made.length; at += 200) await cityhall('service', 'publish', ...made.slice(at, at + 200), '--data', data);
  fs.rmSync(files, { recursive: true, force: true });
  return { data, seconds, cpu_seconds };
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

/** Every filter alone, every two of them together, and a channel with another one among the closed; of services and zones some. */
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
  const two = pairs.filter((pair) => new Set(pair.split('&').map((part) => part.split('=')[0])).size === 2);
  // Of closed requests there are as many as there ever were: a channel that hardly anybody uses must not be looked for among all of them.
  const three = two.filter((pair) => pair.includes('channel=') && !pair.includes('status=')).map((pair) => `status=closed&${pair}`);
  return ['', ...single, ...two, ...three];
}

const searches = ['pothole', 'main st', 'light out', 'tree branch', 'graff', 'maple'].map((words) => `text=${encodeURIComponent(words)}`);

/** Processor time of all threads of a program so far, in ms: what it takes also where other programs take the processor. */
function cpu_ms(pid) {
  let sum = 0;
  for (const thread of fs.readdirSync(`/proc/${pid}/task`))
    try {
      sum += Number(fs.readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      continue; // ended meanwhile
    }
  return sum / 1e6;
}

/** One after the other: {query, ms, cpu} of each. */
async function times({ base, child }, cookie, queries, turns) {
  const all = [];
  for (let turn = 0; turn < turns; turn++)
    for (const query of queries) {
      const cpu = cpu_ms(child.pid);
      const begun = performance.now();
      const answer = await fetch(`${base}/desk?${query}`, { headers: { Cookie: cookie } });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`/desk?${query} answers ${answer.status}`);
      all.push({ query, ms: performance.now() - begun, cpu: cpu_ms(child.pid) - cpu });
    }
  return all;
}

/** What the share `p` of all stays below, of one of their figures. */
function quantile(list, p, figure) {
  const sorted = list.map((one) => one[figure]).sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))]);
}

/** The five that take most, each by the least of its turns: what else the program did meanwhile does not count. */
function slowest(list) {
  const least = new Map();
  for (const { query, cpu } of list) least.set(query, Math.min(cpu, least.get(query) ?? Infinity));
  const first = [...least].sort((a, b) => b[1] - a[1]).slice(0, 5);
  return first.map(([query, cpu]) => `${decodeURIComponent(query) || 'all'} ${round(cpu)}`).join(' · ');
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
    const pages = await times(ours, cookie, inbox_queries(html), 3);
    const found = await times(ours, cookie, searches.flatMap((words) => [words, `${words}&status=all`]), 10);
    const few = await submission_load(beside, seconds);
    const many = await submission_load(ours, seconds);
    return {
      figures: {
        requests: cases,
        services,
        inbox_pages: pages.length,
        inbox_cpu_ms: { p50: quantile(pages, 0.5, 'cpu'), p99: quantile(pages, 0.99, 'cpu') },
        inbox_clock_ms: { p50: quantile(pages, 0.5, 'ms'), p99: quantile(pages, 0.99, 'ms') },
        inbox_slowest_cpu_ms: slowest(pages),
        search_cpu_ms: { p50: quantile(found, 0.5, 'cpu'), p99: quantile(found, 0.99, 'cpu') },
        search_clock_ms: { p50: quantile(found, 0.5, 'ms'), p99: quantile(found, 0.99, 'ms') },
        search_slowest_cpu_ms: slowest(found),
        made_cpu_seconds: round(city.cpu_seconds),
        submission_cpu_us: round(many.cpu_us),
        beside_ten_thousand: round(few.cpu_us),
      },
      limits: [
        { what: 'a city made, seconds', value: round(city.seconds), at_most: 180 },
        { what: 'start with all definitions, ms', value: Math.round(ours.ready_ms), at_most: 1000 },
        { what: 'inbox page with any filter, processor time p99, ms', value: quantile(pages, 0.99, 'cpu'), at_most: 60 },
        { what: 'search, processor time p99, ms', value: quantile(found, 0.99, 'cpu'), at_most: 50 },
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
