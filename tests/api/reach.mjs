// A sound request for every operation that chance seldom meets: what it needs is made first, through the same API.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/server.mjs';

const photo = fs.readFileSync(path.join(root, 'catalogue/demo/photos/pothole-before.jpg'));

/** {call(method, target, body), until(holds)}: asks with the key; what is not answered well ends the test. */
export function asker({ server, key }) {
  const call = async (method, target, body) => {
    const is_form = body instanceof FormData;
    const headers = { authorization: `Bearer ${key}`, ...(body && !is_form ? { 'content-type': 'application/json' } : {}) };
    const init = { method, headers, body: is_form || body === undefined ? body : JSON.stringify(body) };
    const answer = await fetch(server.base + target, init);
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${target} → ${answer.status} ${text.slice(0, 400)}`);
    return text ? JSON.parse(text) : undefined;
  };
  /** What follows from events comes a moment later, in another process. */
  const until = async (holds) => {
    const end = Date.now() + 60_000;
    for (;;) {
      const found = await holds();
      if (found) return found;
      assert.ok(Date.now() < end, `waited in vain: ${holds}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  return { call, until };
}

const pothole = {
  service: 'pothole',
  place: { latitude: 40.0318, longitude: -86.1525 },
  answers: { lane: 'travel' },
  description: 'Deep hole',
  reporter: { name: 'Kim', email: 'kim@example.org', language: 'en' },
};
const hook_input = { label: 'Fleet', url: 'https://fleet.example/hook', owner_email: 'dev@example.org', events: ['case.closed'] };

/** The mail server knows nobody of that address. */
export const nobody = 'nobody@example.org';
const fresh_case = ({ call }, reporter = pothole.reporter) => call('POST', '/api/v1/cases', { ...pothole, reporter });
const fresh_hook = async ({ call }) => (await call('POST', '/api/v1/hooks', hook_input)).id;
const upload = async ({ call }) => (await call('POST', '/api/v1/files', photo_form())).id;

function photo_form() {
  const form = new FormData();
  form.append('file', new Blob([photo], { type: 'image/jpeg' }), 'hole.jpg');
  return form;
}

/** The work order that the case's crew got at once. */
async function fresh_task(api) {
  const { number } = await fresh_case(api);
  return (await api.call('GET', `/api/v1/tasks?number=${number}`)).items[0];
}

const operation = (task, id, kind) => ['POST', `/api/v1/tasks/${task.id}/operations`, { id, kind }];

/** A crew that goes on with a work order that was ended meanwhile. */
async function fresh_conflict(api) {
  const task = await fresh_task(api);
  await api.call(...operation(task, `done-${task.id}`, 'done'));
  const late = `late-${task.id}`;
  const answer = await api.call(...operation(task, late, 'start'));
  assert.equal(answer.result, 'conflict');
  return late;
}

async function pinged_hook(api) {
  const hook = await fresh_hook(api);
  await api.call('POST', `/api/v1/hooks/${hook}/pings`);
  const list = `/api/v1/hooks/${hook}/deliveries`;
  const [delivery] = await api.until(async () => {
    const { items } = await api.call('GET', list);
    return items.length && items;
  });
  return { hook, delivery: delivery.id, list };
}

/** The shipped graffiti under another name. */
function new_service() {
  const file = path.join(root, 'catalogue/services/graffiti.service.json');
  const source = JSON.parse(fs.readFileSync(file, 'utf8'));
  return { ...source, id: 'reached-service', open311: { ...source.open311, service_code: 'REACHED' } };
}

/** By operation id: makes what is needed and gives {method, target, body}. */
export const ways = {
  get_assets_asset: async (api) => {
    const { items } = await api.call('GET', '/api/v1/assets');
    return ['GET', `/api/v1/assets/${items[0].id}`];
  },
  get_cases_number: async (api) => ['GET', `/api/v1/cases/${(await fresh_case(api)).number}`],
  post_cases: async () => ['POST', '/api/v1/cases', pothole],
  post_cases_number_actions_action: async (api) => {
    const { number } = await fresh_case(api);
    return ['POST', `/api/v1/cases/${number}/actions/hold`, { comment: 'We wait for the gas company.' }];
  },
  put_cases_number_service: async (api) => {
    const { number } = await fresh_case(api);
    return ['PUT', `/api/v1/cases/${number}/service`, { service: 'graffiti' }];
  },
  post_cases_number_files: async (api) => {
    const { number } = await fresh_case(api);
    const body = { file: await upload(api), purpose: 'work_before', visibility: 'public' };
    return ['POST', `/api/v1/cases/${number}/files`, body];
  },
  post_tasks_conflicts_operation_settlement: async (api) => {
    const late = await fresh_conflict(api);
    return ['POST', `/api/v1/tasks/conflicts/${late}/settlement`, { how: 'The crew was called back.' }];
  },
  put_tasks_task_assignment: async (api) => {
    const task = await fresh_task(api);
    return ['PUT', `/api/v1/tasks/${task.id}/assignment`, { crew: task.crew, assignee: null }];
  },
  post_tasks_task_cancellation: async (api) => {
    const task = await fresh_task(api);
    return ['POST', `/api/v1/tasks/${task.id}/cancellation`, { how: 'Done by the neighbors.' }];
  },
  post_tasks_task_operations: async (api) => operation(await fresh_task(api), 'reached-0001', 'accept'),
  post_services: async () => ['POST', '/api/v1/services', { source: new_service() }],
  post_files: async () => ['POST', '/api/v1/files', photo_form()],
  get_files_file: async (api) => ['GET', `/api/v1/files/${await upload(api)}`],
  put_files_file_visibility: async (api) => {
    const { number } = await fresh_case(api);
    const file = await upload(api);
    await api.call('POST', `/api/v1/cases/${number}/files`, { file, purpose: 'reported', visibility: 'staff' });
    return ['PUT', `/api/v1/files/${file}/visibility`, { everyone: true }];
  },
  post_notices_notice_sending: async (api) => {
    await fresh_case(api, { email: nobody });
    const failed = await api.until(async () => (await api.call('GET', '/api/v1/notices?state=failed')).items[0]);
    return ['POST', `/api/v1/notices/${failed.id}/sending`];
  },
  // Of somebody with no right that the key has not: else the key may not touch the account.
  post_accounts_account_disabling: async (api) => {
    await api.call('PUT', '/api/v1/roles/reader', { permissions: ['issues.read'] });
    const account = { email: 'leaving@example.org', name: 'Sam Leaving', language: 'en', roles: ['reader'] };
    return ['POST', `/api/v1/accounts/${(await api.call('POST', '/api/v1/accounts', account)).id}/disabling`];
  },
  post_keys_key_disabling: async (api) => {
    const made = await api.call('POST', '/api/v1/keys', { label: 'Short', contact: 'kim@example.org', scopes: ['issues.read'] });
    return ['POST', `/api/v1/keys/${made.id}/disabling`];
  },
  post_hooks_hook_pause: async (api) => ['POST', `/api/v1/hooks/${await fresh_hook(api)}/pause`],
  post_hooks_hook_resumption: async (api) => {
    const hook = await fresh_hook(api);
    await api.call('POST', `/api/v1/hooks/${hook}/pause`);
    return ['POST', `/api/v1/hooks/${hook}/resumption`];
  },
  post_hooks_hook_secrets: async (api) => ['POST', `/api/v1/hooks/${await fresh_hook(api)}/secrets`],
  post_hooks_hook_pings: async (api) => ['POST', `/api/v1/hooks/${await fresh_hook(api)}/pings`],
  post_hooks_hook_replays: async (api) => {
    const day = { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' };
    return ['POST', `/api/v1/hooks/${await fresh_hook(api)}/replays`, day];
  },
  get_hooks_hook_deliveries: async (api) => ['GET', (await pinged_hook(api)).list],
  get_hooks_hook_deliveries_delivery: async (api) => {
    const { list, delivery } = await pinged_hook(api);
    return ['GET', `${list}/${delivery}`];
  },
  post_hooks_hook_deliveries_delivery_replay: async (api) => {
    const { list, delivery } = await pinged_hook(api);
    return ['POST', `${list}/${delivery}/replay`];
  },
};
