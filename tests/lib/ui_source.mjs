// One source of the browser's programs, to be tried without a browser.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What FILE exports; FILE is a path inside the project. */
export async function load(file) {
  const { outputFiles } = await esbuild.build({ entryPoints: [path.join(root, file)], bundle: true, format: 'esm', write: false });
  return import('data:text/javascript;base64,' + Buffer.from(outputFiles[0].contents).toString('base64'));
}
