// Starts the real program for tests: a demo city in a folder of its own, on a free port, with a mail server that keeps what it gets.
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { start_mail } from './mail.mjs';

export const root = new URL('../..', import.meta.url).pathname;
export const build = process.env.CITYHALL_BUILD ?? path.join(root, 'build');
export const program = path.join(build, 'cityhall');
export const is_built = fs.existsSync(program);

export async function free_port() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The first city's database below a data folder, opened beside the program or after it: read only, unless `writable`. */
export function database_below(data, { writable = false } = {}) {
  const [file] = fs.globSync(path.join(data, '**/city.db'));
  return new DatabaseSync(file, { readOnly: !writable, timeout: 5000 });
}

export const temporary_folder = (name = 'cityhall') => fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));

/** Runs a command to its end: {code, out, err}. */
export async function run(command, words, options = {}) {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let out = '',
    err = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (err += data));
  const [code, signal] = await once(child, 'close');
  return { code: code ?? signal, out, err };
}

/** Resolves once the server accepts connections; rejects when the program ends before. */
async function until_ready(child, port, output) {
  let ended = false;
  child.once('exit', () => (ended = true));
  for (;;) {
    if (ended) throw new Error(`The program ended while starting:\n${output.text.slice(-2000)}`);
    const socket = net.connect(port, '127.0.0.1');
    const connected = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      once(socket, 'error').then(() => false),
    ]);
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 20)); // another process: nothing to be told by
  }
}

/** A started server. `stop()` ends it politely, `kill()` with SIGKILL; both wait until it is gone. */
export async function start(words, { port, environment = {}, command = program, prefix = [] } = {}) {
  const output = { text: '' };
  const all = [...prefix, command, ...words, '--port', String(port)];
  const child = spawn(all[0], all.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  child.stdout.on('data', (data) => (output.text += data));
  child.stderr.on('data', (data) => (output.text += data));
  const gone = once(child, 'exit');
  const started = performance.now();
  try {
    await until_ready(child, port, output);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const end = async (signal) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  return {
    child,
    port,
    output,
    base: `http://127.0.0.1:${port}`,
    ready_ms: performance.now() - started,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** demo.json of a server that accepts connections: it is written before the program says how to stop it. */
export async function told(server, file) {
  while (!/Ctrl-C/.test(server.output.text)) await once(server.child.stdout, 'data');
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** The command that serves the demo city of a folder; its town and its year are made once a day. */
export const demo_words = (data) => ['demo', '--data', data, '--cache', path.join(build, 'demo-city')];

/**
 * The demo city, served: {base, demo, data, mail, stop, kill}. `demo` is demo.json. `data` keeps an existing folder; else a temporary
 * one is made and removed again by stop().
 */
export async function start_demo({ data, port, words = [], ...options } = {}) {
  const folder = data ?? temporary_folder('cityhall-demo');
  const mail = await start_mail();
  const server = await start([...demo_words(folder), '--smtp', mail.url, ...words], {
    port: port ?? (await free_port()),
    ...options,
  });
  const demo = await told(server, path.join(folder, 'demo.json'));
  const tidy_up = (end) => async () => {
    await end();
    await mail.close();
    if (!data) fs.rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, demo, data: folder, mail, stop: tidy_up(server.stop), kill: tidy_up(server.kill) };
}
