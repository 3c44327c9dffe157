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

test('the CSS is at most 12 KB gzip', () => {
  const css = build(root + 'ui').entry('app.css');
  if (css) assert.ok(zlib.gzipSync(fs.readFileSync(css.file)).length <= 12 * 1024);
});

test('TypeScript finds no error', { skip: !fs.existsSync(root + 'ui/tsconfig.json') }, () => {
  const run = spawnSync(
    process.execPath,
    [root + 'node_modules/typescript/bin/tsc', '--noEmit', '-p', root + 'ui/tsconfig.json'],
    { encoding: 'utf8' },
  );
  assert.equal(run.stdout + run.stderr, '');
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
