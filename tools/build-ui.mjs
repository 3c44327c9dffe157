// Bundles ui/ with esbuild into OUT/assets and writes OUT/manifest.json: [{source, path, file}].
//   ui/styles/*.css and ui/scripts/*.ts (top level)  ->  /assets/name-HASH.css, /assets/name-HASH.js
//   ui/images/*                                       ->  /assets/name-HASH.ext
//   ui/root/*                                         ->  /name (icons and files that browsers look for by name; service-worker.ts too)
// The CSS files that app.css imports are parts of it, no entries of their own.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
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

const common = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2020', 'chrome80', 'firefox78', 'safari15'],
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  metafile: true,
  plugins: [font_plugin],
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
  for (const file of Object.keys(result.metafile.outputs))
    manifest.push({ source: source_of(file), path: '/assets/' + path.basename(file), file: path.resolve(file) });
}

function copy_images(manifest) {
  for (const file of list('images')) {
    const { name, ext } = path.parse(file);
    const hash = crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex').slice(0, 8).toUpperCase();
    const copy = path.join(out, 'assets', `${name}-${hash}${ext}`);
    fs.copyFileSync(file, copy);
    manifest.push({ source: name + ext, path: '/assets/' + path.basename(copy), file: copy });
  }
}

/** Files that must keep their name. In the service worker, ASSETS is the list of hashed paths to keep. */
async function root_files(manifest) {
  fs.mkdirSync(path.join(out, 'root'), { recursive: true });
  const assets = JSON.stringify(manifest.map((entry) => entry.path).filter((name) => !/part-|map/.test(name)));
  for (const file of list('root')) {
    const copy = path.join(out, 'root', path.basename(file).replace(/\.ts$/, '.js'));
    if (file.endsWith('.ts'))
      await esbuild.build({
        ...common,
        format: 'iife',
        entryPoints: [file],
        outfile: copy,
        define: { ASSETS: assets },
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
await root_files(manifest);
manifest.sort((a, b) => (a.path < b.path ? -1 : 1));
fs.writeFileSync(path.join(out, 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n');
