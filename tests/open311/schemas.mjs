// The public JSON Schemas of GeoReport v2. They are no part of this repository: tests skip without them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv-draft-04';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
// Real data for tests lies beside the checkout, or where CITYHALL_REAL_DATA says.
const folder = path.join(process.env.CITYHALL_REAL_DATA ?? path.join(root, '..', 'shared', 'data'), 'open311');
export const schemas_are_here = fs.existsSync(folder);

const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));

export function validator(name) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  ajv.addFormat('uri', /^[a-z]+:\/\/\S+$/);
  for (const part of ['service.json', 'request.json']) if (part !== name) ajv.addSchema(read(part), part);
  return ajv.compile(read(name));
}

export function accepts(name, value) {
  const validate = validator(name);
  assert.ok(validate(value), JSON.stringify(validate.errors, null, 1));
}
