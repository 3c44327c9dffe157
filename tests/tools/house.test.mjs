// The rules of the house hold for the whole tree: one test for each rule.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { apply_exceptions, parse_exceptions, rules } from '../../tools/tidy-rules/main.mjs';
import { read_tree } from '../../tools/tidy-rules/tree.mjs';

const root = new URL('../..', import.meta.url).pathname;
const files = read_tree(root);
const found = Object.entries(rules).flatMap(([rule, [run]]) => run(files).map((finding) => ({ rule, ...finding })));
const left = apply_exceptions(found, parse_exceptions(fs.readFileSync(root + 'tools/tidy-exceptions.txt', 'utf8')));

for (const [rule, [, what]] of [...Object.entries(rules), ['exceptions', [null, 'the list of exceptions is true']]])
  test(`${rule}: ${what}`, () =>
    assert.equal(
      left
        .filter((f) => f.rule === rule)
        .map((f) => `${f.path}:${f.line}: ${f.message}`)
        .join('\n'),
      '',
    ));
