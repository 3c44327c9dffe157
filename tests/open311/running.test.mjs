// The running server's answers, judged by the public JSON Schemas of GeoReport v2.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { client, easy_report } from '../lib/open311.mjs';
import { demo_words, free_port, is_built, start, temporary_folder } from '../lib/server.mjs';
import { accepts, schemas_are_here } from './schemas.mjs';

const skip = !is_built ? 'the program is not built' : !schemas_are_here && 'the schemas are not here';
const prefix = '/open311/v2';

test('every answer of the running server fits the schemas', { skip }, async (t) => {
  const data = temporary_folder();
  t.after(() => fs.rmSync(data, { recursive: true, force: true }));
  const server = await start(demo_words(data), { port: await free_port() });
  t.after(() => server.kill());
  const api = client(server.base);
  t.after(() => api.close());
  const json = async (target) => JSON.parse((await api.get(`${prefix}/${target}`)).body);

  const services = await json('services.json');
  accepts('services.json', services);
  for (const { service_code } of services) accepts('service-definition.json', await json(`services/${service_code}.json`));
  const key = JSON.parse(fs.readFileSync(path.join(data, 'demo.json'), 'utf8')).open311_key;
  const report = await easy_report(api, prefix);
  const made = await api.post(`${prefix}/requests.json`, { ...report, api_key: key, description: 'Bache "profundo" <\u{1F600}>' });
  assert.equal(made.status, 200, made.body);
  const [{ service_request_id }] = JSON.parse(made.body);
  const [one] = await json(`requests/${service_request_id}.json`);
  assert.equal(one.description, 'Bache "profundo" <\u{1F600}>');
  accepts('requests.json', [one]);
  const all = await json('requests.json');
  assert.equal(all[0].service_request_id, service_request_id);
  accepts('requests.json', all);
  accepts('requests.json', await json('requests.json?extensions=true&page_size=50'));
  assert.deepEqual(await json('requests.json?page=1000'), []);
});
