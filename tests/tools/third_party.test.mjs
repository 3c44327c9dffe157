// What we link and bundle is named, with its licence.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { spawnSync } from 'node:child_process';
import { is_built } from '../lib/server.mjs';
import { main_licence } from '../../tools/third-party.mjs';

const root = new URL('../..', import.meta.url).pathname;

test('the licence of Files: * is found', () => {
  assert.equal(
    main_licence('Format: x\n\nFiles: debian/*\nLicense: GPL-2\n\nFiles: *\nCopyright: a\nLicense: MIT\n text\n'),
    'MIT',
  );
  assert.equal(main_licence('no format\n'), '');
});

test(
  'THIRD_PARTY_NOTICES.md is up to date',
  { skip: !is_built && 'the program is not built' },
  () => {
    const run = spawnSync(root + 'tools/third-party', ['--check'], { encoding: 'utf8' });
    assert.equal(run.stdout, '');
  },
);

test('every production dependency from npm is named', () => {
  const known = fs.readFileSync(root + 'tools/third-party.json', 'utf8');
  const { dependencies } = JSON.parse(fs.readFileSync(root + 'package.json', 'utf8'));
  for (const name of Object.keys(dependencies))
    assert.ok(known.includes(name), `${name} is missing in tools/third-party.json`);
});
