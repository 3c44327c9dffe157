// Which questions a page asks: what the browser makes of typed answers against what C++ does, for every shipped service and for one that
// asks every kind of question; and what the browser does with what it cannot know.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { load } from '../lib/ui_source.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const build = process.env.CITYHALL_BUILD ?? path.join(root, 'build');
const program = process.env.EXPRESSION_CASES ?? path.join(build, 'tests/expressions/expression_cases');
const skip = fs.existsSync(program) ? false : 'expression_cases is not built';
const seed = process.env.CITYHALL_SEED ?? '7';
const count = Number(process.env.CITYHALL_CASES ?? 20_000);

const { judge } = await load('ui/questions/asked.ts');
const { read_answer } = await load('ui/questions/answers.ts');

const nobody_knows = new Set();
const typed_as = (answers, unsure = nobody_knows) => ({ texts: (id) => answers[id] ?? [], unsure });
/** {question: [option]} of what is asked. */
const asked_in = (page) =>
  Object.fromEntries([...page].filter(([, { asked }]) => asked).map(([id, { options }]) => [id, [...options]]));

function compare(times, files) {
  const lines = execFileSync(program, ['forms', seed, String(times), ...files], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const found = lines.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const pages = new Set();
  for (const { service, form, typed, asked } of found) {
    assert.deepEqual(asked_in(judge(form, typed_as(typed), new Map())), asked, `${service}\n${JSON.stringify(typed)}`);
    pages.add(service + JSON.stringify(asked));
  }
  return { compared: found.length, different: pages.size };
}

test('every kind of question is read and asked as in C++', { skip }, (t) => {
  const { compared, different } = compare(Math.ceil(count / 4), [path.join(root, 'tests/vectors/forms/every_kind.service.json')]);
  t.diagnostic(`seed ${seed}: ${compared} forms, ${different} different pages`);
  assert.ok(different > 100);
});

test('the shipped services ask the same here and in C++', { skip }, (t) => {
  const folder = path.join(root, 'catalogue/services');
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.service.json'));
  const { compared, different } = compare(Math.ceil(count / 100), files.map((name) => path.join(folder, name)));
  t.diagnostic(`seed ${seed}: ${compared} forms of ${files.length} services, ${different} different pages`);
  assert.ok(different > 2 * files.length);
});

const when = (tree, names) => ({ v: 1, type: 'bool', names, tree });
const dog = when(['==', ['name', 'animal'], 'dog'], { animal: 'string' });
const northern = when(['==', ['.', ['name', 'where'], 'district', 'where.district'], 'north'], { where: { district: 'string' } });
const form = {
  v: 1,
  facts: { channel: 'phone', where: { district: 'north' } },
  elsewhere: [],
  questions: [
    { id: 'where', type: 'point' },
    { id: 'animal', type: 'choice', options: [{ id: 'dog' }, { id: 'moose', when: northern }] },
    { id: 'breed', type: 'text', when: dog },
    { id: 'wild', type: 'boolean', when: northern },
  ],
};

test('an answer asks and leaves out at once', () => {
  const nothing_typed = judge(form, typed_as({}), new Map());
  assert.deepEqual(asked_in(nothing_typed), { where: [], animal: ['dog', 'moose'], wild: [] });
  const with_dog = judge(form, typed_as({ animal: ['dog'] }), nothing_typed);
  assert.ok(with_dog.get('breed').asked);
  assert.ok(!judge(form, typed_as({ animal: [''] }), with_dog).get('breed').asked);
});

test('the answer to a question that is not asked decides nothing', () => {
  const name = { id: 'name', type: 'text', when: when(['has', ['name', 'breed']], { breed: 'string' }) };
  const chain = { ...form, questions: [...form.questions, name] };
  assert.ok(judge(chain, typed_as({ animal: ['dog'], breed: ['Hound'] }), new Map()).get('name').asked);
  assert.ok(!judge(chain, typed_as({ animal: ['moose'], breed: ['Hound'] }), new Map()).get('name').asked);
});

test('what was answered elsewhere counts as long as it is asked', () => {
  const before = { ...form, facts: { animal: 'dog' } };
  assert.ok(judge(before, { texts: () => undefined, unsure: nobody_knows }, new Map()).get('breed').asked);
  assert.ok(!judge(before, typed_as({}), new Map()).get('breed').asked, 'on this page, what stands there counts');
});

test('what only the server knows stays as it showed it', () => {
  const unsure = new Set(['where']);
  for (const asked of [true, false]) {
    const before = new Map([
      ['wild', { asked, options: new Set() }],
      ['animal', { asked: true, options: new Set(asked ? ['dog', 'moose'] : ['dog']) }],
    ]);
    const page = judge(form, typed_as({ animal: ['dog'] }, unsure), before);
    assert.equal(page.get('wild').asked, asked);
    assert.equal(page.get('animal').options.has('moose'), asked);
    assert.ok(page.get('breed').asked, 'what can be known is known');
  }
  assert.ok(judge({ ...form, elsewhere: ['where'], facts: {} }, typed_as({}), new Map()).get('wild').asked, 'nothing was shown yet: asked');
});

test('a condition that cannot be read here is taken to hold', () => {
  const broken = [{ ...dog, v: 2 }, { v: 1 }, { ...dog, tree: ['call', 'no_such_function', ['name', 'animal']] }];
  for (const one of broken) {
    const questions = [form.questions[1], { id: 'breed', type: 'text', when: one }];
    const page = judge({ ...form, questions }, typed_as({ animal: ['moose'] }), new Map());
    assert.ok(page.get('breed').asked, JSON.stringify(one));
  }
});

test('answers are read as people write them', () => {
  const cases = [
    [{ type: 'money' }, ['$1,200.5'], '1200.5'],
    [{ type: 'money' }, ['1.234'], undefined],
    [{ type: 'integer', min: '2' }, ['1'], undefined],
    [{ type: 'boolean' }, ['Sí'], true],
    [{ type: 'multichoice', options: [{ id: 'a' }, { id: 'b' }] }, ['', 'b', 'a', 'b'], ['b', 'a']],
    [{ type: 'multichoice', options: [{ id: 'a' }] }, [''], undefined],
    [{ type: 'email' }, ['Ana@City.Example'], 'ana@city.example'],
    [{ type: 'phone' }, [' +1 (260) 555-0100 '], '+12605550100'],
    [{ type: 'text', max: '3' }, ['ñandú'], undefined],
    [{ type: 'date', max: '2027-01-01' }, ['2027-01-02'], undefined],
  ];
  for (const [question, texts, wanted] of cases)
    assert.deepEqual(read_answer({ id: 'q', ...question }, texts), wanted, JSON.stringify([question, texts]));
});
