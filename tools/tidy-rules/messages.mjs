// Text for people: every _("…") of the program has a Spanish translation, and no translation is left over.
import { find_literals } from './cpp.mjs';
import { in_src, is_cpp, is_test, line_of } from './tree.mjs';

const unescape = (text) =>
  JSON.parse(
    '"' +
      text
        .replace(/\\'/g, "'")
        .replace(/\\x([0-9a-fA-F]{2})/g, '\\u00$1')
        .replace(/\t/g, '\\t') +
      '"',
  );
const key = (id) => id;

/** The messages that the program marks with _("…") and _n("one", "many", n): Map id -> {id, plural, path, line}. */
export function extract(files) {
  const found = new Map();
  for (const file of files.filter((file) => is_cpp(file) && in_src(file) && !is_test(file))) {
    const literals = new Map(
      find_literals(file.text)
        .filter((l) => l.raw_tag === undefined)
        .map((l) => [l.start, l]),
    );
    for (const match of file.code.matchAll(/(?<![\w:.])_(n?)\(\s*(?=")/g)) {
      const [id, after] = joined(file.text, literals, match.index + match[0].length);
      const plural = match[1]
        ? joined(file.text, literals, after + /^\s*,\s*/.exec(file.text.slice(after))[0].length)[0]
        : '';
      if (!found.has(key(id)))
        found.set(key(id), { id, plural, path: file.path, line: line_of(file.text, match.index) });
    }
  }
  return found;
}

/** Adjacent literals are one literal. Returns its text and the position after it. */
function joined(source, literals, position) {
  let text = '';
  for (let literal = literals.get(position); literal; literal = literals.get(position)) {
    text += unescape(literal.text);
    const gap = /^\s*/.exec(source.slice(literal.end))[0].length;
    position = source[literal.end + gap] === '"' ? literal.end + gap : literal.end;
    if (position === literal.end) break;
  }
  return [text, position];
}

/** The entries of a .po text: [{id, plural, text: [..], line, fuzzy}]. Throws Error naming the line of a malformed one. */
export function parse_po(text) {
  const entries = [];
  let entry = null,
    field = null,
    flags = '';
  const add = (name, value, number) => {
    if (name === 'msgid') {
      entry = { id: '', plural: '', text: [], line: number, fuzzy: /\bfuzzy\b/.test(flags) };
      entries.push(entry);
      flags = '';
    }
    field = name;
    append(entry, field, value);
  };
  text.split('\n').forEach((line, index) => {
    const match = /^(msgid|msgid_plural|msgstr(?:\[\d\])?)\s+"(.*)"\s*$/.exec(line),
      more = /^"(.*)"\s*$/.exec(line);
    if (match) add(match[1], unescape(match[2]), index + 1);
    else if (more && entry) append(entry, field, unescape(more[1]));
    else if (line.startsWith('#,')) flags += line;
    else if (line.trim() && !line.startsWith('#')) throw new Error(`line ${index + 1}: not a .po line: ${line}`);
  });
  return entries;
}

function append(entry, field, value) {
  if (field === 'msgid') entry.id += value;
  else if (field === 'msgid_plural') entry.plural += value;
  else {
    const n = Number(/\d/.exec(field)?.[0] ?? 0);
    entry.text[n] = (entry.text[n] ?? '') + value;
  }
}

const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');

/** All Spanish entries of po/es.po and po/parts/*.po: Map id -> entry with its path. Doubled ones are in `doubled`. */
export function translations(files) {
  const all = new Map(),
    doubled = [],
    broken = [];
  for (const file of files.filter((file) => /^po\/(es|parts\/.*)\.po$/.test(file.path))) {
    let entries = [];
    try {
      entries = parse_po(file.text);
    } catch (error) {
      broken.push({ path: file.path, line: 1, message: error.message });
    }
    for (const entry of entries.filter((entry) => entry.id)) {
      const before = all.get(key(entry.id));
      if (before && before.text.join('|') !== entry.text.join('|'))
        doubled.push({
          path: file.path,
          line: entry.line,
          message: `"${entry.id}" is translated differently in ${before.path}:${before.line}; keep one`,
        });
      if (!before || !before.text[0]) all.set(key(entry.id), { ...entry, path: file.path });
    }
  }
  return { all, doubled, broken };
}

export function translated(files) {
  const wanted = extract(files);
  if (wanted.size === 0) return [];
  const { all, doubled, broken } = translations(files);
  const missing = [...wanted.values()]
    .filter((m) => !all.get(key(m.id))?.text[0])
    .map((m) => ({ path: m.path, line: m.line, message: `no Spanish for "${m.id}": add it to po/es.po` }));
  const plurals = [...wanted.values()]
    .filter((m) => m.plural && all.has(key(m.id)) && !all.get(key(m.id)).text[1])
    .map((m) => ({
      path: m.path,
      line: m.line,
      message: `"${m.id}" needs msgid_plural, msgstr[0] and msgstr[1] in po/es.po`,
    }));
  const unused = [...all.values()]
    .filter((e) => !wanted.has(key(e.id)))
    .map((e) => ({
      path: e.path,
      line: e.line,
      message: `"${e.id}" is said nowhere: remove it (tools/messages --update)`,
    }));
  const fuzzy = [...all.values()]
    .filter((e) => e.fuzzy)
    .map((e) => ({ path: e.path, line: e.line, message: `"${e.id}" is marked fuzzy: check it and remove the mark` }));
  const values = [...all.values()]
    .filter((e) => e.text[0] && placeholders(e.id + e.plural) !== placeholders(e.text.join(' ')))
    .map((e) => ({
      path: e.path,
      line: e.line,
      message: `"${e.id}": the values in braces differ (${placeholders(e.text.join(' ')) || 'none'})`,
    }));
  return [...broken, ...doubled, ...missing, ...plurals, ...unused, ...fuzzy, ...values];
}
