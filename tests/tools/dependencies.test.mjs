// docs/dependencies.md, tools/packages.txt and package.json say the same.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';

const root = new URL('../..', import.meta.url).pathname;
const read = (name) => fs.readFileSync(root + name, 'utf8');
const all_of = ({ dependencies, devDependencies, optionalDependencies }) => ({
  ...dependencies,
  ...devDependencies,
  ...optionalDependencies,
});
const rows = (text) => [...text.matchAll(/^\| (\S+) \| (build|run|test|fuzz) \| (.+) \|$/gm)].map((m) => [m[1], m[2]]);
const [debian, npm] = read('docs/dependencies.md').split('## npm');

test('Debian packages', () => {
  const listed = [...read('tools/packages.txt').matchAll(/^([a-z0-9.+-]+)\s+# (build|run|test|fuzz)\b/gm)].map((m) => [
    m[1],
    m[2],
  ]);
  assert.deepEqual(listed.sort(), rows(debian).sort());
});

test('npm packages', () => {
  const wanted = all_of(JSON.parse(read('package.json')));
  const named = rows(npm).map(([name]) => name);
  assert.deepEqual(Object.keys(wanted).sort(), named.sort());
});

test('npm versions are exact', () => {
  const wanted = all_of(JSON.parse(read('package.json')));
  for (const version of Object.values(wanted)) assert.match(version, /^\d+\.\d+\.\d+$/);
});
