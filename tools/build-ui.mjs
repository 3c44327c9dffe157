// Bundles ui/ with esbuild into OUT/assets and writes OUT/manifest.json: [{source, path, file}].
//   ui/styles/*.css and ui/scripts/*.ts (top level)  ->  /assets/name-HASH.css, /assets/name-HASH.js
//   ui/images/*                                       ->  /assets/name-HASH.ext
//   ui/icons/*.svg                                    ->  /assets/name-192-HASH.png and -512 (icons of apps; drawn by libvips)
//   ui/root/*                                         ->  /name (icons and files that browsers look for by name; service-worker.ts too)
// The CSS files that app.css imports are parts of it, no entries of their own.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import * as esbuild from 'esbuild';

const [ui, out] = process.argv.slice(2).map((folder) => path.resolve(folder));
const fonts = path.resolve(ui, '../node_modules/@fontsource-variable/public-sans/files');
const list = (folder) =>
  fs.existsSync(path.join(ui, folder))
    ? fs
        .readdirSync(path.join(ui, folder))
        .sort()
        .map((name) => path.join(ui, folder, name))
    : [];

/** `public-sans-latin.woff2` in our CSS is the file of the npm package. */
const font_plugin = {
  name: 'fonts',
  setup(build) {
    build.onResolve({ filter: /public-sans-(latin|latin-ext)\.woff2$/ }, ({ path: wanted }) => ({
      path: path.join(fonts, path.basename(wanted).replace('.woff2', '-wght-normal.woff2')),
    }));
  },
};

/** Its package says that nothing happens when it is imported, which is not so of a worker. */
const worker_plugin = {
  name: 'worker',
  setup(build) {
    build.onResolve({ filter: /maplibre-gl-worker\.mjs$/ }, ({ path: wanted }) => ({
      path: path.resolve(ui, '../node_modules', wanted),
      sideEffects: true,
    }));
  },
};

const common = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2020', 'chrome80', 'firefox78', 'safari15'],
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  metafile: true,
  plugins: [font_plugin, worker_plugin],
  loader: { '.woff2': 'file', '.svg': 'file', '.png': 'file' },
};

function entries() {
  const imported = new Set(
    list('styles').flatMap((file) =>
      [...fs.readFileSync(file, 'utf8').matchAll(/@import\s+"\.\/([^"]+)"/g)].map((m) => m[1]),
    ),
  );
  const styles = list('styles').filter((file) => file.endsWith('.css') && !imported.has(path.basename(file)));
  const scripts = list('scripts').filter((file) => /(?<!\.d)\.ts$/.test(file));
  return [...styles, ...scripts];
}

/** "app-ABCDEFGH.css" -> "app.css"; the font keeps the name that our CSS gives it. */
const source_of = (file) =>
  path
    .basename(file)
    .replace(/-[A-Z0-9]{8}(?=\.[a-z0-9]+$)/, '')
    .replace('-wght-normal', '');

async function bundle(manifest) {
  const assets = path.join(out, 'assets');
  const points = entries();
  if (points.length === 0) return;
  const result = await esbuild.build({
    ...common,
    entryPoints: points,
    outdir: assets,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    splitting: true,
  });
  for (const [file, { imports }] of Object.entries(result.metafile.outputs))
    manifest.push({
      source: source_of(file),
      path: '/assets/' + path.basename(file),
      file: path.resolve(file),
      needs: imports.filter((one) => !one.external).map((one) => '/assets/' + path.basename(one.path)),
    });
}

function keep_bytes(manifest, source, bytes) {
  const { name, ext } = path.parse(source);
  const hash = crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
  const copy = path.join(out, 'assets', `${name}-${hash}${ext}`);
  fs.writeFileSync(copy, bytes);
  manifest.push({ source, path: '/assets/' + path.basename(copy), file: copy });
}

function copy_images(manifest) {
  for (const file of list('images')) keep_bytes(manifest, path.basename(file), fs.readFileSync(file));
}

/** Icons as phones want them: PNG at two sizes. */
function draw_icons(manifest) {
  for (const file of list('icons'))
    for (const side of [192, 512]) {
      const name = `${path.parse(file).name}-${side}.png`;
      const drawn = path.join(out, name);
      execFileSync('vips', ['thumbnail', file, `${drawn}[strip,compression=9,palette]`, String(side)]);
      keep_bytes(manifest, name, fs.readFileSync(drawn));
      fs.rmSync(drawn);
    }
}

/** What the crew's pages need to stand without a connection: their style, font, script with its parts, and one icon. */
function shell_of(manifest) {
  const by_path = new Map(manifest.map((entry) => [entry.path, entry]));
  const wanted = new Set();
  const add = (entry) => {
    if (!entry || wanted.has(entry.path)) return;
    wanted.add(entry.path);
    for (const need of entry.needs ?? []) add(by_path.get(need));
  };
  for (const source of ['app.css', 'field.js', 'public-sans-latin.woff2', 'field-192.png'])
    add(manifest.find((entry) => entry.source === source));
  return [...wanted].filter((one) => !/latin-ext/.test(one)).sort();
}

/** Files that must keep their name. In the service worker, ASSETS is the list of hashed paths to keep. */
async function root_files(manifest) {
  fs.mkdirSync(path.join(out, 'root'), { recursive: true });
  const assets = JSON.stringify(manifest.map((entry) => entry.path).filter((name) => !/part-|map/.test(name)));
  const shell = shell_of(manifest);
  const version = crypto.createHash('sha256').update(shell.join()).digest('hex').slice(0, 12);
  for (const file of list('root').filter((name) => !name.endsWith('tsconfig.json'))) {
    const copy = path.join(out, 'root', path.basename(file).replace(/\.ts$/, '.js'));
    if (file.endsWith('.ts'))
      await esbuild.build({
        ...common,
        format: 'iife',
        entryPoints: [file],
        outfile: copy,
        define: { ASSETS: assets, SHELL: JSON.stringify(shell), SHELL_VERSION: JSON.stringify(version) },
      });
    else fs.copyFileSync(file, copy);
    manifest.push({ source: path.basename(copy), path: '/' + path.basename(copy), file: copy });
  }
}

fs.rmSync(path.join(out, 'assets'), { recursive: true, force: true });
fs.rmSync(path.join(out, 'root'), { recursive: true, force: true });
fs.mkdirSync(path.join(out, 'assets'), { recursive: true });
const manifest = [];
await bundle(manifest);
copy_images(manifest);
draw_icons(manifest);
await root_files(manifest);
manifest.sort((a, b) => (a.path < b.path ? -1 : 1));
for (const entry of manifest) delete entry.needs;
fs.writeFileSync(path.join(out, 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n');
