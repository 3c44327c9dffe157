// See tools/reference. The program prints each page; this keeps the files.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

const root = new URL('..', import.meta.url).pathname;
const folder = path.join(root, 'docs/reference');
const program = path.join(process.env.CITYHALL_BUILD ?? path.join(root, 'build'), 'cityhall');
export const pages = ['commands', 'routes', 'permissions', 'events', 'jobs', 'settings', 'metrics'];

/** Pages whose file is not what the program says now. */
export function stale() {
  return pages.filter((page) => {
    const file = path.join(folder, `${page}.md`);
    return !fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== print(page);
  });
}

const print = (page) => execFileSync(program, ['reference', page], { encoding: 'utf8' });

function main(argv) {
  if (argv.includes('--check')) {
    for (const page of stale())
      console.log(`docs/reference/${page}.md is not what the program says. Run tools/reference.`);
    return stale().length ? 1 : 0;
  }
  fs.mkdirSync(folder, { recursive: true });
  for (const page of pages) fs.writeFileSync(path.join(folder, `${page}.md`), print(page));
  return 0;
}

if (process.argv[1] === new URL(import.meta.url).pathname) process.exitCode = main(process.argv.slice(2));
