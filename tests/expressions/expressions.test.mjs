// The browser's evaluator against the C++ one: the shared vectors, and random expressions with random answers. CEL's own library for
// JavaScript is a third opinion on the part that has no decimals, dates or unanswered names.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { Environment } from '@marcbachmann/cel-js';
import * as esbuild from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const build = process.env.CITYHALL_BUILD ?? path.join(root, 'build');
const program = process.env.EXPRESSION_CASES ?? path.join(build, 'tests/expressions/expression_cases');
const skip = fs.existsSync(program) ? false : 'expression_cases is not built';
const seed = process.env.CITYHALL_SEED ?? '7';
const count = Number(process.env.CITYHALL_CASES ?? 20_000);

const bundled = await esbuild.build({
  entryPoints: [path.join(root, 'ui/expressions/evaluate.ts')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2020', 'chrome80', 'firefox78', 'safari14.1'],
  write: false,
});
const code = bundled.outputFiles[0].text;
const { evaluate, is_true } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);

function cases(...parameters) {
  const lines = execFileSync(program, parameters, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return lines
    .split('\n')
    .filter((line) => line)
    .map((line) => JSON.parse(line));
}

/** The outcome without the words of an error: those may differ. */
const bare = (outcome) => ('error' in outcome ? { error: true } : outcome);

function agree(list) {
  const run = list.filter((each) => each.program);
  const counts = { value: 0, unknown: 0, error: 0 };
  for (const { text, answers, program: tree, outcome } of run) {
    const ours = bare(evaluate(tree, answers));
    assert.deepEqual(ours, outcome, `${text}\n${JSON.stringify(answers)}`);
    ++counts[Object.keys(outcome)[0]];
  }
  return { run, counts };
}

const told = ({ value, unknown, error }) => `${value} values, ${unknown} unknown, ${error} errors`;

test('the evaluator is at most 6 KB, compressed', (t) => {
  const size = zlib.gzipSync(code, { level: 9 }).length;
  t.diagnostic(`${size} bytes`);
  assert.ok(size <= 6 * 1024);
});

test('every shared vector gives what it says', { skip }, (t) => {
  const file = path.join(root, 'tests/vectors/expressions/vectors.json');
  const vectors = JSON.parse(fs.readFileSync(file, 'utf8')).groups.flatMap((group) => group.vectors);
  const programs = cases('vectors', file);
  assert.equal(programs.length, vectors.length);
  let refused = 0;
  for (const [i, { text, answers: own, ...expected }] of vectors.entries()) {
    assert.equal('refused' in programs[i], 'refused' in expected, text);
    if ('refused' in expected) ++refused;
    else assert.deepEqual(bare(evaluate(programs[i].program, programs[i].answers)), expected, text);
  }
  t.diagnostic(`${vectors.length} vectors, ${refused} of them refused when compiled`);
});

test('random expressions give the same here and in C++', { skip }, (t) => {
  const all = cases('random', seed, String(count));
  const { run, counts } = agree(all);
  t.diagnostic(`seed ${seed}: ${run.length} compared (${told(counts)}), ${all.length - run.length} refused when compiled`);
  assert.ok(counts.value > count / 5 && counts.unknown > count / 10 && counts.error > count / 20);
});

test('conditions are false while they are unknown', { skip }, () => {
  const known = { v: 1, type: 'bool', names: { n: 'int' }, tree: ['>', ['name', 'n'], ['int', 3]] };
  assert.equal(is_true(known, { n: '4' }), true);
  assert.equal(is_true(known, { n: '3' }), false);
  assert.equal(is_true(known, {}), false);
  assert.equal(is_true(known, { n: 'four' }), false);
  assert.deepEqual(evaluate(known, JSON.parse('{"__proto__": 5}')), { unknown: ['n'] });
});

// A third opinion: npm @marcbachmann/cel-js. It is looser about types, so what we compare is what we both compute.
const cel = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
const integers = new Set(['a', 'b', 'numbers', 'lots']);

function to_cel(value, name) {
  if (Array.isArray(value)) return value.map((item) => to_cel(item, name));
  if (typeof value !== 'object') return integers.has(name) ? BigInt(value) : value;
  return Object.fromEntries(Object.entries(value).map(([member, item]) => [member, to_cel(item, member)]));
}

function from_cel(value) {
  if (typeof value === 'bigint') return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : String(value);
  return Array.isArray(value) ? value.map(from_cel) : value;
}

function ask_cel(text, answers) {
  try {
    return { value: from_cel(cel.evaluate(text, to_cel(answers, ''))) };
  } catch {
    return { error: true };
  }
}

/** Where the library differs from us, and why we are right. */
const differences = [
  {
    name: 'text is ordered by code points (CEL: "lexicographic by Unicode code point"); the library orders UTF-16 units',
    may_be: (all) => all.includes('🐱') && all.includes('\uFFEE'),
  },
  {
    name: 'minus and division overflow for the least int (CEL: an error); the library gives a number that is no int',
    may_be: (all, ours) => 'error' in ours && /\d{16}/.test(all),
  },
  {
    name: 'matches goes by characters (RE2); the library sees two UTF-16 units in one character beyond U+FFFF',
    may_be: (all) => all.includes('🐱') && all.includes('.matches('),
  },
];

test('CEL for JavaScript agrees on what has no decimals', { skip }, (t) => {
  const all = cases('plain', seed, String(count)).filter((each) => each.program);
  const differ = new Map(differences.map(({ name }) => [name, 0]));
  for (const { text, answers, outcome } of all) {
    const theirs = ask_cel(text, answers);
    if (JSON.stringify(theirs) === JSON.stringify(outcome)) continue;
    const reason = differences.find(({ may_be }) => may_be(text + JSON.stringify(answers), outcome));
    assert.ok(reason, `${text}\n${JSON.stringify(answers)}\nours ${JSON.stringify(outcome)}, theirs ${JSON.stringify(theirs)}`);
    differ.set(reason.name, differ.get(reason.name) + 1);
  }
  t.diagnostic(`seed ${seed}: ${all.length} compared`);
  for (const [name, times] of differ) t.diagnostic(`${times} differ: ${name}`);
  assert.ok([...differ.values()].every((times) => times < all.length / 100));
});
