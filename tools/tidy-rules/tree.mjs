// The files that the rules look at, read once.
import fs from 'node:fs';
import path from 'node:path';
import { blank_comments_and_strings } from './cpp.mjs';

const skipped_folders = /^(build(-.*)?|node_modules|\.git|\.cache|demo-data|coverage)$/;
const text_files =
  /(\.(h|cc|c|mjs|js|ts|css|sql|md|po|txt|cmake|json|scenario|html|sh|yml|svg)|\/(run|test|bench|tidy|messages|third-party|LICENSE))$/;

/** All text files below `root`: [{path, text, lines, code}], sorted; `code` is the text without comments and string contents (C++ only). */
export function read_tree(root) {
  const files = [];
  const walk = (folder) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skipped_folders.test(entry.name)) walk(name);
      } else if (entry.isFile() && text_files.test('/' + name)) files.push(read_one(root, name));
    }
  };
  walk('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const read_one = (root, name) => make_file(name, fs.readFileSync(path.join(root, name), 'utf8'));

/** One file as the rules see it; tests make theirs from text. */
export function make_file(name, text) {
  const file = { path: name, text, lines: text.split('\n') };
  if (file.lines.at(-1) === '') file.lines.pop();
  if (is_cpp(file)) file.code = blank_comments_and_strings(text);
  return file;
}

export const is_cpp = (file) => /\.(h|cc)$/.test(file.path);
export const is_header = (file) => file.path.endsWith('.h');
export const is_test = (file) => /_test\.(cc|h)$|^tests\/|^benchmarks\/|\.test\.mjs$/.test(file.path);
export const in_src = (file) => file.path.startsWith('src/');
/** The 1-based line of a character position. */
export function line_of(text, position) {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < position; i = text.indexOf('\n', i + 1)) line++;
  return line;
}
