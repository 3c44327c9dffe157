// Shipped services speak plainly: the Flesch-Kincaid grade of every longer English text is 8 or below.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { grade } from './plain_words.mjs';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../catalogue/services');
const grade_most = 8;
const words_least = 8; // the formula says nothing about shorter texts

function* texts(value, place = '') {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.en === 'string') yield [place, value.en];
  for (const [name, inner] of Object.entries(value)) yield* texts(inner, `${place}/${name}`);
}

test('the formula tells plain from stilted', () => {
  assert.ok(grade('The cat sat on the mat. It was a good mat and a warm one.') < 3);
  assert.ok(grade('Municipal infrastructure remediation applications necessitate comprehensive documentation.') > 20);
});

for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.service.json')))
  test(`${file} is written in plain words`, () => {
    const stilted = [...texts(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')))]
      .filter(([, text]) => (text.match(/[A-Za-z']+/g) ?? []).length >= words_least && grade(text) > grade_most)
      .map(([place, text]) => `${place}: grade ${grade(text).toFixed(1)}: ${text}`);
    assert.deepEqual(stilted, []);
  });
