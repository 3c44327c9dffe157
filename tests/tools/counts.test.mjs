// The number at the end of ./test is the truth about single tests.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { count_gtest, count_single, count_summary, count_tap } from '../run/counts.mjs';

test('GoogleTest reports', () => {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'counts-')), 'r.json');
  const one = (name, more = {}) => ({ name, classname: 'A', status: 'RUN', result: 'COMPLETED', ...more });
  const cases = [
    one('a'),
    one('b', { failures: [{}] }),
    one('c', { result: 'SKIPPED' }),
    one('d', { status: 'NOTRUN', result: 'SUPPRESSED' }),
  ];
  fs.writeFileSync(report, JSON.stringify({ testsuites: [{ testsuite: cases }] }));
  assert.deepEqual(count_gtest({ code: 1, report }), { passed: 1, failed: 1, skipped: 1, failures: ['A.b'] });
  fs.writeFileSync(report, JSON.stringify({ testsuites: [{ testsuite: [one('a')] }] }));
  assert.equal(count_gtest({ code: 0, report }).failed, 0);
  assert.equal(count_gtest({ code: 139, report }).failed, 1);
  assert.equal(count_gtest({ code: 139, report: '/nowhere' }).failed, 1);
});

test('node --test', () => {
  assert.deepEqual(
    count_tap({ code: 1, output: 'ok 1 - a\nnot ok 2 - b\n# pass 1\n# fail 1\n# cancelled 0\n# skipped 2\n' }),
    { passed: 1, failed: 1, skipped: 2, failures: ['b'] },
  );
  assert.equal(count_tap({ code: 1, output: '' }).failed, 1);
});

test('programs with a summary', () => {
  assert.deepEqual(count_summary({ code: 1, output: 'FAILED a.scenario: x\n3 passed, 1 failed\n' }), {
    passed: 3,
    failed: 1,
    skipped: 0,
    failures: ['a.scenario: x'],
  });
  assert.equal(count_summary({ code: 1, output: '3 passed, 0 failed\n' }).failed, 1);
  assert.equal(count_summary({ code: 0, output: '' }).failed, 1);
  assert.equal(count_single({ code: 'signal SIGKILL' }).failed, 1);
});
