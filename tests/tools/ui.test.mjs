// The bundle: names with hashes, fonts found, small enough, TypeScript without errors.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { execFileSync, spawnSync } from 'node:child_process';

const root = new URL('../..', import.meta.url).pathname;

function build(ui) {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'ui-'));
  execFileSync(process.execPath, [root + 'tools/build-ui.mjs', ui, out]);
  const manifest = JSON.parse(fs.readFileSync(path.join(out, 'manifest.json'), 'utf8'));
  return { out, manifest, entry: (source) => manifest.find((m) => m.source === source) };
}

test('a small ui is bundled', () => {
  const ui = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ui-source-')), 'ui');
  for (const [name, text] of Object.entries({
    'styles/app.css': '@import "./font.css";\nbody { color: red; }\n',
    'styles/font.css': '@font-face { font-family: x; src: url("./public-sans-latin.woff2"); }\n',
    'scripts/app.ts': 'const n: number = 1;\nconsole.log(n);\n',
    'root/service-worker.ts': 'declare const ASSETS: string[];\nconsole.log(ASSETS);\n',
    'images/mark.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
  })) {
    fs.mkdirSync(path.dirname(path.join(ui, name)), { recursive: true });
    fs.writeFileSync(path.join(ui, name), text);
  }
  fs.symlinkSync(root + 'node_modules', path.join(path.dirname(ui), 'node_modules'));
  const { manifest, entry, out } = build(ui);
  assert.deepEqual(manifest.map((m) => m.source).sort(), [
    'app.css',
    'app.js',
    'mark.svg',
    'public-sans-latin.woff2',
    'service-worker.js',
  ]);
  assert.match(entry('app.css').path, /^\/assets\/app-[A-Z0-9]{8}\.css$/);
  assert.match(fs.readFileSync(entry('app.css').file, 'utf8'), /color:red/);
  assert.equal(entry('service-worker.js').path, '/service-worker.js');
  assert.ok(fs.readFileSync(entry('service-worker.js').file, 'utf8').includes(entry('app.js').path));
  execFileSync(process.execPath, [
    root + 'tools/embed-assets.mjs',
    path.join(out, 'manifest.json'),
    out,
    'some_assets',
  ]);
  assert.match(fs.readFileSync(path.join(out, 'some_assets.cc'), 'utf8'), /"app\.css"/);
});

test('all style sheets together are at most 12 KB gzip', (t) => {
  const sheets = build(root + 'ui').manifest.filter(({ source }) => source.endsWith('.css'));
  const sizes = sheets.map(({ source, file }) => [source, zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length]);
  const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
  t.diagnostic(`${bytes} bytes: ${sizes.map((one) => one.join(' ')).join(', ')}`);
  assert.ok(sheets.length > 2, 'every sheet is counted, not that of the first page alone');
  assert.ok(bytes <= 12 * 1024, `${bytes} bytes`);
});

test('TypeScript finds no error', { skip: !fs.existsSync(root + 'ui/tsconfig.json') }, () => {
  for (const project of ['ui/tsconfig.json', 'ui/root/tsconfig.json']) {
    const words = [root + 'node_modules/typescript/bin/tsc', '--noEmit', '-p', root + project];
    const run = spawnSync(process.execPath, words, { encoding: 'utf8' });
    assert.equal(run.stdout + run.stderr, '', project);
  }
});

test('what the crew\'s pages need without a connection is at most 60 KB gzip', (t) => {
  const { manifest, entry } = build(root + 'ui');
  const worker = fs.readFileSync(entry('field-worker.js').file, 'utf8');
  const shell = manifest.filter((one) => worker.includes(JSON.stringify(one.path)) && one.path.startsWith('/assets/'));
  assert.ok(['app.css', 'field.js', 'public-sans-latin.woff2'].every((name) => shell.some((one) => one.source === name)));
  const gzip = (file) => zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length;
  const bytes = [...shell, entry('field-worker.js')].reduce((sum, one) => sum + gzip(one.file), 0);
  t.diagnostic(`the shell has ${(bytes / 1024).toFixed(1)} KB gzip in ${shell.length + 1} files`);
  assert.ok(bytes <= 60 * 1024 - 4 * 1024, `${bytes} bytes, with 4 KB left for the page that says "no connection"`);
});

test('the worker of residents leaves every page of staff alone', () => {
  const worker = fs.readFileSync(root + 'ui/root/resident-worker.ts', 'utf8');
  const [, source] = worker.match(/const not_ours =\s*\/(.+)\/;/);
  const not_ours = new RegExp(source);
  const rows = fs.readFileSync(root + 'docs/reference/routes.md', 'utf8').matchAll(/^\| GET \| `([^`]+)` \| ([^|]+) \|/gm);
  const routes = [...rows].map(([, path, permission]) => ({ path, permission }));
  assert.ok(routes.length > 200);
  const for_staff = routes.filter(({ permission }) => !['public', 'signed-in'].includes(permission));
  const taken = for_staff.map(({ path }) => path).filter((path) => !not_ours.test(path));
  assert.deepEqual(taken, [], 'add the first part of the path to not_ours in ui/root/resident-worker.ts');
  for (const path of ['/sign-in/code', '/files/1/640.jpg', '/requests.csv', '/open311/v2/requests.json', '/kiosk'])
    assert.match(path, not_ours);
  for (const path of ['/', '/services/pothole', '/reports/x/where', '/my-requests', '/track/SR-1/x']) assert.doesNotMatch(path, not_ours);
});

test('every class that a page uses has a style', () => {
  const read = (folder, ending) =>
    fs
      .readdirSync(root + folder, { recursive: true })
      .filter((name) => ending.test(name))
      .map((name) => fs.readFileSync(path.join(root, folder, name), 'utf8'))
      .join('\n');
  const styled = new Set([...read('ui/styles', /\.css$/).matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  const pages = read('src', /(?<!_test)\.(cc|h)$/);
  const used = new Set(
    [...pages.matchAll(/\bcls\(((?:[^()]|\([^()]*\))*)\)/g)]
      .flatMap(([, inside]) => [...inside.matchAll(/"([^"]*)"/g)])
      .flatMap(([, names]) => names.split(' '))
      .filter(Boolean),
  );
  assert.ok(used.size > 30, 'the classes are found');
  assert.deepEqual([...used].filter((name) => !styled.has(name)), []);
});
