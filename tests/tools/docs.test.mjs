// The generated reference is what the program says, and links between documents lead somewhere.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { stale } from '../../tools/reference.mjs';
import { read_tree } from '../../tools/tidy-rules/tree.mjs';
import { is_built, root } from '../lib/server.mjs';

test('docs/reference is what the program says', { skip: !is_built && 'the program is not built' }, () => {
  assert.deepEqual(stale(), [], 'run tools/reference');
});

test('links in documents lead to files', () => {
  const broken = read_tree(root)
    .filter((file) => file.path.endsWith('.md'))
    .flatMap((file) =>
      [...file.text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '').matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
        .map((match) => match[1])
        // Articles lead to pages of the program; tests/definitions/articles.test.mjs looks after those links.
        .filter((link) => !(file.path.startsWith('catalogue/knowledge/') && link.startsWith('/')))
        .filter((link) => !/^[a-z]+:/.test(link) && !fs.existsSync(path.join(root, path.dirname(file.path), link)))
        .map((link) => `${file.path}: ${link}`),
    );
  assert.deepEqual(broken, []);
});
