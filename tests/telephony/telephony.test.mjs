// A scripted caller walks the voice menu in both languages to a case, a status and a call-back; text messages do the same. The provider's
// own library signs the hooks; a browser's XML parser reads the answers.
import test from 'node:test';
import assert from 'node:assert/strict';
import http from 'node:http';
import { once } from 'node:events';
import twilio from 'twilio';
import { skip, start_browser } from '../browser/harness.mjs';
import { quiet_addresses } from '../browser/town.mjs';

const token = '0123456789abcdef0123456789abcdef';
const account = 'AC00000000000000000000000000000000';

/** The provider's REST API: keeps what it is asked. */
async function start_provider() {
  const asked = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (data) => (body += data));
    request.on('end', () => {
      asked.push({ url: request.url, authorization: request.headers.authorization, form: new URLSearchParams(body) });
      if (/Recordings/.test(request.url)) return response.writeHead(200, { 'Content-Type': 'audio/wav' }).end('RIFF sound');
      response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"sid":"SM1"}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { asked, base: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

/** One call or one sender: posts signed hooks, reads the answers. */
function line(stage, reader, fields) {
  const post = async (path, more = {}, sign_with = token) => {
    const form = { AccountSid: account, To: '+13175550100', ...fields, ...more };
    const url = stage.demo.base + path;
    const signature = twilio.getExpectedTwilioSignature(sign_with, url, form);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': signature, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form),
    });
    const text = await answer.text();
    if (answer.status !== 200) return { status: answer.status, text };
    return { status: 200, text, ...(await reader(text)) };
  };
  return { post };
}

/** {action, said, verbs} of TwiML, by the browser's XML parser. */
const xml_reader = (page) => (text) =>
  page.evaluate((xml) => {
    const parsed = new DOMParser().parseFromString(xml, 'text/xml');
    if (parsed.querySelector('parsererror') || parsed.documentElement.nodeName !== 'Response')
      throw new Error(`no TwiML: ${xml}`);
    const acting = parsed.querySelector('[action]');
    return {
      action: acting?.getAttribute('action') ?? null,
      said: [...parsed.querySelectorAll('Say, Message')].map((node) => node.textContent).join('\n'),
      languages: [...new Set([...parsed.querySelectorAll('Say')].map((node) => node.getAttribute('language')))],
      verbs: [...parsed.documentElement.children].map((node) => node.nodeName),
    };
  }, text);

/** The digit that the menu names for these words: "For Streets, press 3." */
function digit_for(said, words) {
  const found = said.split('\n').find((row) => row.toLowerCase().includes(words.toLowerCase()));
  assert.ok(found, `nothing is said about ${words}: ${said}`);
  return found.match(/(\d)\D*$/)[1];
}

async function call_to_a_case(stage, reader, { sid, key, address, person }) {
  const { post } = line(stage, reader, { CallSid: sid, From: '+13175550177' });
  let answer = await post('/telephony/voice');
  const first = answer;
  answer = await post(answer.action, { Digits: key });
  assert.deepEqual(answer.languages, [person.language]);
  answer = await post(answer.action, { Digits: '1' });
  while (!answer.said.includes(person.group)) answer = await post(answer.action, { Digits: '9' });
  answer = await post(answer.action, { Digits: digit_for(answer.said, person.group) });
  while (!answer.said.includes(person.service)) answer = await post(answer.action, { Digits: '9' });
  answer = await post(answer.action, { Digits: digit_for(answer.said, person.service) });
  answer = await post(answer.action, { SpeechResult: address });
  assert.match(answer.said, new RegExp(address.split(' ')[0]));
  answer = await post(answer.action, { Digits: '1' });
  let number = null;
  for (let i = 0; i < 12 && !number; i++) {
    const sends = answer.said.includes(person.send);
    const again = await post(answer.action, { Digits: sends ? '1' : '99' });
    const repeated = await post(answer.action, { Digits: sends ? '1' : '99' });
    assert.equal(repeated.text, again.text, 'a repeated hook hears the same');
    answer = again;
    number = answer.said.match(/SR-\d\d-\d{6}/)?.[0] ?? null;
  }
  assert.ok(number, `no case: ${answer.said}`);
  assert.equal((await post('/telephony/voice')).text, first.text, 'the first hook again');
  await post('/telephony/status', { CallStatus: 'completed' });
  return number;
}

test('telephony', { skip, timeout: 180_000 }, async (t) => {
  const stage = await start_browser();
  const provider = await start_provider();
  t.after(async () => {
    provider.stop();
    await stage.close();
  });
  const page = await stage.sign_in('administrator');
  await page.goto('/admin/telephony');
  for (const [name, value] of Object.entries({ account, token, number: '+13175550100', api_base: provider.base }))
    await page.fill(`[name=${name}]`, value);
  await page.fill('[name=phones]', 'agent@fairhaven.example = +13175550199');
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL('**saved=yes');
  const reader = xml_reader(page);
  const places = await quiet_addresses(stage.demo.base, { service: 'pothole', count: 3 });

  const english = { language: 'en-US', group: 'Streets', service: 'Pothole', send: 'To send it' };
  const spanish = { language: 'es-MX', group: 'Streets', service: 'Bache', send: 'Para enviarlo' };
  let number;
  await t.test('a call in English becomes a case', async () => {
    number = await call_to_a_case(stage, reader, { sid: 'CAen1', key: '1', address: places[0].line, person: english });
  });
  await t.test('a call in Spanish becomes a case', async () => {
    const other = await call_to_a_case(stage, reader, { sid: 'CAes1', key: '2', address: places[1].line, person: spanish });
    assert.notEqual(other, number);
  });
  await t.test('the status by number', async () => {
    const { post } = line(stage, reader, { CallSid: 'CAstatus', From: '+13175550178' });
    let answer = await post('/telephony/voice');
    answer = await post(answer.action, { Digits: '1' });
    answer = await post(answer.action, { Digits: '2' });
    answer = await post(answer.action, { Digits: number.replace(/\D/g, '') });
    assert.match(answer.said, new RegExp(number));
  });
  await t.test('a call-back', async () => {
    const { post } = line(stage, reader, { CallSid: 'CAback', From: '+13175550179' });
    let answer = await post('/telephony/voice');
    answer = await post(answer.action, { Digits: '2' });
    answer = await post(answer.action, { Digits: '4' });
    const last = answer.action;
    answer = await post(last, { Digits: '1' });
    assert.deepEqual(answer.verbs.at(-1), 'Hangup');
    await post(last, { Digits: '1' });
    const desk = await stage.sign_in('agent');
    await desk.goto('/desk/contact');
    assert.equal(await desk.locator('a[href="tel:+13175550179"]').count(), 1, 'once, though the hook came twice');
  });
  await t.test('a voicemail waits for an agent, once, with its sound', async () => {
    const { post } = line(stage, reader, { CallSid: 'CAvoice', From: '+13175550180' });
    let answer = await post('/telephony/voice');
    answer = await post(answer.action, { Digits: '1' });
    answer = await post(answer.action, { Digits: '3' });
    assert.ok(answer.verbs.includes('Record'));
    const last = answer.action;
    await post(last, { RecordingSid: 'RE1', RecordingUrl: 'http://169.254.169.254/' });
    await post(last, { RecordingSid: 'RE1', RecordingUrl: 'http://169.254.169.254/' });
    const desk = await stage.sign_in('agent');
    await desk.goto('/desk/contact');
    assert.equal(await desk.getByText('+13175550180').count() > 0, true);
  });
  await t.test('a wrong signature moves nothing', async () => {
    const { post } = line(stage, reader, { CallSid: 'CAbad', From: '+13175550181' });
    assert.equal((await post('/telephony/voice', {}, 'another token')).status, 403);
  });
  await t.test('text messages: report, status, STOP, START, HELP', async () => {
    let count = 0;
    const { post } = line(stage, reader, { From: '+13175550182' });
    const text = (Body, more = {}) => post('/telephony/text', { MessageSid: `SM${++count}`, Body, ...more });
    assert.match((await text('HELP')).said, /STOP ends messages/);
    let answer = await text('there is a hole in the street');
    assert.match(answer.said, /Pothole/);
    answer = await text(digit_for_text(answer.said, 'Pothole'));
    answer = await text(places[2].line);
    answer = await text('1');
    for (let i = 0; i < 12 && !/SR-\d\d/.test(answer.said); i++) answer = await text(/Send it/.test(answer.said) ? '1' : '99');
    const mine = answer.said.match(/SR-\d\d-\d{6}/)[0];
    assert.match(answer.said, /\/track\//);
    const again = await post('/telephony/text', { MessageSid: `SM${count}`, Body: '1' });
    assert.equal(again.text, answer.text, 'a repeated message hears the same');
    assert.match((await text(mine)).said, new RegExp(mine));
    assert.match((await text('ALTO')).said, /START/);
    assert.equal((await text('hello')).said, '', 'nothing after STOP');
    assert.match((await text('START')).said, /again/);
  });
});

function digit_for_text(said, words) {
  return said.split('\n').find((row) => row.includes(words)).match(/^(\d)/)[1];
}
