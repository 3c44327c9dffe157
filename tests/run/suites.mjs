// Which suites there are. A suite is a command and a way to count its single tests.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

/** {name, command, arguments, environment, quick, sanitized, together}: `together` suites may run beside others. */
export function find_suites(root, options) {
  if (options.fuzz) return fuzz_suites(root, options);
  const suites = [...ctest_suites(root, options), ...scenario_suites(root, options), ...node_suites(root, options)];
  if (!options.sanitized) return suites;
  // Sanitizers make a program five to fifteen times slower: a simulated year takes a while.
  return suites.map((suite) => ({ ...suite, timeout_minutes: 60 }));
}

function ctest_suites(root, options) {
  const listing = execFileSync('ctest', ['--show-only=json-v1'], {
    cwd: path.join(root, options.build),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return JSON.parse(listing).tests.map((test) => {
    const folder = test.properties?.find((p) => p.name === 'WORKING_DIRECTORY')?.value ?? root;
    const suite = {
      name: test.name,
      command: test.command?.[0] ?? `not built: ${test.name}`,
      arguments: test.command?.slice(1) ?? [],
      folder,
      environment: { CITYHALL_RECORD_SQL: path.join(root, options.build, 'recorded-sql', `${test.name}.sql`) },
    };
    return { ...suite, kind: 'gtest', quick: true, sanitized: true, together: true };
  });
}

function scenario_suites(root, options) {
  const command = path.join(root, options.build, 'run_scenarios');
  if (!fs.existsSync(command)) return [];
  const arguments_ = options.rebaseline ? ['--rebaseline'] : [];
  return [
    {
      name: 'scenarios',
      kind: 'summary',
      command,
      arguments: arguments_,
      quick: true,
      sanitized: true,
      together: true,
    },
  ];
}

/** Folders of tests/ whose tests need more than Node: a browser, PostgreSQL, servers to kill. */
const slow_folders = {
  browser: { timeout_minutes: 40 },
  telephony: {},
  mail: {},
  postgres: {},
  handover: {},
  faults: { timeout_minutes: 40 },
};

function node_suites(root, options) {
  const files = [...find(root, 'tests'), ...find(root, 'ui'), ...find(root, 'tools'), ...find(root, 'src')];
  const groups = new Map();
  for (const file of files) {
    const [top, folder] = file.split('/');
    const group = top === 'tests' && folder in slow_folders ? folder : 'node';
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return [...groups].map(([name, tests]) => ({
    name,
    kind: 'node',
    command: path.join(root, 'tools/node'),
    quick: name === 'node',
    together: name === 'node',
    ...slow_folders[name],
    arguments: ['--test', '--test-reporter=tap', `--test-concurrency=${name === 'node' ? 2 : 1}`, ...tests],
    environment: { CITYHALL_BUILD: path.join(root, options.build), CITYHALL_FULL: options.full ? '1' : '' },
  }));
}

function find(root, folder) {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, name))
    .filter((name) => name.endsWith('.test.mjs') && !name.includes('node_modules'))
    .sort();
}

function fuzz_suites(root, options) {
  const folder = path.join(root, options.build, 'tests/fuzz');
  const programs = fs.existsSync(folder)
    ? fs.readdirSync(folder).filter((name) => /^fuzz_\w+$/.test(name) && fs.statSync(path.join(folder, name)).isFile())
    : [];
  return programs.map((name) => {
    const seeds = path.join(root, 'tests/fuzz/corpus', name.replace('fuzz_', ''));
    const found = path.join(folder, 'found', name);
    fs.mkdirSync(found, { recursive: true });
    const limits = [
      `-max_total_time=${options.fuzz}`,
      '-rss_limit_mb=2048',
      '-timeout=10',
      `-artifact_prefix=${found}/`,
    ];
    return {
      name,
      kind: 'single',
      command: path.join(folder, name),
      arguments: [...limits, found, ...(fs.existsSync(seeds) ? [seeds] : [])],
      together: true,
    };
  });
}
