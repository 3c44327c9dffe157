// The JSON Schema of service files, judged by ajv: it is a sound schema, takes every shipped service, and refuses what the parser refuses.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';

const catalogue = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../catalogue');
const read = (file) => JSON.parse(fs.readFileSync(path.join(catalogue, file), 'utf8'));
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(read('city-service.schema.json'));

const files = fs.readdirSync(path.join(catalogue, 'services')).filter((file) => file.endsWith('.service.json'));
const examples = path.join(catalogue, '..', '..', 'shared', 'examples');

test('the schema takes every shipped service', () => {
  assert.ok(files.length >= 10);
  for (const file of files)
    assert.ok(validate(read(`services/${file}`)), `${file}: ${JSON.stringify(validate.errors, null, 1)}`);
});

test('the schema takes the examples', { skip: !fs.existsSync(examples) && 'the examples are not here' }, () => {
  for (const file of fs.readdirSync(examples).filter((name) => name.endsWith('.service.json')))
    assert.ok(validate(JSON.parse(fs.readFileSync(path.join(examples, file), 'utf8'))), `${file}: ${JSON.stringify(validate.errors)}`);
});

/** Changes of the pothole service that are not of the format. */
const mistakes = {
  'an unknown member': (file) => (file.lable = 1),
  'a missing title': (file) => delete file.title,
  'another format': (file) => (file.format = 'city-service/2'),
  'a version as text': (file) => (file.version = '1'),
  'a title in no language': (file) => (file.title = 'Pothole'),
  'an empty title': (file) => (file.title = {}),
  'an unknown channel': (file) => file.channels.push('fax'),
  'a question id with a dash': (file) => (file.questions[1].id = 'the-lane'),
  'an unknown type': (file) => (file.questions[1].type = 'chioce'),
  'an option without label': (file) => delete file.questions[1].options[0].label,
  'a due time in words': (file) => (file.workflow.states.open.sla = '3 days'),
  'business days mixed with hours': (file) => (file.retain = 'P3BDT1H'),
  'a length of nothing': (file) => (file.retain = 'P'),
  'priority 9': (file) => (file.workflow.states.open.sla = { 9: 'P1D' }),
  'an action without roles': (file) => delete file.workflow.states.open.actions.hold.by,
  'an amount as a number': (file) => (file.fees = [{ id: 'a', kind: 'flat', amount: 10.0 }]),
  'an amount below zero': (file) => (file.fees = [{ id: 'a', kind: 'flat', amount: '-1' }]),
  'a distance without unit': (file) => (file.dedupe.within = '30'),
  'an unknown expectation': (file) => (file.tests[0].expect.prio = 1),
};

for (const [what, change] of Object.entries(mistakes))
  test(`the schema refuses ${what}`, () => {
    const file = read('services/pothole.service.json');
    change(file);
    assert.equal(validate(file), false);
  });
