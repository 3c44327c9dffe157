// `cityhall init` at a terminal: it asks, and asks again when an answer cannot be.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { program, temporary_folder } from '../lib/server.mjs';

/** Runs words at a terminal of its own (script of Debian's bsdutils) where somebody types these lines; gives what the screen showed. */
async function at_terminal(words, lines) {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', quoted, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let screen = '';
  child.stdout.on('data', (bytes) => (screen += bytes));
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const [code] = await once(child, 'close');
  return { code, screen };
}

test('the questions are asked, and one again whose answer cannot be', async () => {
  const data = path.join(temporary_folder('cityhall-init'), 'city');
  const { code, screen } = await at_terminal(
    [program, 'init', data],
    ['Smallville', 'Mars/Olympus', 'America/Chicago', 'https://311.small.example', 'hall@small.example', 'mail.small.example',
      'smtp://mail.small.example:587', '', 'ida', 'ida@small.example', ''],
  );
  assert.equal(code, 0, screen);
  assert.match(screen, /There is no time zone Mars\/Olympus/);
  assert.match(screen, /Write smtp:\/\/ or smtps:\/\//);
  assert.match(screen, /The first administrator needs an e-mail address/);
  assert.match(screen, /Enter an e-mail address/);
  assert.match(screen, /Smallville is ready, with \d+ services/);
  assert.match(screen, /https:\/\/311\.small\.example\/sign-in\/link\//);
  fs.rmSync(path.dirname(data), { recursive: true, force: true });
});

test('whoever leaves in the middle has made nothing', async () => {
  const data = path.join(temporary_folder('cityhall-init'), 'city');
  const { code, screen } = await at_terminal([program, 'init', data], ['Smallville', 'America/Chicago']);
  assert.equal(code, 1, screen);
  assert.match(screen, /not answered to the end/);
  assert.equal(fs.existsSync(data), false);
  fs.rmSync(path.dirname(data), { recursive: true, force: true });
});
