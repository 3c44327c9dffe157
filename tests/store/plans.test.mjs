// No statement of the program walks a table that grows with the city's years: what SQLite would do is asked of SQLite itself.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import assert from 'node:assert/strict';
import { find_statements } from '../../tools/statements.mjs';
import { read_tree } from '../../tools/tidy-rules/tree.mjs';
import { database_below, is_built, program, root, temporary_folder } from '../lib/server.mjs';

const grows = /^SCAN (cases|case_files|case_zones|events|files|interactions|notices|parties|task_operations|tasks)\b/;

/** Who may, and why. A statement that the query builder completes stands in the source without its WHERE and is not judged here. */
const walks_on_purpose = {
  'src/kernel/cases/inbox_store.cc': /cases USING COVERING INDEX cases_load/, // counts of all that is open
  'src/kernel/cases/overview_store.cc': /cases USING INDEX cases_service/, // the same, by service
  'src/kernel/files/unused_store.cc': /SCAN (notices|task_operations)/, // once a night
  'src/kernel/retention/erase_store.cc': /interactions USING INDEX interactions_open/, // holds those alone
  'src/kernel/retention/outlook_store.cc': /interactions USING INDEX interactions_open/, // holds those alone
  'src/kernel/tasks/conflict_store.cc': /COVERING INDEX task_operations_in_conflict/, // holds those alone
  'src/kernel/tasks/handed_back_store.cc': /tasks USING COVERING INDEX tasks_declined/, // holds those alone
  'src/kernel/tasks/task_store.cc': /tasks USING INDEX tasks_to_do/, // holds those alone
};

/** ["SCAN cases USING INDEX …"]: the steps that grow. */
function walks(database, sql) {
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql.replace(/\$(\d+)/g, '?$1')}`).all();
  return steps.map(({ detail }) => detail).filter((detail) => grows.test(detail));
}

test('statements do not walk what grows', { skip: !is_built && 'build/cityhall is not built' }, (t) => {
  const folder = temporary_folder('plans');
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const city = path.join(folder, 'city');
  execFileSync(program, ['init', city, '--yes', '--name', 'Fairhaven', '--admin', 'admin@fairhaven.example'], { stdio: 'pipe' });
  const database = database_below(city);
  t.after(() => database.close());
  const walk = 'SELECT incidents.case_id FROM incidents JOIN cases ON cases.id = incidents.case_id WHERE is_open = 1';
  assert.equal(walks(database, walk).length, 1, 'a walk is seen');

  const files = read_tree(root).filter((file) => !file.path.startsWith('src/app/simulation/')); // its inspector looks at everything
  const judged = find_statements(files).filter(({ kind, sql }) => kind === 'statement' && /\bWHERE\b/.test(sql));
  assert.ok(judged.length > 500);
  const found = judged.flatMap(({ path: file, line, sql }) =>
    walks(database, sql)
      .filter((step) => !walks_on_purpose[file]?.test(step))
      .map((step) => `${file}:${line} ${step}`),
  );
  assert.deepEqual(found, []);
});
