// See tools/statements.
import { fileURLToPath } from 'node:url';
import { find_literals } from './tidy-rules/cpp.mjs';
import { in_src, is_cpp, is_test, line_of, read_tree } from './tidy-rules/tree.mjs';

/** A literal as PostgreSQL sees it: `?` of the query builder numbered, the head of an UPDATE completed. */
export function as_statement(sql) {
  let count = 0;
  const numbered = sql
    .trim()
    .replace(/;$/, '')
    .replace(/'[^']*'|\?/g, (found) => (found === '?' ? `$${++count}` : found));
  return /^UPDATE\s+\w+$/i.test(numbered) ? `${numbered} SET id = id` : numbered;
}

/** The R"sql(…)sql" literals of one file that are whole statements: [{path, line, kind, sql}]. */
export function statements_in(file) {
  return find_literals(file.text)
    .filter((literal) => literal.raw_tag === 'sql' && /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE)\b/i.test(literal.text))
    .map((literal) => ({
      path: file.path,
      line: line_of(file.text, literal.start),
      kind: /^\s*CREATE\b/i.test(literal.text) ? 'schema' : 'statement',
      sql: as_statement(literal.text),
    }));
}

/** All statements below src/, tests left out. */
export const find_statements = (files) =>
  files.filter((file) => is_cpp(file) && in_src(file) && !is_test(file)).flatMap(statements_in);

/** What the tests of the program wrote down with CITYHALL_RECORD_SQL: composed statements, each once. */
export const recorded_statements = (texts) => [
  ...new Set(texts.flatMap((text) => text.split('\n;;\n')).filter((sql) => sql.trim())),
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  for (const statement of find_statements(read_tree(root))) {
    const as_json = process.argv.includes('--json');
    console.log(as_json ? JSON.stringify(statement) : `${statement.path}:${statement.line}\n${statement.sql}\n`);
  }
}
