// How hard a text is to read: the program's own formula (src/base/readability.h), for many texts at once.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { is_built, program, temporary_folder } from '../lib/server.mjs';

export const skip = !is_built && 'the program is not built';
export const words_of = (text) => text.match(/[A-Za-z']+/g) ?? [];

/** One {scale, value, plain} for each text; null for those that are too short to be judged. */
export function readings(texts, language = 'en') {
  const folder = temporary_folder();
  const file = path.join(folder, 'texts');
  fs.writeFileSync(file, texts.map((text) => text.replace(/\s+/g, ' ')).join('\n'));
  try {
    return JSON.parse(execFileSync(program, ['text', 'grade', file, '--language', language, '--json'], { maxBuffer: 1 << 26 }));
  } catch (error) {
    if (error.status !== 1) throw error; // some are hard
    return JSON.parse(error.stdout);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** "place: grade 9.3: text" of each that is hard; `texts` are [place, text]. */
export function stilted(texts, language = 'en') {
  const found = readings(texts.map(([, text]) => text), language);
  return texts.flatMap(([place, text], i) =>
    found[i]?.plain === false ? [`${place}: ${found[i].scale} ${found[i].value.toFixed(1)}: ${text}`] : [],
  );
}
