// The shipped articles: in every language with the same facts in the head, about services that exist, with links that lead somewhere, in
// plain words.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { skip, stilted, words_of } from './plain_words.mjs';

const catalogue = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../catalogue');
const folder = path.join(catalogue, 'knowledge');
const languages = ['en', 'es'];
const services = new Set(
  fs.readdirSync(path.join(catalogue, 'services')).map((name) => name.replace('.service.json', '')),
);
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
const articles = [...new Set(files.map((name) => name.split('.')[0]))].sort();

function read(article, language) {
  const [, head, body] = fs.readFileSync(path.join(folder, `${article}.${language}.md`), 'utf8').match(/^---\n([^]*?)\n---\n([^]*)$/);
  return { body, ...Object.fromEntries(head.split('\n').map((line) => line.match(/^(\w+): (.*)$/).slice(1))) };
}

/** What is written in sentences; tables, links' addresses and marks of Markdown are left out. */
const sentences = (body) =>
  body
    .split('\n')
    .filter((line) => !line.startsWith('|') && !line.startsWith('#'))
    .map((line) => line.replace(/\]\([^)]*\)/g, ']').replace(/[*[\]]/g, '').replace(/^(-|\d+\.) /, ''))
    .filter((line) => words_of(line).length >= 8);

test('there are enough articles, each in every language', () => {
  assert.ok(articles.length >= 25);
  assert.deepEqual(files.sort(), articles.flatMap((one) => languages.map((language) => `${one}.${language}.md`)).sort());
});

for (const article of articles) {
  const all = languages.map((language) => read(article, language));

  test(`${article} says in its head who keeps it, until when, and for which services`, () => {
    for (const one of all) {
      assert.ok(one.title.length <= 100 && one.summary.length <= 300 && one.keywords, one.title);
      assert.match(one.review, /^20\d\d-\d\d-\d\d$/);
      for (const service of one.services?.split(', ') ?? []) assert.ok(services.has(service), service);
      for (const name of ['owner', 'review', 'services', 'topics']) assert.equal(one[name], all[0][name], name);
    }
  });

  test(`${article} links to what exists`, () => {
    for (const one of all)
      for (const [, link] of one.body.matchAll(/\]\((\/[^)]*)\)/g)) {
        const [, kind, id] = link.split('/');
        if (kind === 'services') assert.ok(id === undefined || services.has(id), link);
        else assert.ok(kind === 'help' && articles.includes(id), link);
      }
    const links = all.map((one) => [...one.body.matchAll(/\]\((\/[^)]*)\)/g)].map(([, link]) => link).sort());
    assert.deepEqual(links[1], links[0]);
  });

  test(`${article} is written in plain words`, { skip }, () => {
    assert.deepEqual(stilted(sentences(all[0].body).map((line) => [article, line])), []);
  });
}
