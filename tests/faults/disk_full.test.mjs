// A full disk: submissions are refused in words, reading goes on, and after space is made everything that was acknowledged is there.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { demo_words, free_port, is_built, start, temporary_folder, told } from '../lib/server.mjs';
import { client, easy_report } from '../lib/open311.mjs';

const prefix = '/open311/v2';
const why_skip = !is_built ? 'the program is not built' : process.getuid() !== 0 && 'mounting a small disk needs root';

function small_disk(t, megabytes) {
  const folder = temporary_folder('cityhall-small');
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  t.after(() => {
    execFileSync('umount', ['-l', folder]);
    fs.rmdirSync(folder);
  });
  return folder;
}

/** Writes until at most `left` bytes are free. */
function fill(folder, left) {
  const { bavail, bsize } = fs.statfsSync(folder);
  fs.writeFileSync(path.join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

test('a full disk', { skip: why_skip }, async (t) => {
  const disk = small_disk(t, 192);
  const data = path.join(disk, 'data');
  const server = await start(demo_words(data), { port: await free_port() });
  t.after(() => server.kill());
  const api = client(server.base);
  t.after(() => api.close());
  const key = (await told(server, path.join(data, 'demo.json'))).open311_key;
  const report = await easy_report(api, prefix);
  const submit = (n) =>
    api.post(`${prefix}/requests.json`, { ...report, api_key: key, description: `number ${n} ${'x'.repeat(3000)}` });
  const acknowledged = [];

  await t.test('submissions are refused with 503 and words, and the server stays', async () => {
    fill(disk, 1 << 20);
    let refused = null;
    for (let n = 0; n < 5000 && !refused; n++) {
      const answer = await submit(n);
      if (answer.status < 300) acknowledged.push(JSON.parse(answer.body)[0].service_request_id);
      else refused = answer;
    }
    assert.ok(refused, 'the disk did not get full');
    assert.equal(refused.status, 503, refused.body);
    assert.match(refused.body, /[a-z]{3,} [a-z]{2,}/i);
    assert.ok(refused.headers['retry-after'], '503 says when to try again');
  });

  await t.test('reading goes on', async () => {
    assert.equal((await api.get('/')).status, 200);
    assert.equal((await api.get(`${prefix}/requests.json`)).status, 200);
  });

  await t.test('with space again, submissions work and nothing acknowledged is lost', async () => {
    fs.rmSync(path.join(disk, 'filler'));
    const answer = await submit('after');
    assert.ok(answer.status < 300, answer.body);
    acknowledged.push(JSON.parse(answer.body)[0].service_request_id);
    for (let at = 0; at < acknowledged.length; at += 100) {
      const part = acknowledged.slice(at, at + 100);
      const found = JSON.parse(
        (await api.get(`${prefix}/requests.json?service_request_id=${part.join(',')}`)).body,
      ).map((r) => r.service_request_id);
      assert.deepEqual(
        part.filter((id) => !found.includes(id)),
        [],
      );
    }
  });
});
