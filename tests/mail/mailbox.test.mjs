// A mailbox is read by IMAP: each mail comes once, whatever breaks in between, and its photo reaches the request that an agent makes of it.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { is_built, root } from '../lib/server.mjs';
import { make_city, sign_in, until } from '../handover/city.mjs';
import { start_imap } from '../lib/imap.mjs';

const skip = !is_built && 'the program is not built';
const photo = fs.readFileSync(path.join(root, 'catalogue/demo/photos/pothole-before.jpg'));

const mail = ({ id, subject, from = 'Rosa Diaz <rosa@example.org>', words = 'The lamp is out.', picture }) => {
  const to = 'To: 311@fairhaven.example';
  const head = [`From: ${from}`, to, `Subject: ${subject}`, `Message-ID: <${id}@example.org>`, 'MIME-Version: 1.0'];
  const parts = ['--b', 'Content-Type: text/plain; charset=utf-8', '', words];
  if (picture)
    parts.push(
      '--b',
      'Content-Type: image/jpeg; name="lamp.jpg"',
      'Content-Disposition: attachment; filename="lamp.jpg"',
      'Content-Transfer-Encoding: base64',
      '',
      picture.toString('base64').replace(/.{76}/g, '$&\r\n'),
    );
  return Buffer.from([...head, 'Content-Type: multipart/mixed; boundary=b', '', ...parts, '--b--', ''].join('\r\n'));
};

test('a mailbox is read by IMAP', { skip, timeout: 600_000 }, async (t) => {
  const box = await start_imap({ user: 'city', password: 'sesame 311' });
  box.add(mail({ id: 'old', subject: 'From before' }));
  const city = await make_city('Mailbox');
  t.after(async () => {
    await city.kill();
    await box.close();
    city.forget();
  });
  const administrator = await sign_in(city, 'administrator');
  const usual = { url: box.url, account: 'city', password: '', folder: 'INBOX' };
  const save = (fields) => administrator.send('/admin/mail-in/mailbox', { ...usual, ...fields }, '/admin/mail-in');
  const logged = () => city.rows('SELECT message_id, outcome FROM received_mails ORDER BY message_id').map((row) => row.message_id);
  const state = () => city.rows('SELECT CAST(validity AS TEXT) AS validity, CAST(last_uid AS TEXT) AS last_uid, fault FROM mailboxes')[0];
  /** As somebody presses the button; the program itself looks once a minute. */
  const look = () => administrator.send('/admin/mail-in/looks', {}, '/admin/mail-in');

  await t.test('what is typed wrong is said, and a wrong password shows', async () => {
    const wrong = await save({ url: 'http://mail.example.org', account: '', folder: 'a"b' });
    assert.equal(wrong.status, 422);
    for (const words of ['Write imaps://', 'Enter the user', 'Enter the name of the folder']) assert.ok(wrong.body.includes(words), words);
    assert.match((await save({})).body, /Enter the password of the mailbox/);
    assert.equal((await save({ password: 'wrong' })).status, 303);
    assert.match((await look()).body, /could not be read/);
    assert.notEqual(state().fault, '');
    assert.match(await administrator.get('/admin/mail-in'), /could not be read/);
  });

  await t.test('what lay there before stays there; what comes is taken once', async () => {
    assert.equal((await save({ password: 'sesame 311' })).status, 303);
    const stored = city.rows('SELECT password FROM mailboxes')[0].password;
    assert.ok(!String(stored).includes('sesame'), 'the password is sealed');
    await look();
    await until('it looked', () => state().validity === '7');
    assert.deepEqual(logged(), []);
    box.add(mail({ id: 'one', subject: 'Lamp is out', picture: photo }));
    box.add(mail({ id: 'two', subject: 'Another matter' }));
    await look();
    await until('both came', () => logged().length === 2);
    assert.deepEqual(logged(), ['one@example.org', 'two@example.org']);
    assert.deepEqual(box.fetched, [2, 3]);
    await look();
    assert.deepEqual(box.fetched, [2, 3], 'nothing is fetched twice');
  });

  await t.test('a connection that breaks loses nothing and doubles nothing', async () => {
    for (const id of ['three', 'four', 'five']) box.add(mail({ id, subject: id }));
    let broken = 0;
    box.answer = (command) => (/^UID FETCH 5/.test(command) && broken++ === 0 ? 'hang up' : undefined);
    await look();
    await until('it broke', () => broken > 0);
    await until('the first is known', () => logged().includes('three@example.org'));
    await look();
    await until('all came', () => logged().length === 5);
    assert.equal(city.rows("SELECT count(*) AS times FROM incoming_messages WHERE channel = 'email'")[0].times, 5);
  });

  await t.test('numbers given anew bring nothing twice', async () => {
    box.renumber();
    box.add(mail({ id: 'six', subject: 'After the move' }));
    await look();
    await until('the new one came', () => logged().includes('six@example.org'));
    await until('all were looked at', () => state().validity === '8' && state().last_uid === '506');
    // What lay there before is a mail of this month: now it is taken, too.
    const wanted = ['five', 'four', 'old', 'one', 'six', 'three', 'two'].map((id) => `${id}@example.org`);
    await until('seven are known', () => logged().length === 7);
    assert.deepEqual(logged(), wanted);
    assert.equal(city.rows("SELECT count(*) AS times FROM incoming_messages WHERE channel = 'email'")[0].times, 7);
  });

  await t.test('the photo of a mail reaches the request that is made of it', async () => {
    const agent = await sign_in(city, 'agent');
    const [{ id }] = city.rows("SELECT CAST(id AS TEXT) AS id FROM incoming_messages WHERE subject = 'Lamp is out'");
    const taken = await agent.send(`/desk/incoming/${id}/taking`, {}, '/desk/contact');
    assert.equal(taken.status, 303, taken.body.slice(0, 300));
    const talk = await agent.get(taken.place);
    assert.match(talk, /The lamp is out/);
    assert.match(talk, /<img[^>]*>/, 'the agent sees the photo');
    const made = await agent.send(
      `${taken.place}/script`,
      { 'talk.service': 'compliment', 'talk.words': '', words: 'The lamp is out.', act: 'send' },
      taken.place,
    );
    assert.equal(made.status, 303, made.body.slice(0, 2000));
    const [{ case_id }] = city.rows('SELECT CAST(case_id AS TEXT) AS case_id FROM incoming_messages WHERE id = ?', BigInt(id));
    const [{ times }] = city.rows('SELECT count(*) AS times FROM case_files WHERE case_id = ?', BigInt(case_id));
    assert.equal(times, 1);
  });
});
