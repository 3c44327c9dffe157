// A shipped service tests itself: each condition is seen true and false, each priority and each way of routing is reached.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const catalogue = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../catalogue');
const services = fs
  .readdirSync(path.join(catalogue, 'services'))
  .filter((name) => name.endsWith('.service.json'))
  .map((name) => JSON.parse(fs.readFileSync(path.join(catalogue, 'services', name), 'utf8')));

/** "streets/{where.district}" stands for any text without a brace. */
const fits = (pattern, queue) => new RegExp(`^${pattern.replace(/\{[^}]*\}/g, '[^{}/]+')}$`).test(queue);
const expected = (service, name) => service.tests.flatMap((one) => one.expect[name] ?? []);

/** What no test of the service looks at, in words. */
function untested(service) {
  const missing = [];
  for (const question of service.questions.filter((one) => one.when)) {
    if (!expected(service, 'visible').includes(question.id)) missing.push(`${question.id} is never seen asked`);
    if (!expected(service, 'hidden').includes(question.id)) missing.push(`${question.id} is never seen hidden`);
  }
  for (const { set } of service.priority)
    if (!expected(service, 'priority').includes(set)) missing.push(`priority ${set} is never reached`);
  for (const rule of service.route) {
    const reached = rule.handoff
      ? expected(service, 'handoff').includes(rule.handoff)
      : expected(service, 'queue').some((queue) => queue !== '' && fits(rule.queue, queue));
    if (!reached) missing.push(`nothing is routed to ${rule.handoff ?? rule.queue}`);
  }
  if (service.questions.some((one) => !one.optional) && !service.tests.some((one) => one.expect.errors !== undefined))
    missing.push('no test looks at answers that are refused or taken');
  if (service.tests.length < 4) missing.push(`only ${service.tests.length} tests`);
  return missing;
}

for (const service of services)
  test(`${service.id} tests its conditions, priorities and routes`, () => assert.deepEqual(untested(service), []));

test('a gap is found', () => {
  const holed = structuredClone(services.find((one) => one.id === 'pothole'));
  holed.tests = holed.tests.slice(0, 1);
  assert.ok(untested(holed).includes('nothing is routed to state-roads'));
  assert.ok(untested(holed).includes('only 1 tests'));
});

test('the demo town has a crew or a desk for every queue that a service routes to', () => {
  const table = (name) => {
    const [head, ...rows] = fs.readFileSync(path.join(catalogue, 'demo', name), 'utf8').trim().split('\n').map((row) => row.split(','));
    return rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at], cell])));
  };
  const crews = table('crews.csv').map((crew) => ({ ...crew, queues: crew.queues.split(';') }));
  const desks = table('queues.csv').filter((queue) => queue.desk === 'yes');
  const zones = JSON.parse(fs.readFileSync(path.join(catalogue, 'demo/districts.geojson'), 'utf8')).features;
  const districts = zones.map((one) => one.properties.name);
  const matches = (pattern, queue) =>
    pattern === queue || (pattern.endsWith('/*') && (queue === pattern.slice(0, -2) || queue.startsWith(pattern.slice(0, -1))));
  const served = (queue) => crews.some((crew) => crew.queues.some((pattern) => matches(pattern, queue)));
  const desk = (queue) => desks.some((one) => one.queue === queue);
  for (const service of services)
    for (const rule of service.route.filter((one) => one.queue))
      for (const district of districts) {
        const queue = rule.queue.replace('{where.district}', district);
        if (rule.dispatch === 'auto') assert.ok(served(queue), `${service.id}: no crew serves ${queue}`);
        else assert.ok(desk(queue) || served(queue), `${service.id}: nobody looks at ${queue}`);
      }
  for (const crew of crews)
    for (const pattern of crew.queues) {
      const reached = (rule) => rule.queue && matches(pattern, rule.queue.replace(/\{[^}]*\}/, 'north'));
      assert.ok(services.some((one) => one.route.some(reached)), `nothing is routed to ${crew.name} (${pattern})`);
    }
});

test('there are as many services as cities offer, each with a code of its own', () => {
  assert.ok(services.length >= 45);
  const codes = services.map((one) => one.open311.service_code);
  assert.equal(new Set(codes).size, codes.length);
});
