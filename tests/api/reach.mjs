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

const contact_input = { channel: 'phone', caller_name: 'Ada', caller_contact: '+13175550100', queue: 'contact' };
const fresh_contact = async ({ call }) => (await call('POST', '/api/v1/interactions', contact_input)).id;
const call_back_input = { name: 'Ben', phone: '+13175550101', reason: 'A tree' };
const fresh_call_back = async ({ call }) => (await call('POST', '/api/v1/call-backs', call_back_input)).id;

let made = 0;
const next_slug = (word) => `${word}-${(made += 1)}`;
const article_input = (slug) => ({ slug, texts: [{ language: 'en', title: 'Trash days', body: 'On *Monday*.' }] });
const fresh_article = async ({ call }) => (await call('POST', '/api/v1/articles', article_input(next_slug('trash')))).slug;
const page_input = (slug) => ({
  kind: 'page',
  slug,
  texts: [
    { language: 'en', title: 'Winter', summary: 'Snow.', body: 'We plow.' },
    { language: 'es', title: 'Invierno', summary: 'Nieve.', body: 'Quitamos la nieve.' },
  ],
});
const fresh_page = async ({ call }) => (await call('POST', '/api/v1/publications', page_input(next_slug('winter')))).id;

const partner_input = () => ({ name: next_slug('County roads'), way: 'mail', email: 'roads@county.example', language: 'en' });
const fresh_partner = async ({ call }) => (await call('POST', '/api/v1/partners', partner_input())).id;
let people = 0;
const delegation_input = () => ({
  email: `liaison-${(people += 1)}@example.org`,
  name: 'Lia',
  organisation: 'Transit',
  source: 'transit',
  services: ['pothole'],
});
const fresh_delegation = async ({ call }) => (await call('POST', '/api/v1/delegations', delegation_input())).id;
const calendar_input = { days_off: [0, 6], opens: '08:30', closes: '17:00', holidays: [{ date: '2027-07-05', name: 'Day off' }] };
const wording_path = '/api/v1/wordings/request-received/es';
const wording_text = 'Gracias\n\nTenemos {number}.\n\n[Ver] {link}';
const reply_input = () => ({ title: next_slug('Thanks'), language: 'en', text: 'Thank you. Your number is {number}.' });
const fresh_reply = async ({ call }) => (await call('POST', '/api/v1/prepared-replies', reply_input())).id;

async function merged_case(api) {
  const [main, copy] = [await fresh_case(api), await fresh_case(api)];
  await api.call('POST', `/api/v1/cases/${copy.number}/merge`, { main: main.number });
  return copy.number;
}

async function handed_case(api) {
  const { number } = await fresh_case(api);
  await api.call('POST', `/api/v1/cases/${number}/handovers`, { partner: await fresh_partner(api), message: 'Yours.' });
  return { number, handover: (await api.call('GET', `/api/v1/cases/${number}/handovers`)).items[0].id };
}

async function subscriber(api) {
  const { id } = await api.call('POST', '/api/v1/parties', { name: 'Zoë', email: `${next_slug('zoe')}@example.org` });
  return `/api/v1/parties/${id}/subscriptions`;
}
const on_main_street = { kind: 'service', service: 'pothole', language: 'en' };

/** By operation id: makes what is needed and gives {method, target, body}. */
export const ways = {
  get_assets_asset: async (api) => {
    const { items } = await api.call('GET', '/api/v1/assets');
    return ['GET', `/api/v1/assets/${items[0].id}`];
  },
  post_interactions: async () => ['POST', '/api/v1/interactions', contact_input],
  get_interactions_interaction: async (api) => ['GET', `/api/v1/interactions/${await fresh_contact(api)}`],
  post_interactions_interaction_taking: async (api) => ['POST', `/api/v1/interactions/${await fresh_contact(api)}/taking`],
  post_interactions_interaction_transfer: async (api) => {
    const target = `/api/v1/interactions/${await fresh_contact(api)}/transfer`;
    return ['POST', target, { queue: 'contact', context: 'About the library' }];
  },
  put_interactions_interaction_case: async (api) => {
    const { number } = await fresh_case(api);
    return ['PUT', `/api/v1/interactions/${await fresh_contact(api)}/case`, { number }];
  },
  post_interactions_interaction_end: async (api) => {
    const contact = await fresh_contact(api);
    await api.call('POST', `/api/v1/interactions/${contact}/taking`);
    return ['POST', `/api/v1/interactions/${contact}/end`, { wrap_up: 'answered', note: 'Library' }];
  },
  post_call_backs: async () => ['POST', '/api/v1/call-backs', call_back_input],
  get_call_backs_callback: async (api) => ['GET', `/api/v1/call-backs/${await fresh_call_back(api)}`],
  post_call_backs_callback_taking: async (api) => ['POST', `/api/v1/call-backs/${await fresh_call_back(api)}/taking`],
  post_call_backs_callback_attempts: async (api) => {
    const asked = await fresh_call_back(api);
    await api.call('POST', `/api/v1/call-backs/${asked}/taking`);
    return ['POST', `/api/v1/call-backs/${asked}/attempts`, { reached: false }];
  },
  post_articles: async () => ['POST', '/api/v1/articles', article_input(next_slug('trash'))],
  get_articles_article: async (api) => ['GET', `/api/v1/articles/${await fresh_article(api)}`],
  put_articles_article: async (api) => {
    const slug = await fresh_article(api);
    return ['PUT', `/api/v1/articles/${slug}`, { ...article_input(slug), why: 'New days' }];
  },
  put_articles_article_archive: async (api) => ['PUT', `/api/v1/articles/${await fresh_article(api)}/archive`, { archived: true }],
  post_articles_article_feedback: async (api) => ['POST', `/api/v1/articles/${await fresh_article(api)}/feedback`, { helped: true }],
  post_publications: async () => ['POST', '/api/v1/publications', page_input(next_slug('winter'))],
  get_publications_publication: async (api) => ['GET', `/api/v1/publications/${await fresh_page(api)}`],
  put_publications_publication: async (api) => {
    const page = await fresh_page(api);
    return ['PUT', `/api/v1/publications/${page}`, { ...page_input(next_slug('winter')), why: 'Another address' }];
  },
  post_publications_publication_publishing: async (api) => ['POST', `/api/v1/publications/${await fresh_page(api)}/publishing`],
  post_publications_publication_withdrawal: async (api) => {
    const page = await fresh_page(api);
    await api.call('POST', `/api/v1/publications/${page}/publishing`);
    return ['POST', `/api/v1/publications/${page}/withdrawal`];
  },
  post_cases_number_merge: async (api) => {
    const [main, copy] = [await fresh_case(api), await fresh_case(api)];
    return ['POST', `/api/v1/cases/${copy.number}/merge`, { main: main.number }];
  },
  post_cases_number_unmerge: async (api) => ['POST', `/api/v1/cases/${await merged_case(api)}/unmerge`],
  post_cases_number_split: async (api) => {
    const { number } = await fresh_case(api);
    return ['POST', `/api/v1/cases/${number}/split`, { service: '', questions: ['lane'], description: 'A second hole' }];
  },
  put_cases_number_incident: async (api) => {
    const { number } = await fresh_case(api);
    return ['PUT', `/api/v1/cases/${number}/incident`, { title: 'Frost damage', services: ['water-leak'], within_m: 200 }];
  },
  post_cases_number_tags: async (api) => ['POST', `/api/v1/cases/${(await fresh_case(api)).number}/tags`, { tag: 'winter-storm' }],
  delete_cases_number_tags_tag: async (api) => ['DELETE', `/api/v1/cases/${(await fresh_case(api)).number}/tags/winter-storm`],
  post_cases_number_handovers: async (api) => {
    const { number } = await fresh_case(api);
    return ['POST', `/api/v1/cases/${number}/handovers`, { partner: await fresh_partner(api), message: 'Yours.' }];
  },
  post_cases_number_handovers_handover_end: async (api) => {
    const { number, handover } = await handed_case(api);
    return ['POST', `/api/v1/cases/${number}/handovers/${handover}/end`];
  },
  post_partners: async () => ['POST', '/api/v1/partners', partner_input()],
  get_partners_partner: async (api) => ['GET', `/api/v1/partners/${await fresh_partner(api)}`],
  put_partners_partner: async (api) => ['PUT', `/api/v1/partners/${await fresh_partner(api)}`, partner_input()],
  post_delegations: async () => ['POST', '/api/v1/delegations', delegation_input()],
  get_delegations_delegation: async (api) => ['GET', `/api/v1/delegations/${await fresh_delegation(api)}`],
  put_delegations_delegation: async (api) => ['PUT', `/api/v1/delegations/${await fresh_delegation(api)}`, delegation_input()],
  get_delegations_delegation_training: async (api) => ['GET', `/api/v1/delegations/${await fresh_delegation(api)}/training`],
  post_delegations_delegation_keys: async (api) => ['POST', `/api/v1/delegations/${await fresh_delegation(api)}/keys`],
  get_calendars_department: async () => ['GET', '/api/v1/calendars/city-wide'],
  put_calendars_department: async () => ['PUT', '/api/v1/calendars/streets', calendar_input],
  delete_calendars_department: async (api) => {
    await api.call('PUT', '/api/v1/calendars/streets', calendar_input);
    return ['DELETE', '/api/v1/calendars/streets'];
  },
  get_wordings_template_language: async () => ['GET', wording_path],
  put_wordings_template_language: async () => ['PUT', wording_path, { text: wording_text }],
  delete_wordings_template_language: async (api) => {
    await api.call('PUT', wording_path, { text: wording_text });
    return ['DELETE', wording_path];
  },
  post_wordings_template_language_preview: async () => ['POST', `${wording_path}/preview`, { text: wording_text }],
  post_prepared_replies: async () => ['POST', '/api/v1/prepared-replies', reply_input()],
  get_prepared_replies_reply: async (api) => ['GET', `/api/v1/prepared-replies/${await fresh_reply(api)}`],
  put_prepared_replies_reply: async (api) => ['PUT', `/api/v1/prepared-replies/${await fresh_reply(api)}`, reply_input()],
  delete_prepared_replies_reply: async (api) => ['DELETE', `/api/v1/prepared-replies/${await fresh_reply(api)}`],
  get_parties_party_subscriptions: async (api) => ['GET', await subscriber(api)],
  post_parties_party_subscriptions: async (api) => ['POST', await subscriber(api), on_main_street],
  delete_parties_party_subscriptions_subscription: async (api) => {
    const list = await subscriber(api);
    await api.call('POST', list, on_main_street);
    return ['DELETE', `${list}/${(await api.call('GET', list)).items[0].id}`];
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
