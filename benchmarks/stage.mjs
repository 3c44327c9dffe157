// What the measures share: processes with their CPU time, nginx, the load generator.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { build, free_port, run, start, start_demo, temporary_folder } from '../tests/lib/server.mjs';

const ticks_per_second = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** CPU seconds (user and system) that a process and its children have used so far. */
export function cpu_seconds(pid) {
  const read = (file) => fs.readFileSync(file, 'utf8');
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /, '')
    .split(' ');
  const own = (Number(fields[11]) + Number(fields[12])) / ticks_per_second;
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  return own + children.reduce((sum, child) => sum + cpu_seconds(child), 0);
}

/** Waits until a process has nothing left to do; resolves to the CPU seconds that it has used so far. */
export async function rest(pid) {
  for (let before = cpu_seconds(pid); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const now = cpu_seconds(pid);
    if (now - before < 0.015) return now;
    before = now;
  }
}

/** Resident memory in MB. */
export const memory_mb = (pid) =>
  Number(/^VmRSS:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/**
 * Loads `port` and gives {per_second, cpu_us, drained_us, p50_us, p99_us, statuses …}: cpu_us is the CPU time of `pid` for one answer
 * while answers come, drained_us the same with the work that they left behind.
 */
export async function load(pid, port, options) {
  const words = ['--port', String(port)];
  for (const [name, value] of Object.entries(options))
    for (const one of Array.isArray(value) ? value : [value]) words.push(`--${name}`, String(one));
  // The warm-up is a run of its own, so that CPU time and answers belong together.
  const program = path.join(build, 'benchmarks/bench_load');
  await run(program, [...words, '--seconds', '1', '--warm', '0']);
  const before = await rest(pid);
  const { code, out, err } = await run(program, [...words, '--warm', '0']);
  const used = cpu_seconds(pid) - before;
  if (code !== 0) throw new Error(`the load generator failed: ${err}`);
  const figures = JSON.parse(out);
  const drained = (await rest(pid)) - before;
  const of_one = (seconds) => (seconds / figures.answers) * 1e6;
  return { ...figures, per_second: figures.answers / figures.seconds, cpu_us: of_one(used), drained_us: of_one(drained) };
}

/** nginx with one worker on loopback, serving `files`: {name: bytes}. */
export async function start_nginx(files) {
  const folder = temporary_folder('cityhall-nginx');
  fs.chmodSync(folder, 0o755);
  fs.mkdirSync(path.join(folder, 'www'));
  for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(path.join(folder, 'www', name), bytes);
  const port = await free_port();
  const user = process.getuid() === 0 ? 'user root;' : '';
  fs.writeFileSync(
    path.join(folder, 'nginx.conf'),
    `${user}
daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  default_type "text/html; charset=utf-8";
  server { listen 127.0.0.1:${port}; root ${folder}/www; }
}
`,
  );
  const child = spawn('nginx', ['-c', path.join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  const gone = once(child, 'exit');
  await until_answers(port);
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { port, pid: child.pid, stop };
}

async function until_answers(port) {
  for (let turn = 0; turn < 250; turn++) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer) return answer.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`nobody answers on port ${port}`);
}

/** One row for each POST through the same server and store. */
export async function start_bare_insert() {
  const folder = temporary_folder('cityhall-bare');
  const port = await free_port();
  const child = spawn(path.join(build, 'benchmarks/bench_bare_insert'), [String(port), folder], { stdio: 'ignore' });
  const gone = once(child, 'exit');
  await until_answers(port);
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { port, pid: child.pid, stop };
}

/** Durable 4 KB writes per second on the disk of temporary folders. */
export async function disk_rate() {
  const folder = temporary_folder('cityhall-disk');
  const { out } = await run(path.join(build, 'benchmarks/bench_fdatasync'), [folder, '1']);
  fs.rmSync(folder, { recursive: true, force: true });
  return Number(out);
}

export { free_port, start, start_demo };
