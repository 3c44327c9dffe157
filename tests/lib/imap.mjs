// A mailbox on loopback that speaks as much IMAP (RFC 3501) as a client needs that reads it.
import net from 'node:net';
import { once } from 'node:events';

/** Text with its length before it, as IMAP sends mails. */
const literal = (bytes) => `{${bytes.length}}\r\n`;

/**
 * {url, add(mail), renumber(), answer, fetched, logins, close()}: `add` puts a mail (a Buffer) into INBOX and gives its number; `renumber`
 * gives all mails new numbers under another validity; `fetched` holds the numbers that were asked for; what `answer(command)` returns is
 * said in place of the usual answer, and "hang up" breaks the connection.
 */
export async function start_imap({ user, password }) {
  const state = { validity: 7, next: 1, mails: new Map(), fetched: [], logins: [], answer: () => undefined };
  const add = (bytes) => {
    state.mails.set(state.next, bytes);
    return state.next++;
  };

  function search(words) {
    const range = /UID (\d+):\*/.exec(words);
    const all = [...state.mails.keys()];
    if (!range) return all;
    // The newest one belongs to "n:*", however small its number is.
    return all.filter((uid, at) => uid >= Number(range[1]) || at === all.length - 1);
  }

  function reply(socket, tag, command) {
    const end = (words) => socket.write(`${tag} ${words}\r\n`);
    const login = /^LOGIN "?([^" ]+)"? "?([^"]*)"?$/i.exec(command);
    const fetch = /^UID FETCH (\d+) BODY\[\]$/i.exec(command);
    const status = /^STATUS "?([^" ]+)"? /i.exec(command);
    if (/^CAPABILITY/i.test(command)) socket.write('* CAPABILITY IMAP4rev1\r\n');
    if (/^LOGOUT/i.test(command)) socket.write('* BYE\r\n');
    if (login) {
      state.logins.push(login[1]);
      if (login[1] !== user || login[2] !== password) return end('NO [AUTHENTICATIONFAILED] wrong name or password');
    }
    if (status) {
      if (status[1] !== 'INBOX') return end('NO there is no such folder');
      socket.write(`* STATUS INBOX (UIDVALIDITY ${state.validity} UIDNEXT ${state.next})\r\n`);
    }
    if (/^SELECT/i.test(command)) socket.write(`* ${state.mails.size} EXISTS\r\n* OK [UIDVALIDITY ${state.validity}]\r\n`);
    if (/^UID SEARCH/i.test(command)) socket.write(`* SEARCH ${search(command).join(' ')}\r\n`);
    if (fetch) {
      state.fetched.push(Number(fetch[1]));
      const bytes = state.mails.get(Number(fetch[1]));
      if (bytes) {
        socket.write(`* 1 FETCH (UID ${fetch[1]} BODY[] ${literal(bytes)}`);
        socket.write(bytes);
        socket.write(')\r\n');
      }
    }
    return end('OK done');
  }

  const server = net.createServer((socket) => {
    let text = '';
    socket.on('error', () => {});
    socket.write('* OK ready\r\n');
    socket.on('data', (data) => {
      text += data;
      for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n')) {
        const [tag, ...words] = text.slice(0, at).split(' ');
        text = text.slice(at + 2);
        const command = words.join(' ');
        const other = state.answer(command);
        if (other === 'hang up') return socket.destroy();
        if (other) socket.write(`${tag} ${other}\r\n`);
        else reply(socket, tag, command);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...state,
    url: `imap://127.0.0.1:${server.address().port}`,
    add,
    renumber: () => {
      const old = [...state.mails.values()];
      state.mails.clear();
      state.validity++;
      state.next = 500;
      old.forEach(add);
    },
    set answer(answer) {
      state.answer = answer;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
