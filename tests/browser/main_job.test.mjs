// The main job from end to end in a real browser: a resident reports a pothole with a photo, the right crew has the work order at once,
// fixes it with a photo, and the resident gets that photo by mail and on the private page. In English, in Spanish, and without JavaScript.
import test from 'node:test';
import assert from 'node:assert/strict';
import { skip, start_browser } from './harness.mjs';
import { finish, press, send_report, write_report } from './journey.mjs';
import { quiet_addresses } from './town.mjs';

const words = {
  en: { closed: /Fixed/, mail_received: /We have your report/, mail_done: /is done/, thanks: /We have your report/ },
  es: { closed: /Resuelto/, mail_received: /Recibimos su reporte/, mail_done: /está resuelto/, thanks: /reporte/ },
};

/** How the work order's list names it: work orders have numbers of their own, so the text of the reporter is looked for. */
const job_with = (crew, text) => crew.locator('[data-task]', { hasText: text }).first();

async function live(page) {
  // The list fetches itself once when its stream is open; from then on it hears everything.
  await page.waitForResponse((response) => /\/live$/.test(response.url()));
}

async function check_mail(stage, { email, number, path, language }) {
  const received = await stage.demo.mail.next((mail) => mail.to === email && words[language].mail_received.test(mail.subject));
  assert.match(received.subject, new RegExp(number));
  assert.ok(received.text.includes(`${stage.demo.base}${path}`), 'the first mail has the link to the private page');
  const done = await stage.demo.mail.next((mail) => mail.to === email && words[language].mail_done.test(mail.subject));
  assert.ok(done.text.includes(`${stage.demo.base}${path}`), 'the last mail has the link too');
  const photo = done.attachments.find((part) => part.type === 'image/jpeg');
  assert.ok(photo, 'the finished photo is in the mail');
  assert.deepEqual([...photo.bytes.subarray(0, 2)], [0xff, 0xd8], 'it is a JPEG');
  assert.ok(done.html.includes(`cid:${photo.id.replace(/[<>]/g, '')}`), 'and stands in the text, not beside it');
  return done;
}

async function check_public(stage, { number, email, name, secret }) {
  const anyone = await stage.open();
  await anyone.goto(`/requests/${number}`);
  const seen = (await anyone.content()) + (await (await fetch(`${stage.demo.base}/requests`)).text());
  for (const private_word of [email, name, secret]) assert.ok(!seen.includes(private_word), `the public sees "${private_word}"`);
  assert.match(await anyone.locator('h1').innerText(), /Fixed/);
  const photos = anyone.locator('main .photos img');
  assert.equal(await photos.count(), 2, 'before and after');
  for (const photo of await photos.all())
    assert.ok(await photo.evaluate((image) => ((image.loading = 'eager'), image.decode().then(() => image.naturalWidth > 300))));
  await anyone.context().close();
}

/** The page of the resident hears of an answer while its reader writes: what is written stays. */
async function keeps_what_is_typed(dispatcher, resident, number) {
  await resident.fill('[name=comment]', 'Quick, thank you.');
  await resident.locator('[name=score][value="5"]').check();
  await resident.locator('#rating button').last().focus();
  await dispatcher.goto(`/desk/cases/${number}`);
  const form = dispatcher.locator('form[action$="/replies"]');
  await form.evaluate((one) => (one.closest('details').open = true));
  await form.locator('textarea').fill('Thank you for telling us.');
  await form.locator('button[type=submit]').last().click();
  await dispatcher.waitForURL(/done=|saved=|\/desk\/cases\/[^/]+$/);
  await resident.waitForTimeout(1000);
  assert.equal(await resident.inputValue('[name=comment]'), 'Quick, thank you.');
  assert.ok(await resident.locator('[name=score][value="5"]').isChecked());
}

async function main_job(stage, { language, address, javascript = true }) {
  const email = `vecina-${language}-${javascript ? 'js' : 'plain'}@example.org`;
  const name = 'Rosalinda Quetzal';
  const details = `Deep hole, ${language}, ${javascript ? 'with' : 'without'} script.`;

  const crew = await stage.sign_in('crew', { size: 'phone' });
  const listening = live(crew);
  await crew.goto('/field');
  await listening;

  const resident = await stage.open({ size: 'phone', javascript, language: language === 'es' ? 'es-MX' : 'en-US' });
  await write_report(resident, { address, details, email, name });
  const check = await resident.locator('main').innerText();
  for (const given of [address, details, email, name]) assert.ok(check.includes(given), `the last page shows "${given}"`);
  assert.equal(await resident.locator('main .photos img').count(), 1);
  const sent = await send_report(resident);
  await job_with(crew, details).waitFor();
  const appeared_ms = performance.now() - sent.answered_at;
  assert.equal(await resident.getAttribute('html', 'lang'), language);
  assert.match(await resident.locator('main').innerText(), words[language].thanks);

  await job_with(crew, details).locator('a').first().click();
  await crew.waitForURL(/\/field\/orders\//);
  assert.match(await crew.locator('main').innerText(), new RegExp(address));
  await press(crew, 'accept');
  await press(crew, 'start');
  await finish(crew, { note: 'Cut out and filled with hot mix.' });
  assert.ok((await crew.locator('main').innerText()).includes(details), 'it stands under "Done today"');

  if (javascript) await resident.locator('figure.photo img').waitFor();
  else await resident.reload();
  const photo = resident.locator('figure.photo img');
  assert.ok(await photo.evaluate((image) => image.decode().then(() => image.naturalWidth > 300)), 'the photo is shown');
  assert.match(await resident.locator('h1').innerText(), words[language].closed);

  await check_mail(stage, { email, number: sent.number, path: sent.path, language });

  const dispatcher = await stage.sign_in('dispatcher');
  await dispatcher.goto(`/desk?status=closed&text=${sent.number}`);
  const row = dispatcher.locator('.inbox tbody tr', { hasText: sent.number });
  assert.match(await row.innerText(), /Fixed/);
  if (javascript) await keeps_what_is_typed(dispatcher, resident, sent.number);
  await check_public(stage, { number: sent.number, email, name, secret: sent.path.split('/')[3] });
  for (const page of [crew, resident, dispatcher]) {
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
  return appeared_ms;
}

test('the main job', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const [first, second, third] = await quiet_addresses(stage.demo);

  await t.test('in English', async (t) => {
    const ms = await main_job(stage, { language: 'en', address: first });
    t.diagnostic(`the work order appeared ${ms.toFixed(0)} ms after the answer to the resident`);
  });
  await t.test('in Spanish', async (t) => {
    const ms = await main_job(stage, { language: 'es', address: second });
    t.diagnostic(`the work order appeared ${ms.toFixed(0)} ms after the answer to the resident`);
  });
  await t.test('without JavaScript', async (t) => {
    const ms = await main_job(stage, { language: 'en', address: third, javascript: false });
    t.diagnostic(`the work order appeared ${ms.toFixed(0)} ms after the answer to the resident`);
  });
});
