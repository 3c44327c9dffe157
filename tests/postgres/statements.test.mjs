// Every migration runs on PostgreSQL, and every statement of the program is prepared there: the literals, and those that the query
// builder made while the other tests ran (they write them down, see CITYHALL_RECORD_SQL).
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import assert from 'node:assert/strict';
import { as_statement, find_statements, recorded_statements } from '../../tools/statements.mjs';
import { read_tree } from '../../tools/tidy-rules/tree.mjs';
import { root } from '../lib/server.mjs';
import { is_installed, start_postgres } from '../lib/postgres.mjs';

const order = ['src/store/', 'src/kernel/', 'src/services/'];
const rank = (path) => order.findIndex((start) => path.startsWith(start));
const files = read_tree(root);
const migrations = files
  .filter((file) => /^src\/.*\/migrations\/\d{4}_\w+\.sql$/.test(file.path))
  .sort((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1));
const statements = find_statements(files);
const by_file = Map.groupBy
  ? Map.groupBy(statements, (s) => s.path)
  : statements.reduce((map, s) => map.set(s.path, [...(map.get(s.path) ?? []), s]), new Map());

const recorded_folder = path.join(process.env.CITYHALL_BUILD ?? path.join(root, 'build'), 'recorded-sql');
const recorded = fs.existsSync(recorded_folder)
  ? recorded_statements(fs.readdirSync(recorded_folder).map((name) => fs.readFileSync(path.join(recorded_folder, name), 'utf8')))
  : [];

/** The errors that PostgreSQL finds: ["name: ERROR …"]. */
function faults(postgres, named) {
  const script = named
    .map(({ name, sql }) => `\\echo @@${name}\nPREPARE s AS ${sql};\nDEALLOCATE s;\n`)
    .join('');
  return postgres
    .psql(script)
    .split(/^@@/m)
    .filter((answer) => /ERROR/.test(answer))
    .map((answer) => answer.replace(/\nERROR:.*prepared statement "s" does not exist/g, '').trim());
}

test("the builder's marks are numbered", () => {
  assert.equal(as_statement("SELECT '?' WHERE a = ? AND b = ?"), "SELECT '?' WHERE a = $1 AND b = $2");
  assert.equal(as_statement('UPDATE cases'), 'UPDATE cases SET id = id');
});

test('recorded statements are taken once each', () => {
  assert.deepEqual(recorded_statements(['SELECT 1\n;;\nSELECT\n2\n;;\n', 'SELECT 1\n;;\n']), ['SELECT 1', 'SELECT\n2']);
});

test('PostgreSQL', { skip: !is_installed && 'PostgreSQL is not installed' }, async (t) => {
  const postgres = start_postgres();
  t.after(() => postgres.stop());
  await t.test('a wrong statement is noticed', () => {
    assert.equal(faults(postgres, [{ name: 'x', sql: 'SELECT nonsense FROM nowhere' }, { name: 'y', sql: 'SELECT 1' }]).length, 1);
  });
  for (const file of migrations) await t.test(file.path, () => assert.equal(postgres.psql(file.text), ''));
  await t.test('tables that code makes', () => {
    const schema = statements.filter((s) => s.kind === 'schema');
    assert.equal(postgres.psql(schema.map((s) => `${s.sql};\n`).join('')), '');
  });
  for (const [file, all] of by_file) {
    await t.test(file, () => {
      const named = all.filter((s) => s.kind === 'statement').map((s) => ({ name: `${s.path}:${s.line}`, sql: s.sql }));
      assert.deepEqual(faults(postgres, named), []);
    });
  }
  await t.test(`${recorded.length} composed statements`, () => {
    const wrong = faults(postgres, recorded.map((sql) => ({ name: sql.replaceAll(/\s+/g, ' ').replaceAll("'", '`'), sql })));
    // A test may make a table of its own, which is not here.
    assert.deepEqual(wrong.filter((fault) => !/relation "\w+" does not exist/.test(fault)), []);
    // The next run writes down what the program says then.
    fs.rmSync(recorded_folder, { recursive: true, force: true });
  });
});
