// SQL stands in store.cc files and migrations, in words that both engines know, and every column has a privacy class.
import { find_literals } from './cpp.mjs';
import { in_src, is_cpp, is_test, line_of } from './tree.mjs';

const looks_like_sql =
  /^\s*(SELECT\s[\s\S]*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|UNIQUE|VIEW)|ALTER\s+TABLE|DROP\s+TABLE|WITH\s+\w+\s+AS\s*\()/;
const forbidden = [
  [/::/, '"::" casts are PostgreSQL only; use CAST(x AS BIGINT)'],
  [/\bILIKE\b/i, 'ILIKE is PostgreSQL only; keep a folded column (base/text.h fold)'],
  [
    /\bAUTOINCREMENT\b|\b(BIG)?SERIAL\b|\bGENERATED\s+BY\s+DEFAULT\b/i,
    'the program makes the ids; write BIGINT PRIMARY KEY',
  ],
  [/\bINTEGER\b|\bINT\b|\bSMALLINT\b/, 'write BIGINT'],
  [/\b(lower|upper)\s*\(/i, 'lower() folds ASCII only in SQLite; keep a folded column'],
  [/->>?|#>>?|\bjson_\w+\s*\(|\bjsonb\b/i, 'JSON is opaque text; what is queried is a column'],
  [/\bOR\s+(REPLACE|IGNORE|ABORT|FAIL)\b/i, 'use ON CONFLICT … DO UPDATE or DO NOTHING'],
  [/\bGLOB\b/i, 'GLOB is SQLite only; use LIKE'],
  [
    /\b(strftime|datetime|julianday|unixepoch|date_trunc|to_char|extract|now)\s*\(|\bCURRENT_(TIMESTAMP|TIME|DATE)\b/i,
    'times are BIGINT microseconds that the program passes in',
  ],
  [
    /\b(group_concat|string_agg|array_agg|ifnull|nvl|total|printf|format|instr|strpos|typeof)\s*\(/i,
    'not in both engines; use coalesce, or do it in C++',
  ],
  [
    /\b(BOOLEAN|BLOB|REAL|FLOAT|VARCHAR|TIMESTAMP|TIMESTAMPTZ|DATETIME|JSONB|UUID|NUMERIC)\b/,
    'the column types are BIGINT, TEXT, DOUBLE PRECISION and BYTEA',
  ],
  [/\browid\b|\bctid\b|\bPRAGMA\b|\bATTACH\b|\bVACUUM\b/i, 'engine-specific; it belongs in src/store'],
  [/\bSTRICT\b|\bWITHOUT\s+ROWID\b|\bFOR\s+UPDATE\b|\bSKIP\s+LOCKED\b|\bLIMIT\s+\S+\s*,/i, 'not in both engines'],
  [
    /\bIS\s+NOT\s+(?!NULL\b|DISTINCT\b)|\bIS\s+(?!NOT\b|NULL\b|DISTINCT\b)\w|\bIS\s+\$/i,
    'IS compares with NULL only in PostgreSQL; use IS NOT DISTINCT FROM',
  ],
];
const classes = /--.*\b(public|internal|personal|secret)\b/;
const class_fix = 'end the line with "-- public", "-- internal", "-- personal" or "-- secret"';
const may_hold_sql = (path) => /(^|[/_])store\.cc$/.test(path) || path.startsWith('src/store/');

export function sql_place(files) {
  return files
    .filter((file) => is_cpp(file) && in_src(file) && !is_test(file))
    .flatMap((file) =>
      find_literals(file.text).flatMap((literal) => {
        const at = { path: file.path, line: line_of(file.text, literal.start) };
        const is_sql = literal.raw_tag === 'sql';
        if (is_sql && !may_hold_sql(file.path))
          return [{ ...at, message: 'SQL stands in store.cc (or *_store.cc) only; give the query a name there' }];
        if (!is_sql && !file.path.startsWith('src/store/') && looks_like_sql.test(literal.text))
          return [{ ...at, message: 'write SQL as R"sql(…)sql" in a store.cc, so that it is checked on both engines' }];
        if (
          is_sql &&
          (/^\s*\+/.test(file.text.slice(literal.end)) || /[+]\s*(Sql\{)?$/.test(file.text.slice(0, literal.start)))
        )
          return [{ ...at, message: 'SQL is never put together from pieces; use parameters' }];
        return [];
      }),
    );
}

const without_comments = (sql) =>
  sql
    .replace(/--[^\n]*/g, (c) => c.replace(/./g, ' '))
    .replace(/'(?:[^']|'')*'/g, (c) => "'" + c.slice(1, -1).replace(/[^\n]/g, ' ') + "'");

export function sql_words(files) {
  const check = (file, sql, offset) => {
    const plain = without_comments(sql);
    return forbidden.flatMap(([pattern, fix]) => {
      const match = pattern.exec(plain);
      return match
        ? [
            {
              path: file.path,
              line: line_of(file.text, offset + match.index),
              message: `SQL word "${match[0].trim()}": ${fix}`,
            },
          ]
        : [];
    });
  };
  return files.flatMap((file) => {
    if (
      is_cpp(file) &&
      in_src(file) &&
      !is_test(file) &&
      !(file.path.startsWith('src/store/') && !/store\.cc$/.test(file.path))
    )
      return find_literals(file.text)
        .filter((l) => l.raw_tag === 'sql')
        .flatMap((l) => check(file, l.text, l.start + 'R"sql('.length));
    return is_migration(file) ? check(file, file.text, 0) : [];
  });
}

const is_migration = (file) => /(^|\/)migrations\/[^/]+\.sql$/.test(file.path);

export function privacy_classes(files) {
  return files.filter(is_migration).flatMap((file) => {
    let in_table = false;
    return file.lines.flatMap((line, index) => {
      const plain = line.replace(/--.*/, '').trim();
      const column =
        in_table &&
        /^[a-z_]+\s+[A-Z]/.test(plain) &&
        !/^(PRIMARY|UNIQUE|FOREIGN|CHECK|CONSTRAINT|REFERENCES|ON)\b/i.test(plain);
      const added = /^ALTER\s+TABLE\s+\w+\s+ADD\s+(COLUMN\s+)?\w+/i.test(plain);
      if (/^CREATE\s+TABLE\b/i.test(plain)) in_table = !/\)\s*;$/.test(plain);
      else if (/^\)\s*;?/.test(plain)) in_table = false;
      if ((column || added) && !classes.test(line))
        return [
          {
            path: file.path,
            line: index + 1,
            message: `column "${plain.split(/\s+/).at(added ? -2 : 0)}" has no privacy class: ${class_fix}`,
          },
        ];
      if (/^CREATE\s+TABLE\b.*\(.+\)\s*;/i.test(plain))
        return [{ path: file.path, line: index + 1, message: 'one column a line, each with its privacy class' }];
      return [];
    });
  });
}

export function migration_names(files) {
  return files
    .filter(is_migration)
    .flatMap((file) =>
      /\/\d{4}_[a-z0-9_]+\.sql$/.test(file.path)
        ? []
        : [{ path: file.path, line: 1, message: 'migrations are named 0001_what_it_does.sql' }],
    );
}
