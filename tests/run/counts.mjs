// From the output of a suite to the number of its single tests: {passed, failed, skipped, failures: [name]}.
import fs from 'node:fs';

export const counters = { gtest: count_gtest, node: count_tap, summary: count_summary, single: count_single };

/** GoogleTest's own JSON report; a program that is no gtest, or died before the report, is one test. */
export function count_gtest({ code, report }) {
  if (!report || !fs.existsSync(report)) return count_single({ code });
  const cases = JSON.parse(fs.readFileSync(report, 'utf8')).testsuites.flatMap((suite) => suite.testsuite);
  const failures = cases.filter((c) => c.failures).map((c) => `${c.classname}.${c.name}`);
  const skipped = cases.filter((c) => c.result === 'SKIPPED').length;
  const run = cases.filter((c) => c.status === 'RUN' && c.result !== 'SKIPPED').length;
  if (code !== 0 && failures.length === 0) failures.push('the program ended badly after its tests');
  return { passed: Math.max(0, run - failures.length), failed: failures.length, skipped, failures };
}

/** `node --test --test-reporter=tap`. */
export function count_tap({ code, output }) {
  const number = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failures = [...output.matchAll(/^\s*not ok \d+ - (.*?)( # .*)?$/gm)]
    .filter((m) => !/# SKIP/i.test(m[2] ?? ''))
    .map((m) => m[1]);
  const failed = number('fail') + number('cancelled');
  if (code !== 0 && failed === 0)
    return { passed: number('pass'), failed: 1, skipped: number('skipped'), failures: ['node --test ended badly'] };
  return { passed: number('pass'), failed, skipped: number('skipped'), failures };
}

/** What a TAP diagnosis says that helps: where, what was wrong, and the first frames of the project's own files. */
function said_of(diagnosis) {
  const indent = /^ */.exec(diagnosis[0])[0].length;
  const lines = [];
  let field = '';
  for (const line of diagnosis) {
    const text = line.slice(indent);
    field = /^(\w+):/.exec(text)?.[1] ?? field;
    const frame = field === 'stack' && (/node:internal/.test(text) || text.startsWith('stack:'));
    if (['location', 'error', 'stack', 'expected', 'actual'].includes(field) && !frame) lines.push(text);
  }
  return lines;
}

/** The tests of a TAP output that failed themselves, not by a test inside them: {name, said: [line]}. */
export function failed_tests(output) {
  const found = [];
  const block = /^( *)not ok \d+ - (.*)\n\1  ---\n([^]*?)\n\1  \.\.\.$/gm;
  for (const [, , name, diagnosis] of output.matchAll(block))
    if (!/failureType: 'subtestsFailed'/.test(diagnosis)) found.push({ name, said: said_of(diagnosis.split('\n')) });
  return found;
}

/** A program that ends with "N passed, N failed" and marks each failure with "FAILED name". */
export function count_summary({ code, output }) {
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m.exec(output);
  if (!match) return { ...count_single({ code: code || 1 }), failures: ['the program ended without a summary'] };
  const failures = [...output.matchAll(/^FAILED (.*)$/gm)].map((m) => m[1]);
  const failed = Number(match[2]) || (code !== 0 ? 1 : 0);
  return { passed: Number(match[1]), failed, skipped: Number(match[3] ?? 0), failures };
}

export function count_single({ code }) {
  return {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
    failures: code === 0 ? [] : [`exit code ${code}`],
  };
}
