// Every event that the program writes has words for people, in English and Spanish: the history of the city and the story of a case show
// them. The types are read from the code, so that one of the kernel that no module declares is seen as well.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const root = new URL('../..', import.meta.url).pathname;
const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');

const sources = (folder) =>
  fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return sources(name);
    return /(?<!_test)\.(cc|h)$/.test(name) ? [name] : [];
  });

/** The types in calls such as append(unit, closed ? "case.closed" : "case.reopened", …). */
export function types_in(code) {
  const calls = code.matchAll(/\b(?:append|append_\w+|new_event|insert_event)\(\s*[\w.]+,([^;]*)/g);
  return [...calls].flatMap(([, call]) => [...call.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map(([, type]) => type));
}

const words = new Map(
  [...read('src/services/page/event_words.cc').matchAll(/\{"([a-z_.]+)", _\("([^"]+)"\)/g)].map(([, type, text]) => [type, text]),
);
const written = new Set([
  ...sources('src').flatMap((name) => types_in(read(name))),
  ...[...read('src/kernel/cases/timeline.cc').matchAll(/\{"([a-z_]+\.[a-z_]+)", StepKind/g)].map(([, type]) => type),
]);

test('a type is found where it is chosen', () => {
  assert.deepEqual(types_in('append(unit, on ? "case.on" : "case.off", {.case_id = id}, Json{});'), ['case.on', 'case.off']);
});

test('every event that is written has words', () => {
  assert.ok(written.size > 100, `${written.size} types`);
  assert.deepEqual(
    [...written].filter((type) => !words.has(type)),
    [],
  );
});

test('the words are there in Spanish', () => {
  const folder = path.join(root, 'po/parts');
  const parts = fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => `po/parts/${name}`) : [];
  const spanish = ['po/es.po', ...parts].map(read).join('\n');
  const translated = new Set([...spanish.matchAll(/msgid "(.+)"\nmsgstr ".+"/g)].map(([, text]) => text));
  assert.deepEqual(
    [...words.values()].filter((text) => !translated.has(text)),
    [],
  );
});
