// Shipped services speak plainly: the Flesch-Kincaid grade of every longer English text is 8 or below.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readings, skip, stilted } from './plain_words.mjs';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../catalogue/services');

function* texts(value, place = '') {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.en === 'string') yield [place, value.en];
  for (const [name, inner] of Object.entries(value)) yield* texts(inner, `${place}/${name}`);
}

test('the formula tells plain from stilted', { skip }, () => {
  const [plain, hard] = readings([
    'The cat sat on the mat. It was a good mat and a warm one.',
    'Municipal infrastructure remediation applications necessitate comprehensive documentation beforehand.',
  ]);
  assert.ok(plain.value < 3 && plain.plain);
  assert.ok(hard.value > 20 && !hard.plain);
});

for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.service.json')))
  test(`${file} is written in plain words`, { skip }, () => {
    assert.deepEqual(stilted([...texts(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')))]), []);
  });
