// The mail server of the tests reads what a mail program sends.
import test from 'node:test';
import assert from 'node:assert/strict';
import { createTransport } from 'nodemailer';
import { start_mail } from './mail.mjs';

test('a mail with an attachment arrives as it was meant', async () => {
  const mail = await start_mail();
  const transport = createTransport({ host: '127.0.0.1', port: mail.port, secure: false, ignoreTLS: true });
  const waiting = mail.next((m) => m.to === 'ana@example.org');
  await transport.sendMail({
    from: 'a@b.c',
    to: 'ana@example.org',
    subject: 'El reporte está resuelto: ¡gracias por avisar a la ciudad!',
    text: 'señal\n',
    html: '<p>señal</p>',
    attachments: [{ filename: 'a.bin', content: Buffer.from([0, 255, 1]) }],
  });
  const got = await waiting;
  transport.close();
  assert.equal(got.subject, 'El reporte está resuelto: ¡gracias por avisar a la ciudad!');
  assert.equal(got.text.trim(), 'señal');
  assert.equal(got.html.trim(), '<p>señal</p>');
  assert.deepEqual([...got.attachments[0].bytes], [0, 255, 1]);
  await assert.rejects(
    mail.next((m) => m.to === 'nobody@example.org', 0.05),
    /No such mail within 0.05 s; there are: ana@example.org/,
  );
  await mail.close();
});
