// The number at the end of ./test is the truth about single tests.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { count_gtest, count_single, count_summary, count_tap, failed_tests } from '../run/counts.mjs';

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

test('of a failed run the tests that failed themselves are told, each with its own words', () => {
  const output = `# Subtest: pages
    # Subtest: the public
    not ok 1 - the public
      ---
      duration_ms: 590.7
      location: '/city/tests/pages.test.mjs:134:11'
      failureType: 'testCodeFailure'
      error: |-
        the page scrolls
        sideways
      code: 'ERR_ASSERTION'
      stack: |-
        check_narrow (file:///city/tests/harness.mjs:124:10)
        async Test.run (node:internal/test_runner/test:1409:7)
      ...
    # Subtest: the office
    ok 2 - the office
    1..2
not ok 1 - pages
  ---
  duration_ms: 29674.2
  failureType: 'subtestsFailed'
  error: '1 subtest failed'
  ...
`;
  assert.deepEqual(failed_tests(output), [
    {
      name: 'the public',
      said: [
        "location: '/city/tests/pages.test.mjs:134:11'",
        'error: |-',
        '  the page scrolls',
        '  sideways',
        '  check_narrow (file:///city/tests/harness.mjs:124:10)',
      ],
    },
  ]);
});
