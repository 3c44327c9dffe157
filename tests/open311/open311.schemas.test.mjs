// The public JSON Schemas of GeoReport v2 judge our answers. They are no part of this repository; without them the tests skip.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv-draft-04';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
// Real data for tests lies beside the checkout, or where CITYHALL_REAL_DATA says.
const folder = path.join(process.env.CITYHALL_REAL_DATA ?? path.join(root, '..', 'shared', 'data'), 'open311');
const build = process.env.CITYHALL_BUILD ?? path.join(root, 'build');
const program = path.join(build, 'tests/open311/open311_answers');
const skip = !fs.existsSync(folder) ? 'the schemas are not here' : !fs.existsSync(program) ? 'open311_answers is not built' : false;

const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));

function validator(name) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  ajv.addFormat('uri', /^[a-z]+:\/\/\S+$/);
  for (const part of ['service.json', 'request.json']) if (part !== name) ajv.addSchema(read(part), part);
  return ajv.compile(read(name));
}

const answer = (kind) => JSON.parse(execFileSync(program, [kind], { encoding: 'utf8' }));

function accepts(name, value) {
  const validate = validator(name);
  assert.ok(validate(value), JSON.stringify(validate.errors, null, 1));
}

test('the list of services fits its schema', { skip }, () => accepts('services.json', answer('services')));
test('a list with one service fits its schema', { skip }, () => accepts('services.json', answer('services').slice(0, 1)));
test('a service definition fits its schema', { skip }, () => accepts('service-definition.json', answer('definition')));
test('the list of requests fits its schema', { skip }, () => accepts('requests.json', answer('requests')));
test('requests with extensions fit the schema of requests', { skip }, () => accepts('requests.json', answer('extended')));
test('the schemas refuse what is wrong', { skip }, () => {
  const validate = validator('requests.json');
  assert.equal(validate(answer('requests').map((request) => ({ ...request, service_code: 7 }))), false);
  assert.equal(validate(answer('requests').map((request) => ({ ...request, status: 'done' }))), false);
});
