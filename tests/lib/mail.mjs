// A mail server on loopback that keeps what it gets and says when something came.
import { EventEmitter, once } from 'node:events';
import { SMTPServer } from 'smtp-server';

/** {url, mails: [{to, raw, subject, text, attachments}], next(test), close()}. Knows nobody whose address `refuses` says. */
export async function start_mail({ refuses = () => false } = {}) {
  const mails = [];
  const news = new EventEmitter();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, session, done) {
      done(refuses(address) ? Object.assign(new Error('No such person here'), { responseCode: 550 }) : undefined);
    },
    onData(stream, session, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1');
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, raw, ...read_message(raw) });
        done();
        news.emit('mail');
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');

  /** The first mail, also of those that came before, for which `test` is true; rejects after `seconds`. */
  async function next(test = () => true, seconds = 20) {
    const deadline = AbortSignal.timeout(seconds * 1000);
    for (;;) {
      const found = mails.find(test);
      if (found) return found;
      await once(news, 'mail', { signal: deadline }).catch(() => {
        throw new Error(
          `No such mail within ${seconds} s; there are: ${mails.map((m) => `${m.to} "${m.subject}"`).join(', ') || 'none'}`,
        );
      });
    }
  }
  const close = () => new Promise((resolve) => server.close(resolve));
  return {
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    port: server.server.address().port,
    mails,
    next,
    close,
  };
}

const decode_word = (_, encoding, text) =>
  Buffer.from(
    encoding.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : quoted_printable(text.replace(/_/g, ' ')),
  ).toString('utf8');
export const decode_header = (text) =>
  text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, decode_word);
const quoted_printable = (text) =>
  Buffer.from(
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );

/** {subject, text, html, attachments: [{type, name, bytes}]} of a raw message (latin1 string). */
export function read_message(raw) {
  const parts = [];
  collect(raw, parts);
  const text = (type) =>
    parts
      .filter((part) => part.type === type)
      .map((part) => part.bytes.toString('utf8'))
      .join('\n');
  const subject = decode_header(
    /^subject:\s*((?:.*)(?:\r?\n[ \t].*)*)/im.exec(raw)?.[1].replace(/\r?\n[ \t]/g, ' ') ?? '',
  );
  return {
    subject,
    text: text('text/plain'),
    html: text('text/html'),
    attachments: parts.filter((part) => !part.type.startsWith('text/')),
  };
}

function collect(raw, parts) {
  const split = raw.search(/\r?\n\r?\n/);
  const head = raw.slice(0, split).replace(/\r?\n[ \t]+/g, ' ');
  const body = raw.slice(split).replace(/^\r?\n\r?\n/, '');
  const header = (name) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1].trim() ?? '';
  const boundary = /boundary="?([^";]+)"?/i.exec(header('content-type'))?.[1];
  if (boundary) {
    for (const part of body.split(`--${boundary}`).slice(1))
      if (!part.startsWith('--')) collect(part.replace(/^\r?\n/, '').replace(/\r?\n$/, ''), parts);
    return;
  }
  const encoding = header('content-transfer-encoding').toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quoted_printable(body)
        : Buffer.from(body, 'latin1');
  const type = header('content-type').split(';')[0].toLowerCase() || 'text/plain';
  parts.push({ type, name: /name="?([^";]+)"?/i.exec(head)?.[1] ?? '', id: header('content-id'), bytes });
}
