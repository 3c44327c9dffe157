// Runs all rules over the tree; see tools/tidy.
import fs from 'node:fs';
import path from 'node:path';
import { read_tree } from './tree.mjs';
import * as sizes from './sizes.mjs';
import * as includes from './includes.mjs';
import * as sql from './sql.mjs';
import * as style from './style.mjs';
import * as messages from './messages.mjs';

/** Every rule by the name that the exceptions list uses. */
export const rules = {
  'file-size': [sizes.file_size, 'headers ≤ 150 lines, sources ≤ 400, tests ≤ 600'],
  'line-length': [sizes.line_length, 'lines ≤ 140 columns'],
  'function-size': [sizes.function_size, 'functions ≤ 60 lines (one returned table ≤ 250)'],
  parameters: [sizes.parameter_count, 'functions take ≤ 4 parameters'],
  layers: [includes.layer_rules, 'base <- store, web, standards <- kernel <- services/<module> <- app'],
  cycles: [includes.no_cycles, 'no include cycles between files or folders'],
  'heavy-headers': [includes.heavy_headers, 'no heavy library in a header'],
  'pragma-once': [includes.pragma_once, 'headers begin with #pragma once'],
  'sql-place': [sql.sql_place, 'SQL only in store.cc, *_store.cc, src/store and migrations'],
  'sql-words': [sql.sql_words, 'SQL that both engines understand'],
  privacy: [sql.privacy_classes, 'every column has its privacy class'],
  'migration-names': [sql.migration_names, 'migrations are numbered'],
  names: [style.names, 'snake_case files and functions, PascalCase types'],
  'one-meaning': [style.one_meaning, 'a type name means one thing in its namespace'],
  documented: [style.documented, 'headers and their public functions are documented'],
  readme: [style.folder_readmes, 'every folder of src/ has a README.md of one screen'],
  unfinished: [style.unfinished_work, 'no unfinished work'],
  'private-words': [style.private_words, 'no words that only the authors understand'],
  banned: [style.banned_constructs, 'no coroutines, raw HTML, system clock, sleep, std::regex …'],
  translated: [messages.translated, 'Spanish is complete, and nothing is left over'],
};

/** All findings in these files: [{rule, path, line, message}]. */
export function check(files) {
  return Object.entries(rules).flatMap(([rule, [run]]) => run(files).map((finding) => ({ rule, ...finding })));
}

/** Reads "limit N" and "rule path[:name]  # reason" lines. */
export function parse_exceptions(text) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'));
  const limit = Number(/^limit (\d+)$/.exec(lines[0] ?? '')?.[1] ?? NaN);
  const entries = lines.slice(1).map((line) => {
    const match = /^(\S+)\s+([^\s:]+)(?::(\S+))?\s+# (.+)$/.exec(line);
    return match ? { rule: match[1], path: match[2], name: match[3], line } : { line, broken: true };
  });
  return { limit, entries };
}

/** Findings after the exceptions, and faults of the exceptions list itself. */
export function apply_exceptions(findings, { limit, entries }, list = 'tools/tidy-exceptions.txt') {
  const fault = (message) => ({ rule: 'exceptions', path: list, line: 1, message });
  const faults = [];
  if (Number.isNaN(limit)) faults.push(fault('the first line is "limit N"'));
  if (entries.length !== limit)
    faults.push(
      fault(`${entries.length} exceptions but "limit ${limit}": the list may only shrink, and the number with it`),
    );
  const used = new Set();
  const left = findings.filter((finding) => {
    const entry = entries.find(
      (e) => !e.broken && e.rule === finding.rule && e.path === finding.path && (!e.name || e.name === finding.name),
    );
    if (entry) used.add(entry);
    return !entry;
  });
  for (const entry of entries) {
    if (entry.broken) faults.push(fault(`cannot read "${entry.line}"; write "rule path[:function]  # reason"`));
    else if (!used.has(entry)) faults.push(fault(`"${entry.line}" is no longer needed: remove it and lower the limit`));
  }
  return [...left, ...faults];
}

function main(argv) {
  if (argv.includes('--rules')) {
    for (const [name, [, what]] of Object.entries(rules)) console.log(name.padEnd(16), what);
    return 0;
  }
  const root = path.resolve(
    argv.find((a) => !a.startsWith('--')) ??
      path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..'),
  );
  const list = path.join(root, 'tools/tidy-exceptions.txt');
  const exceptions = fs.existsSync(list) ? parse_exceptions(fs.readFileSync(list, 'utf8')) : { limit: 0, entries: [] };
  const left = apply_exceptions(check(read_tree(root)), exceptions);
  for (const f of left) console.log(`${f.path}:${f.line}: ${f.rule}: ${f.message}`);
  console.log(left.length ? `tidy: ${left.length} to change` : 'tidy: all rules hold');
  return left.length ? 1 : 0;
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === new URL(import.meta.url).pathname)
  process.exitCode = main(process.argv.slice(2));
