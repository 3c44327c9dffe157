// See tools/messages.
import fs from 'node:fs';
import path from 'node:path';
import { read_tree } from './tidy-rules/tree.mjs';
import { extract, translated, translations } from './tidy-rules/messages.mjs';

const root = new URL('..', import.meta.url).pathname;
const header = [
  '"Content-Type: text/plain; charset=UTF-8\\n"',
  '"Content-Transfer-Encoding: 8bit\\n"',
  '"Language: es\\n"',
  '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"',
];

const quote = (text) => JSON.stringify(text).replace(/\\u00([0-9a-f]{2})/g, '\\x$1');

/** One entry as .po text; `wanted` says where it is used, `have` its translation. */
function print_entry(wanted, have) {
  const lines = wanted.path ? [`#: ${wanted.path}`] : [];
  lines.push(`msgid ${quote(wanted.id)}`);
  const plural = wanted.plural || have?.plural;
  if (plural)
    lines.push(
      `msgid_plural ${quote(plural)}`,
      `msgstr[0] ${quote(have?.text[0] ?? '')}`,
      `msgstr[1] ${quote(have?.text[1] ?? '')}`,
    );
  else lines.push(`msgstr ${quote(have?.text[0] ?? '')}`);
  return lines.join('\n');
}

const print_po = (entries) => [['msgid ""', 'msgstr ""', ...header].join('\n'), ...entries].join('\n\n') + '\n';

function merge(files, output) {
  const { all, broken } = translations(files);
  if (broken.length) throw new Error(broken.map((b) => `${b.path}: ${b.message}`).join('\n'));
  fs.writeFileSync(
    output,
    print_po([...all.values()].map((entry) => print_entry({ id: entry.id, plural: entry.plural }, entry))),
  );
}

/** Sorted by file and sentence: a new text stands beside its neighbours, and two people seldom touch the same line. */
function update(files) {
  const { all } = translations(files);
  const by_place = (a, b) => (a.path + '\0' + a.id < b.path + '\0' + b.id ? -1 : 1);
  const entries = [...extract(files).values()].sort(by_place).map((wanted) => print_entry(wanted, all.get(wanted.id)));
  fs.writeFileSync(path.join(root, 'po/es.po'), print_po(entries));
  for (const file of files.filter((file) => file.path.startsWith('po/parts/'))) fs.rmSync(path.join(root, file.path));
  console.log(`po/es.po has ${entries.length} texts.`);
}

function main([command, output]) {
  const files = read_tree(root);
  if (command === '--merge') merge(files, output);
  else if (command === '--update') update(files);
  const findings = command === '--merge' ? [] : translated(read_tree(root));
  for (const f of findings) console.log(`${f.path}:${f.line}: ${f.message}`);
  if (command !== '--merge') console.log(`${extract(files).size} texts, ${findings.length} to look at`);
  return findings.length ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
