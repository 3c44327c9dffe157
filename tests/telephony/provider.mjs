// The telephone provider as tests need it: its REST API on loopback, hooks signed by its own library, and judges of what we answer.
import assert from 'node:assert/strict';
import http from 'node:http';
import path from 'node:path';
import { once } from 'node:events';
import twilio from 'twilio';
import { database_below, free_port, start, temporary_folder, told } from '../lib/server.mjs';

export const token = '0123456789abcdef0123456789abcdef';
export const account = 'AC00000000000000000000000000000000';
export const our_number = '+13175550100';

/** The provider's REST API: keeps what it is asked; `answer` may say something else than "taken". */
export async function start_provider() {
  const asked = [];
  const provider = { asked, answer: null };
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (data) => (body += data));
    request.on('end', () => {
      asked.push({ url: request.url, authorization: request.headers.authorization, form: new URLSearchParams(body) });
      const other = provider.answer?.(request, response);
      if (other) return;
      if (/Recordings/.test(request.url)) return response.writeHead(200, { 'Content-Type': 'audio/wav' }).end('RIFF sound');
      response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"sid":"SM1","status":"active"}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(provider, { base: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() });
}

/** A demo city in a folder of its own that may call loopback. */
export async function prepare_city() {
  const data = temporary_folder('cityhall-telephony');
  const server = await start(['demo', '--data', data], { port: await free_port() });
  await told(server, path.join(data, 'demo.json'));
  await server.stop();
  const database = database_below(data, { writable: true });
  const { document } = database.prepare('SELECT document FROM settings').get();
  database.prepare('UPDATE settings SET document = ?').run(JSON.stringify({ ...JSON.parse(document), outbound_everywhere: true }));
  database.close();
  return data;
}

/** The administrator's page, filled in. */
export async function connect(page, provider, more = {}) {
  await page.goto('/admin/telephony');
  const fields = { account, token, number: our_number, api_base: provider.base, opens: '00:00', closes: '23:59', ...more };
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
  for (const name of ['voice', 'texts', 'every_day']) await page.check(`[name=${name}]`);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL('**saved=yes');
}

/** What the provider's library writes for the same verbs; so each verb, attribute and nesting is one that it knows. */
function as_the_library_writes(tree) {
  const response = new twilio.twiml[tree.children.some((verb) => verb.name === 'Message') ? 'MessagingResponse' : 'VoiceResponse']();
  const add = (parent, verb) => {
    const method = verb.name[0].toLowerCase() + verb.name.slice(1);
    assert.equal(typeof parent[method], 'function', `${verb.name} is no verb here`);
    const wants_text = ['Say', 'Enqueue', 'Number', 'Redirect', 'Message'].includes(verb.name);
    const child = wants_text ? parent[method](verb.attributes, verb.text) : parent[method](verb.attributes);
    for (const inner of verb.children) add(child, inner);
  };
  for (const verb of tree.children) add(response, verb);
  return response.toString();
}

/** TwiML as the browser's XML parser reads it, compared with the library's: {action, said, languages, verbs}. */
export const reader_of = (page) => async (xml) => {
  const parse = (text) =>
    page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'text/xml');
      if (parsed.querySelector('parsererror')) throw new Error(`not well-formed: ${source}`);
      const tree = (node) => ({
        name: node.nodeName,
        attributes: Object.fromEntries([...node.attributes].map((each) => [each.name, each.value])),
        text: [...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data).join(''),
        children: [...node.children].map(tree),
      });
      return tree(parsed.documentElement);
    }, text);
  const ours = await parse(xml);
  assert.equal(ours.name, 'Response');
  assert.deepEqual(ours, await parse(as_the_library_writes(ours)), 'the library writes the same');
  const all = (node) => [node, ...node.children.flatMap(all)];
  const nodes = all(ours);
  return {
    action: nodes.find((node) => node.attributes.action)?.attributes.action ?? null,
    said: nodes.filter((node) => ['Say', 'Message'].includes(node.name)).map((node) => node.text).join('\n'),
    languages: [...new Set(nodes.filter((node) => node.name === 'Say').map((node) => node.attributes.language))],
    verbs: ours.children.map((node) => node.name),
    number: nodes.find((node) => node.name === 'Number')?.text ?? null,
  };
};

/** One call or one sender: posts signed hooks, reads the answers. */
export function line(base, read, fields) {
  return async (target, more = {}, { sign_with = token, signature, form: sent } = {}) => {
    const form = { AccountSid: account, To: our_number, ...fields, ...more };
    const header = signature ?? twilio.getExpectedTwilioSignature(sign_with, base + target, form);
    const answer = await fetch(base + target, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': header, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(sent ?? form),
    });
    const text = await answer.text();
    return answer.status === 200 ? { status: 200, text, ...(await read(text)) } : { status: answer.status, text };
  };
}

/** The digit that a menu names for these words: "For Streets, press 3.", "3: Streets". */
export function digit_for(said, words) {
  const found = said.split('\n').find((row) => row.toLowerCase().includes(words.toLowerCase()));
  assert.ok(found, `nothing is said about ${words}: ${said}`);
  return (found.match(/^(\d):/) ?? found.match(/(\d)\D*$/))[1];
}
