// The disk fills up during an import: it ends in words, nothing is half imported, and the same command goes on after space was made.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { is_built, program, run, temporary_folder } from '../lib/server.mjs';

const skip = !is_built ? 'the program is not built' : process.getuid() !== 0 && 'mounting a small disk needs root';
const rows = 20_000;

function table(folder) {
  const file = path.join(folder, 'requests.csv');
  const lines = [
    'service_request_id,requested_datetime,updated_datetime,closed_date,status_description,status_notes,source,' +
      'service_name,service_subtype,description,agency_responsible,address,lat,long',
  ];
  for (let n = 1; n <= rows; n++)
    lines.push(
      `X-${n},2026-07-01T10:00:00Z,,2026-07-02T10:00:00Z,closed,done,phone,` +
        `Pothole,,${'hole '.repeat(60)}${n},Streets,${n} Main St,,`,
    );
  fs.writeFileSync(file, lines.join('\r\n') + '\r\n');
  return file;
}

test('a disk that fills up during an import', { skip }, async (t) => {
  const disk = temporary_folder('cityhall-small');
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk]);
  t.after(() => {
    execFileSync('umount', ['-l', disk]);
    fs.rmdirSync(disk);
  });
  const outside = temporary_folder();
  t.after(() => fs.rmSync(outside, { recursive: true }));
  const file = table(outside);
  const data = path.join(disk, 'data');
  const city = (...words) => run(program, [...words, '--data', data]);
  await run(program, ['init', data, '--name', 'Smallville', '--admin', 'admin@small.example', '--yes']);
  const { bavail, bsize } = fs.statfsSync(disk);
  fs.writeFileSync(path.join(disk, 'filler'), Buffer.alloc(bavail * bsize - (12 << 20)));

  const first = await city('import', 'requests', file, '--profile', 'open311-bulk');
  assert.equal(first.code, 1, first.out + first.err);
  assert.match(first.err, /The disk is full\. What was imported so far is safe/);
  assert.match(first.err, /start the same command again/);

  fs.rmSync(path.join(disk, 'filler'));
  const second = JSON.parse((await city('import', 'requests', file, '--profile', 'open311-bulk', '--json')).out);
  assert.ok(second.resumed_at_line > 1, 'it began again from the start');
  assert.equal(second.rows, rows);
  assert.equal(second.added, rows);
  assert.equal(second.rejected, 0);

  const third = JSON.parse((await city('import', 'requests', file, '--profile', 'open311-bulk', '--json')).out);
  assert.equal(third.unchanged, rows);
  assert.equal(third.added, 0);
});
