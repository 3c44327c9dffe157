// A scripted caller walks every menu in both languages to a case, a status, a voicemail, a call-back and a person; text messages do the
// same. Hooks are repeated, lost, late and forged.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import twilio from 'twilio';
import { check_page, picture, skip, start_browser } from '../browser/harness.mjs';
import { quiet_addresses } from '../browser/town.mjs';
import { account, connect, digit_for, line, prepare_city, reader_of, start_provider, token } from './provider.mjs';

const number_in = (said) => said.match(/[A-Z]{2,}-\d\d-\d{6}/)?.[0] ?? null;
const words = {
  en: { key: '1', voice: 'en-US', group: 'Streets and traffic', service: 'Pothole', send: 'To send it' },
  es: { key: '2', voice: 'es-MX', group: 'Calles y tráfico', service: 'Bache', send: 'Para enviarlo' },
};

/** Each step is sent twice: the provider repeats a hook whose answer was lost. */
async function twice(post, target, more) {
  const first = await post(target, more);
  const again = await post(target, more);
  assert.equal(again.text, first.text, `a repeated hook hears the same: ${target}`);
  return first;
}

async function begin(post, language) {
  const answer = await twice(post, '/telephony/voice', {});
  const chosen = await twice(post, answer.action, { Digits: words[language].key });
  assert.deepEqual(chosen.languages, [words[language].voice]);
  return chosen;
}

async function choose(post, answer, name) {
  let menu = answer;
  for (let page = 0; page < 9 && !menu.said.includes(name); page++) menu = await twice(post, menu.action, { Digits: '9' });
  return twice(post, menu.action, { Digits: digit_for(menu.said, name) });
}

/** Answers what is asked until the case is sent; gives its number. */
async function finish(post, answer, language) {
  let now = answer;
  for (let i = 0; i < 15; i++) {
    const sends = now.said.includes(words[language].send);
    now = await twice(post, now.action, { Digits: sends ? '1' : /99/.test(now.said) ? '99' : '1' });
    if (number_in(now.said)) return now;
  }
  throw new Error(`no case: ${now.said}`);
}

test('telephony', { skip, timeout: 400_000 }, async (t) => {
  const data = await prepare_city();
  const stage = await start_browser({ data });
  const provider = await start_provider();
  t.after(async () => {
    provider.stop();
    await stage.close();
    fs.rmSync(data, { recursive: true, force: true });
  });
  const { base } = stage.demo;
  const read = reader_of(await stage.open());
  const admin = await stage.sign_in('administrator');
  const caller = (sid, from = '+13175550177') => line(base, read, { CallSid: sid, From: from });
  const places = await quiet_addresses({ base, data }, { service: 'pothole', count: 4 });

  await t.test('a town without telephony shows nothing and answers no hook', async () => {
    assert.equal((await caller('CAnone')('/telephony/voice')).status, 404);
    const desk = await stage.sign_in('agent');
    await desk.goto('/desk/contact');
    assert.equal(await desk.locator('.pop').count(), 0);
  });
  await t.test('the settings say every wrong field, keep the token sealed, and test the connection', async () => {
    await admin.goto('/admin/telephony');
    await admin.fill('[name=account]', account);
    await admin.getByRole('button', { name: 'Save' }).click();
    await admin.waitForSelector('[role=alert], .error-summary, .note.bad');
    assert.match(await admin.locator('main').innerText(), /The provider shows the token/);
    await connect(admin, provider, { phones: 'agent@fairhaven.example = +13175550199' });
    assert.equal(await admin.inputValue('[name=token]'), '');
    const database = fs.readdirSync(data, { recursive: true }).find((name) => /city\.db$/.test(name));
    for (const file of [database, `${database}-wal`]) assert.ok(!fs.readFileSync(`${data}/${file}`).includes(token), 'sealed');
    provider.answer = (request, response) => {
      if (!/IncomingPhoneNumbers/.test(request.url)) return false;
      const number = { voice_url: `${base}/telephony/voice`, status_callback: '', sms_url: `${base}/telephony/text` };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ incoming_phone_numbers: [number] }));
      return true;
    };
    await admin.getByRole('button', { name: 'Test the connection' }).click();
    await admin.waitForSelector('#findings');
    provider.answer = null;
  });
  await t.test('the page of the settings is sound', async () => {
    admin.faults.length = 0; // the browser noted the 422 of the connection that failed
    await admin.goto('/admin/telephony');
    await check_page(admin);
    await picture(admin, 'telephony-desktop');
    await admin.setViewportSize({ width: 390, height: 844 });
    await picture(admin, 'telephony-phone');
    await admin.setViewportSize({ width: 1280, height: 900 });
  });

  const made = {};
  for (const language of ['en', 'es']) {
    await t.test(`a call becomes a case: ${language}`, async () => {
      const post = caller(`CAcase${language}`);
      let answer = await begin(post, language);
      answer = await twice(post, answer.action, { Digits: '1' });
      answer = await choose(post, answer, words[language].group);
      answer = await choose(post, answer, words[language].service);
      answer = await twice(post, answer.action, { SpeechResult: places[language === 'en' ? 0 : 1] });
      assert.match(answer.said, new RegExp(places[language === 'en' ? 0 : 1].split(' ')[0]));
      answer = await twice(post, answer.action, { Digits: '1' });
      const sent = await finish(post, answer, language);
      assert.equal(sent.verbs.at(-1), 'Hangup');
      made[language] = number_in(sent.said);
      await twice(post, '/telephony/status', { CallStatus: 'completed' });
    });
    await t.test(`the status by number: ${language}`, async () => {
      const post = caller(`CAstatus${language}`);
      let answer = await begin(post, language);
      answer = await twice(post, answer.action, { Digits: '2' });
      answer = await twice(post, answer.action, { Digits: made[language].replace(/\D/g, '') });
      assert.match(answer.said, new RegExp(made[language]));
    });
    await t.test(`a call-back, once: ${language}`, async () => {
      const from = language === 'en' ? '+13175550171' : '+13175550172';
      const post = caller(`CAback${language}`, from);
      let answer = await begin(post, language);
      answer = await twice(post, answer.action, { Digits: '4' });
      answer = await twice(post, answer.action, { Digits: '1' });
      assert.equal(answer.verbs.at(-1), 'Hangup');
      const desk = await stage.sign_in('agent');
      await desk.goto('/desk/contact');
      assert.equal(await desk.locator(`a[href="tel:${from}"]`).count(), 1);
    });
    await t.test(`words are understood, a wrong key is asked again: ${language}`, async () => {
      const post = caller(`CAwords${language}`);
      let answer = await begin(post, language);
      answer = await twice(post, answer.action, { Digits: '8' });
      assert.ok(answer.action, 'asked again');
      answer = await twice(post, answer.action, { SpeechResult: language === 'en' ? 'a hole in the street' : 'un hoyo en la calle' });
      assert.match(answer.said, new RegExp(words[language].service));
      answer = await twice(post, answer.action, { Digits: '0' });
      assert.ok(answer.action);
    });
    await t.test(`every menu can be walked: ${language}`, async () => {
      const post = caller(`CAmenus${language}`);
      let answer = await begin(post, language);
      answer = await post(answer.action, { Digits: '1' });
      const groups = [];
      for (;;) {
        groups.push(...answer.said.split('\n').filter((row) => /[1-8]\.$/.test(row)));
        if (!/9\.$/.test(answer.said)) break;
        answer = await post(answer.action, { Digits: '9' });
      }
      assert.ok(groups.length >= 9, groups.join('|'));
      for (let group = 0; group < groups.length; group++) {
        const each = caller(`CAmenu${language}${group}`);
        let now = await begin(each, language);
        now = await each(now.action, { Digits: '1' });
        if (group >= 8) now = await each(now.action, { Digits: '9' });
        now = await each(now.action, { Digits: String((group % 8) + 1) });
        let services = 0;
        for (;;) {
          services += now.said.split('\n').filter((row) => /[1-8]\.$/.test(row)).length;
          if (!/9\.$/.test(now.said)) break;
          now = await each(now.action, { Digits: '9' });
        }
        assert.ok(services > 0, groups[group]);
      }
    });
  }
  await t.test('the number of cases is that of the calls', async () => {
    const desk = await stage.sign_in('agent');
    for (const number of Object.values(made)) {
      await desk.goto(`/desk/contact?q=${number}`);
      assert.equal(await desk.locator(`#found a[href="/desk/cases/${number}"]`).count(), 1);
    }
    assert.notEqual(made.en, made.es);
    assert.equal(Number(made.es.slice(-6)) - Number(made.en.slice(-6)), 1, 'nothing between them was made twice');
  });
  await t.test('hooks that come late or were lost change nothing', async () => {
    const post = caller('CAlate');
    const first = await post('/telephony/voice');
    const menu = await post(first.action, { Digits: '1' });
    const report = await post(menu.action, { Digits: '1' });
    assert.equal((await post(first.action, { Digits: '2' })).text, menu.text, 'a late one gets its first answer');
    const ahead = await post('/telephony/voice/77', { Digits: '1' });
    assert.equal(ahead.action, report.action, 'one from nowhere hears where the call stands');
    const unknown = await caller('CAlost')('/telephony/voice/3', { Digits: '1' });
    assert.match(unknown.said, /911/, 'a call whose beginning was lost begins');
  });
  await t.test('a voicemail waits for an agent, once, with its sound', async () => {
    const post = caller('CAvoice', '+13175550180');
    let answer = await begin(post, 'en');
    answer = await twice(post, answer.action, { Digits: '3' });
    assert.ok(answer.verbs.includes('Record'));
    await twice(post, answer.action, { RecordingSid: 'RE1', RecordingUrl: 'http://169.254.169.254/' });
    const desk = await stage.sign_in('agent');
    for (let i = 0; i < 600; i++) {
      await desk.goto('/desk/contact');
      if (await desk.getByRole('link', { name: 'Listen' }).count()) break;
      await new Promise((resolve) => setTimeout(resolve, 100)); // the job of another process
    }
    assert.equal(await desk.getByRole('link', { name: 'Listen' }).count(), 1);
    const asked = provider.asked.filter((each) => /Recordings\/RE1/.test(each.url));
    assert.ok(asked.length >= 1);
    assert.equal(asked[0].authorization, `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`);
    await desk.getByRole('button', { name: 'Make a request' }).first().click();
    await desk.waitForURL(/\/desk\/contact\/\d+/);
    const sound = await desk.locator('audio').getAttribute('src');
    assert.equal(await desk.evaluate(async (src) => (await fetch(src)).text(), sound), 'RIFF sound');
    await check_page(desk);
  });
  await t.test("the agent's page shows who calls, live, and puts the call through", async () => {
    const desk = await stage.sign_in('agent');
    await desk.goto('/desk/contact');
    const post = caller('CApop', '+13175550177');
    let answer = await begin(post, 'en');
    answer = await post(answer.action, { Digits: '0' });
    assert.deepEqual(answer.verbs.at(-1), 'Enqueue');
    await desk.waitForSelector('.pop');
    assert.match(await desk.locator('.pop').innerText(), /\+13175550177/);
    assert.match(await desk.locator('.pop').innerText(), new RegExp(made.es), "the caller's last requests are there");
    await desk.waitForFunction(() => document.title.startsWith('(1)'));
    await check_page(desk);
    await picture(desk, 'screen-pop-desktop');
    const hold = await post('/telephony/wait', { QueuePosition: '2' });
    assert.match(hold.said, /number 2/);
    await desk.getByRole('button', { name: 'Take the call' }).click();
    await desk.waitForURL(/\/desk\/contact\/\d+/);
    assert.equal(await desk.inputValue('[name="caller.phone"]'), '+13175550177');
    for (let i = 0; i < 600 && !provider.asked.some((each) => /Calls\/CApop/.test(each.url)); i++)
      await new Promise((resolve) => setTimeout(resolve, 50)); // the job of another process
    const redirect = provider.asked.find((each) => /Calls\/CApop/.test(each.url));
    const connected = await post(new URL(redirect.form.get('Url')).pathname);
    assert.equal(connected.number, '+13175550199');
    const missed = await twice(post, connected.action, { DialCallStatus: 'no-answer' });
    assert.match(missed.said, /To be called at this number/);
  });
  await t.test('who waits can ask to be called back instead', async () => {
    const post = caller('CAleave', '+13175550185');
    let answer = await begin(post, 'es');
    answer = await post(answer.action, { Digits: '0' });
    assert.deepEqual((await post('/telephony/wait', { Digits: '1' })).verbs, ['Leave']);
    answer = await twice(post, answer.action, { QueueResult: 'leave' });
    answer = await twice(post, answer.action, { Digits: '1' });
    assert.equal(answer.verbs.at(-1), 'Hangup');
  });
  await t.test('signatures: the library accepts ours, we refuse every other', async () => {
    const post = caller('CAbad');
    assert.equal((await post('/telephony/voice', {}, { sign_with: 'another token' })).status, 403);
    assert.equal((await post('/telephony/voice', {}, { signature: '' })).status, 403);
    const form = { AccountSid: account, To: '+13175550100', CallSid: 'CAbad', From: '+13175550177' };
    const signature = twilio.getExpectedTwilioSignature(token, `${base}/telephony/voice`, form);
    assert.ok(twilio.validateRequest(token, signature, `${base}/telephony/voice`, form));
    const changed = { ...form, From: '+13175550178' };
    assert.equal((await post('/telephony/voice', {}, { signature, form: changed })).status, 403, 'a changed field');
    assert.equal((await post('/telephony/status', {}, { signature, form })).status, 403, 'another address');
    for (const target of ['voice', 'voice/1', 'wait', 'connect/1', 'status', 'text'].map((name) => `/telephony/${name}`))
      assert.equal((await post(target, {}, { signature: 'x' })).status, 403, target);
  });
  await t.test('text messages: report, status, HELP, STOP, START in both languages', async () => {
    let count = 0;
    const post = line(base, read, { From: '+13175550182' });
    const text = async (Body) => {
      const message = { MessageSid: `SM${++count}`, Body };
      const first = await post('/telephony/text', message);
      assert.equal((await post('/telephony/text', message)).text, first.text, 'a repeated message hears the same');
      return first;
    };
    assert.match((await text('HELP')).said, /STOP ends messages/);
    let answer = await text('there is a hole in the street');
    assert.match(answer.said, /Pothole/);
    answer = await text(digit_for(answer.said, 'Pothole'));
    answer = await text(places[2]);
    answer = await text('1');
    for (let i = 0; i < 12 && !number_in(answer.said); i++) answer = await text(/Send it/.test(answer.said) ? '1' : '99');
    const mine = number_in(answer.said);
    assert.match(answer.said, /\/track\//);
    assert.match((await text(mine)).said, new RegExp(mine));
    for (let i = 0; i < 600 && !provider.asked.some((each) => each.form.get('To') === '+13175550182'); i++)
      await new Promise((resolve) => setTimeout(resolve, 50)); // the job of another process
    const told = provider.asked.filter((each) => each.form.get('To') === '+13175550182');
    assert.match(told[0].form.get('Body'), new RegExp(mine));
    assert.equal(told.length, 1, 'told once');
    assert.match((await text('STOP')).said, /START/);
    assert.equal((await text('hello')).said, '', 'nothing after STOP');
    assert.match((await text('START')).said, /again/);
    const spanish = line(base, read, { From: '+13175550183' });
    const texto = (Body) => spanish('/telephony/text', { MessageSid: `SMes${++count}`, Body });
    assert.match((await texto('AYUDA')).said, /ALTO termina/);
    assert.match((await texto('hay un bache')).said, /Bache/);
    assert.match((await texto('ALTO')).said, /ya no recibirá/);
    assert.match((await texto('ALTA')).said, /otra vez/);
  });
});
