// The public JSON Schemas of GeoReport v2 judge our answers. They are no part of this repository; without them the tests skip.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { build } from '../lib/server.mjs';
import { accepts, schemas_are_here, validator } from './schemas.mjs';

const program = path.join(build, 'tests/open311/open311_answers');
const skip = !schemas_are_here ? 'the schemas are not here' : !fs.existsSync(program) && 'open311_answers is not built';

const answer = (kind) => JSON.parse(execFileSync(program, [kind], { encoding: 'utf8' }));

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
