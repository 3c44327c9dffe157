// A PostgreSQL server of our own in a temporary folder, reached through a socket there.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync, spawnSync } from 'node:child_process';
import { temporary_folder } from './server.mjs';

const versions = '/usr/lib/postgresql';
const bin = fs.existsSync(versions)
  ? path.join(versions, fs.readdirSync(versions).sort((a, b) => b - a)[0], 'bin')
  : '';
export const is_installed = bin !== '' && fs.existsSync(path.join(bin, 'initdb'));

/** PostgreSQL refuses to run as root. */
const as_server = (command, ...words) =>
  process.getuid() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...words]] : [command, words];
const run = ([command, words]) => execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** {psql(script), stop()}; `psql` runs a script to its end and gives output and errors as they came. */
export function start_postgres() {
  const folder = temporary_folder('cityhall-postgres');
  fs.chmodSync(folder, 0o755);
  const data = path.join(folder, 'data');
  fs.mkdirSync(data);
  if (process.getuid() === 0) run(['chown', ['postgres', folder, data]]);
  run(as_server(path.join(bin, 'initdb'), '-D', data, '-A', 'trust', '-U', 'cityhall', '-E', 'UTF8', '--no-sync'));
  const options = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off`;
  const control = (...words) =>
    run(as_server(path.join(bin, 'pg_ctl'), '-D', data, '-w', '-s', '-l', path.join(folder, 'log'), ...words));
  control('-o', options, 'start');
  const psql = (script) => {
    const all = ['-X', '-q', '-v', 'VERBOSITY=terse', '-h', folder, '-U', 'cityhall', 'postgres'];
    const result = spawnSync('sh', ['-c', 'exec psql "$@" 2>&1', 'psql', ...all], {
      input: script,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return result.stdout;
  };
  const stop = () => {
    control('-m', 'immediate', 'stop');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { psql, stop };
}
