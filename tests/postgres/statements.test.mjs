// Every migration runs on PostgreSQL, and every statement of the program is prepared there.
import test from 'node:test';
import assert from 'node:assert/strict';
import { find_literals } from '../../tools/tidy-rules/cpp.mjs';
import { line_of, read_tree } from '../../tools/tidy-rules/tree.mjs';
import { root } from '../lib/server.mjs';
import { is_installed, start_postgres } from '../lib/postgres.mjs';

const order = ['src/store/', 'src/kernel/', 'src/services/'];
const rank = (path) => order.findIndex((start) => path.startsWith(start));
const files = read_tree(root);
const migrations = files
  .filter((file) => /^src\/.*\/migrations\/\d{4}_\w+\.sql$/.test(file.path))
  .sort((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1));
// src/store holds what is different in each engine; that is tested there.
const stores = files.filter(
  (file) => /(^|[/_])store\.cc$/.test(file.path) && file.path.startsWith('src/') && !file.path.startsWith('src/store/'),
);

/** A literal as PostgreSQL sees it: `?` of the query builder numbered, the head of an UPDATE completed. */
export function as_statement(sql) {
  let count = 0;
  const numbered = sql
    .trim()
    .replace(/;$/, '')
    .replace(/'[^']*'|\?/g, (found) => (found === '?' ? `$${++count}` : found));
  return /^UPDATE\s+\w+$/i.test(numbered) ? `${numbered} SET id = id` : numbered;
}

const statements = (file) =>
  find_literals(file.text)
    .filter((literal) => literal.raw_tag === 'sql' && /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(literal.text))
    .map((literal) => ({ line: line_of(file.text, literal.start), sql: as_statement(literal.text) }));

test("the builder's marks are numbered", () => {
  assert.equal(as_statement("SELECT '?' WHERE a = ? AND b = ?"), "SELECT '?' WHERE a = $1 AND b = $2");
  assert.equal(as_statement('UPDATE cases'), 'UPDATE cases SET id = id');
});

test('PostgreSQL', { skip: !is_installed && 'PostgreSQL is not installed' }, async (t) => {
  const postgres = start_postgres();
  t.after(() => postgres.stop());
  await t.test('a wrong statement is noticed', () =>
    assert.match(postgres.psql('PREPARE s AS SELECT nonsense FROM nowhere;\n'), /ERROR/),
  );
  for (const file of migrations) await t.test(file.path, () => assert.equal(postgres.psql(file.text), ''));
  for (const file of stores) {
    await t.test(file.path, () => {
      const script = statements(file)
        .map(({ line, sql }) => `\\echo ${line}\nPREPARE s AS ${sql};\nDEALLOCATE s;\n`)
        .join('');
      const answer = postgres.psql(script);
      const wrong = [...answer.matchAll(/^(\d+)\n(?:psql:[^\n]*|ERROR[^\n]*)/gm)].map(
        (m) => `${file.path}:${m[0].replace('\n', ': ')}`,
      );
      assert.deepEqual(wrong, []);
      assert.equal(/ERROR/.test(answer), false, answer);
    });
  }
});
