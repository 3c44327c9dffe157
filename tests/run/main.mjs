// Runs the suites and counts single tests; see ./test --help. Output of each suite: BUILD/log/test-NAME.txt.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { find_suites } from './suites.mjs';
import { counters, failed_tests } from './counts.mjs';

function read_options(argv) {
  const options = { build: 'build', only: [] };
  while (argv.length) {
    const word = argv.shift();
    if (word === '--build') options.build = argv.shift();
    else if (word === '--only') options.only.push(argv.shift());
    else if (word === '--fuzz') options.fuzz = Number(argv.shift());
    else if (['--quick', '--sanitized', '--full', '--list', '--rebaseline'].includes(word))
      options[word.slice(2)] = true;
    else throw new Error(`Unknown option ${word}`);
  }
  return options;
}

/** Runs one suite; resolves to its counts, seconds and the end of its output. */
function run_suite(suite, root, logs) {
  const report = suite.kind === 'gtest' ? path.join(logs, `${suite.name}.json`) : undefined;
  if (report) fs.rmSync(report, { force: true });
  const environment = { ...process.env, ...suite.environment, ...(report ? { GTEST_OUTPUT: `json:${report}` } : {}) };
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(suite.command, suite.arguments, {
      cwd: suite.folder ?? root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const file = path.join(logs, `test-${suite.name}.txt`);
    fs.writeFileSync(file, '');
    let output = '';
    const keep = (data) => {
      output += data;
      fs.appendFileSync(file, data); // at once: what a run that was cut off had said
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const limit = setTimeout(
      () => {
        keep('\nThe suite took too long and was stopped.\n');
        child.kill('SIGKILL');
      },
      (suite.timeout_minutes ?? 15) * 60_000,
    );
    const finish = (code) => {
      clearTimeout(limit);
      resolve({ ...counters[suite.kind]({ code, output, report }), seconds: (Date.now() - started) / 1000, output });
    };
    child.on('error', (error) => {
      keep(String(error));
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? `signal ${signal}`));
  });
}

function in_words({ passed, failed, skipped }) {
  return [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean).join(', ');
}

function show(suite, result, build) {
  const counts = in_words(result);
  console.log(
    `${result.failed ? 'FAIL' : 'ok  '} ${suite.name.padEnd(16)} ${counts.padEnd(28)} ${result.seconds.toFixed(1)} s`,
  );
  if (!result.failed) return;
  const told = suite.kind === 'node' ? failed_tests(result.output) : [];
  for (const { name, said } of told.slice(0, 20)) {
    console.log(`       failed: ${name}`);
    for (const line of said.slice(0, 12)) console.log(`     | ${line.slice(0, 240)}`);
  }
  if (told.length === 0) {
    for (const name of result.failures.slice(0, 20)) console.log(`       failed: ${name}`);
    const lines = result.output.split('\n').filter((line) => line.trim());
    for (const line of lines.slice(-40)) console.log(`     | ${line.slice(0, 240)}`);
  }
  console.log(`     all of it: ${build}/log/test-${suite.name}.txt`);
}

/** Suites that may run side by side first, two at a time, then the others one by one. */
async function run_all(suites, run) {
  const queue = suites.filter((suite) => suite.together);
  const worker = async () => {
    for (let suite = queue.shift(); suite; suite = queue.shift()) await run(suite);
  };
  await Promise.all(Array.from({ length: Math.min(2, os.cpus().length) }, worker));
  for (const suite of suites.filter((suite) => !suite.together)) await run(suite);
}

async function main() {
  const root = process.cwd();
  const options = read_options(process.argv.slice(2));
  let suites = find_suites(root, options);
  if (options.quick) suites = suites.filter((suite) => suite.quick);
  if (options.sanitized) suites = suites.filter((suite) => suite.sanitized);
  if (options.rebaseline) suites = suites.filter((suite) => suite.name === 'scenarios');
  if (options.only.length) suites = suites.filter((suite) => options.only.some((only) => suite.name.includes(only)));
  if (options.list) {
    for (const suite of suites) console.log(suite.name);
    return 0;
  }
  if (suites.length === 0) {
    console.log('No suite has that name. ./test --list names them.');
    return 1;
  }
  const logs = path.join(root, options.build, 'log');
  fs.mkdirSync(logs, { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0 };
  await run_all(suites, async (suite) => {
    const result = await run_suite(suite, root, logs);
    show(suite, result, options.build);
    for (const key of Object.keys(total)) total[key] += result[key];
  });
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
  return total.failed ? 1 : 0;
}

process.exitCode = await main();
