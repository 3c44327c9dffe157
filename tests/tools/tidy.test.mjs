// Every rule of tools/tidy is seen failing once, and seen content with the same thing done right.
import test from 'node:test';
import assert from 'node:assert/strict';
import { apply_exceptions, check, parse_exceptions, rules } from '../../tools/tidy-rules/main.mjs';
import { make_file } from '../../tools/tidy-rules/tree.mjs';
import { find_functions, blank_comments_and_strings } from '../../tools/tidy-rules/cpp.mjs';
import { parse_po } from '../../tools/tidy-rules/messages.mjs';

const tree = (files) => Object.entries(files).map(([path, text]) => make_file(path, text));
const findings = (rule, files) => rules[rule][0](tree(files));
const header = (body) => `#pragma once\n// What this is for.\n\n${body}\n`;
const seen = new Set();

function fails(rule, files, message) {
  seen.add(rule);
  const found = findings(rule, files);
  assert.notEqual(found.length, 0, `${rule} finds nothing`);
  assert.match(found.map((f) => `${f.path}:${f.line}: ${f.message}`).join('\n'), message);
}
const holds = (rule, files) => assert.deepEqual(findings(rule, files), []);
const lines = (n, line = 'int a;') => Array(n).fill(line).join('\n') + '\n';

test('file-size', () => {
  fails('file-size', { 'src/base/big.h': lines(151) }, /big\.h:151: 151 lines, at most 150/);
  fails('file-size', { 'src/base/big.cc': lines(401) }, /at most 400/);
  holds('file-size', { 'src/base/big_test.cc': lines(600), 'src/base/a.cc': lines(400), 'src/base/a.h': lines(150) });
});

test('line-length', () => {
  fails('line-length', { 'src/base/a.cc': `int a; // ${'ñ '.repeat(70)}\n` }, /150 columns/);
  holds('line-length', { 'src/base/a.cc': `int a; // ${'ñ '.repeat(60)}\n` });
});

test('function-size', () => {
  fails(
    'function-size',
    { 'src/base/a.cc': `namespace x {\nint f(int a)\n    noexcept {\n${lines(60)}}\n}\n` },
    /a\.cc:2: f has 63 lines/,
  );
  fails('function-size', { 'src/base/a.cc': `A::A(int a) : a_{a}, b_{a} {\n${lines(60)}}\n` }, /A has 62 lines/);
  holds('function-size', {
    'src/base/a.cc': `namespace x {\n${'int f() {\n  return 1;\n}\n'.repeat(40)}}\nclass B {\n${lines(99, 'int f();')}};\n`,
  });
  holds('function-size', { 'src/base/a.cc': `Module module() {\n  return {\n${lines(99, '{1, 2},')}};\n}\n` });
});

test('parameters', () => {
  fails(
    'parameters',
    { 'src/base/a.h': header('int f(int a, std::map<int, int> b, int c = g(1, 2), int d = {}, int e);') },
    /f takes 5 parameters/,
  );
  holds('parameters', {
    'src/base/a.h': header('int f(int a, std::map<int, int> b, int c = g(1, 2), std::function<void(int, int)> d);'),
  });
  holds('parameters', {
    'src/base/a.cc': 'int x = f(1, 2, 3, 4, 5);\nauto const y = f(1, 2, 3, 4, 5);\nvoid g() { f(1, 2, 3, 4, 5); }\n',
  });
});

test('layers', () => {
  fails(
    'layers',
    { 'src/services/permits/a.cc': '#include "services/issues/issues.h"\n' },
    /services\/permits may not include services\/issues; publish an event or move the noun to kernel\//,
  );
  fails(
    'layers',
    { 'src/store/a.cc': '#include "web/html.h"\n' },
    /src\/store may not include web .* pass plain values/,
  );
  fails('layers', { 'src/kernel/a.cc': '#include "web/html.h"\n' }, /src\/kernel may not include web/);
  fails(
    'layers',
    { 'src/services/module.h': '#include "services/issues/issues.h"\n' },
    /plug in through services\/module\.h/,
  );
  fails('layers', { 'src/base/a.cc': '#include "b.h"\n' }, /write the path from src\//);
  holds('layers', {
    'src/services/permits/a.cc':
      '#include <string>\n#include "services/module.h"\n#include "services/permits/permits.h"\n#include "kernel/city.h"\n',
    'src/app/a.cc': '#include "services/issues/issues.h"\n',
  });
});

test('cycles', () => {
  const loop = { 'src/base/a.h': '#include "base/b.h"\n', 'src/base/b.h': '#include "base/a.h"\n' };
  fails('cycles', loop, /files include each other: src\/base\/a\.h -> src\/base\/b\.h -> src\/base\/a\.h/);
  fails(
    'cycles',
    {
      'src/kernel/x/a.h': '#include "kernel/y/b.h"\n',
      'src/kernel/y/b.h': '',
      'src/kernel/y/c.cc': '#include "kernel/x/a.h"\n',
    },
    /folders include each other/,
  );
  holds('cycles', { 'src/base/a.h': '#include "base/b.h"\n', 'src/base/b.h': '' });
});

test('heavy-headers', () => {
  fails('heavy-headers', { 'src/web/a.h': '#include <boost/beast/core.hpp>\n' }, /does not belong in a header/);
  fails('heavy-headers', { 'src/web/a.h': '#include "base/json.h"\n' }, /json_fwd/);
  holds('heavy-headers', {
    'src/web/a.cc': '#include <boost/beast/core.hpp>\n',
    'src/web/a.h': '#include "base/json_fwd.h"\n',
  });
});

test('pragma-once', () => {
  fails('pragma-once', { 'src/web/a.h': 'int a;\n' }, /#pragma once/);
  holds('pragma-once', { 'src/web/a.h': header('int a;') });
});

test('sql-place', () => {
  fails('sql-place', { 'src/kernel/cases.cc': 'auto a = R"sql(SELECT 1 FROM x)sql";\n' }, /store\.cc/);
  fails('sql-place', { 'src/kernel/store.cc': 'auto a = "SELECT a FROM x";\n' }, /write SQL as R/);
  fails('sql-place', { 'src/kernel/store.cc': 'auto a = R"sql(SELECT a FROM x)sql" + b;\n' }, /never put together/);
  holds('sql-place', {
    'src/kernel/case_store.cc': 'auto a = R"sql(SELECT a FROM x)sql";\n',
    'src/kernel/a.cc': 'auto a = "Update the page";\n',
  });
});

test('sql-words', () => {
  const wrong = [
    'a::text',
    'a ILIKE b',
    'id INTEGER',
    'lower(a)',
    'a->b',
    'INSERT OR REPLACE',
    'a GLOB b',
    'strftime(a)',
    'string_agg(a)',
    'x BOOLEAN',
    'rowid = 1',
    'now()',
    'FOR UPDATE',
    'a IS $1',
  ];
  for (const sql of wrong)
    fails('sql-words', { 'src/kernel/store.cc': `auto a = R"sql(SELECT ${sql})sql";\n` }, /SQL word/);
  fails(
    'sql-words',
    { 'src/kernel/migrations/0001_a.sql': 'CREATE TABLE a (\n  id INTEGER, -- public\n' },
    /0001_a\.sql:2: .*BIGINT/,
  );
  holds('sql-words', {
    'src/kernel/store.cc': `auto a = R"sql(SELECT a, '?::' FROM x WHERE b = $1 AND c IS NOT NULL AND d IS NULL -- now()\n ON CONFLICT (a) DO UPDATE SET a = excluded.a)sql";\n`,
  });
});

test('privacy', () => {
  const table = (comment) =>
    `CREATE TABLE people (\n  id BIGINT PRIMARY KEY, -- public\n  email TEXT NOT NULL DEFAULT '',${comment}\n  PRIMARY KEY (id)\n);\nCREATE INDEX i ON people (email);\n`;
  fails('privacy', { 'src/kernel/migrations/0001_a.sql': table('') }, /:3: column "email" has no privacy class/);
  fails(
    'privacy',
    { 'src/kernel/migrations/0001_a.sql': 'ALTER TABLE people ADD COLUMN phone TEXT;\n' },
    /privacy class/,
  );
  fails(
    'privacy',
    { 'src/kernel/migrations/0001_a.sql': 'CREATE TABLE a (id BIGINT, b TEXT); -- public\n' },
    /one column a line/,
  );
  holds('privacy', { 'src/kernel/migrations/0001_a.sql': table(' -- personal: where mail goes') });
});

test('migration-names', () => {
  fails('migration-names', { 'src/kernel/migrations/first.sql': '' }, /0001_/);
  holds('migration-names', { 'src/kernel/migrations/0001_first.sql': '' });
});

test('names', () => {
  fails('names', { 'src/base/Case.cc': '' }, /snake_case\.h/);
  fails('names', { 'src/base/a.h': header('struct my_case {\n};') }, /type my_case/);
  fails('names', { 'src/base/a.h': header('int closeCase(int a);') }, /function closeCase/);
  holds('names', {
    'src/base/a.h': header(
      'enum class Kind { a, b };\ntemplate <class T>\nclass Case final : public Base {\n public:\n  Case(int a);\n  ~Case();\n  int close_it() const;\n  bool operator==(Case const&) const = default;\n};',
    ),
  });
});

test('one-meaning', () => {
  const one = 'namespace cityhall {\nstruct Door {\n};\n}  // namespace cityhall\n';
  const hidden = 'namespace cityhall {\nnamespace {\nstruct Door {\n};\n}  // namespace\n}  // namespace cityhall\n';
  fails('one-meaning', { 'src/a/a.h': one, 'src/b/b.h': one }, /cityhall::Door is already a type in src\/a\/a\.h:2/);
  holds('one-meaning', {
    'src/a/a.h': one,
    'src/b/b.cc': hidden,
    'src/c/c.h': one.replace(/cityhall \{/, 'cityhall::web {'),
  });
});

test('documented', () => {
  fails('documented', { 'src/base/a.h': '#pragma once\nint a;\n' }, /what this header is for/);
  fails(
    'documented',
    { 'src/base/a.h': header('/// Says so.\nint f(int a);\n\nstruct A {};\n\nint g(int a);') },
    /g is public/,
  );
  holds('documented', { 'src/base/a.h': header('/// Both say so.\nint f(int a);\nint g(int a);') });
});

test('readme', () => {
  fails('readme', { 'src/base/a.cc': '' }, /src\/base:1: has no README/);
  fails('readme', { 'src/base/a.cc': '', 'src/base/README.md': lines(61, 'words') }, /one screen/);
  holds('readme', { 'src/base/a.cc': '', 'src/base/README.md': 'Base.\n' });
});

test('unfinished', () => {
  fails('unfinished', { 'src/base/a.cc': `// TO${''}DO later\n` }, /finish it/);
  holds('unfinished', { 'src/base/a.cc': '// done, and gmock_main is fine\n' });
});

test('private-words', () => {
  fails('private-words', { 'docs/a.md': `see /wo${''}rk/x\n` }, /leave it out/);
  holds('private-words', { 'docs/a.md': 'a network and shared work\n' });
});

test('banned', () => {
  for (const code of [
    'co_await x',
    'trusted_html(x)',
    'std::chrono::system_clock::now()',
    'std::random_device r',
    'std::this_thread::sleep_for(x)',
    'std::regex r',
    'std::cout << 1',
    'goto end',
  ])
    fails('banned', { 'src/kernel/a.cc': `void f() { ${code}; }\n` }, /a\.cc:1/);
  holds('banned', {
    'src/kernel/a.cc': '// co_await is not used, nor std::regex\nauto a = "std::cout";\n',
    'src/web/markdown.cc': 'auto a = trusted_html(x);\n',
  });
});

test('translated', () => {
  const cc = {
    'src/base/a.cc':
      'auto a = _("Hello {name}" " there");\nauto b = _n("one", "{count} many", 2);\nauto c = x._("no");\n',
  };
  const po = (text) => ({ ...cc, 'po/es.po': text });
  const right =
    'msgid "Hello {name} there"\nmsgstr "Hola {name}"\n\nmsgid "one"\nmsgid_plural "{count} many"\nmsgstr[0] "uno"\nmsgstr[1] "{count} muchos"\n';
  fails('translated', cc, /no Spanish for "Hello \{name\} there"/);
  fails('translated', po(right + '\nmsgid "Old"\nmsgstr "Viejo"\n'), /said nowhere/);
  fails('translated', po(right.replace('Hola {name}', 'Hola {nombre}')), /values in braces differ/);
  fails('translated', po('#, fuzzy\n' + right), /fuzzy/);
  fails('translated', po(right.replace(/msgstr\[1\].*\n/, '')), /needs msgid_plural/);
  fails('translated', { ...po(right), 'po/parts/x.po': 'msgid "one"\nmsgstr "una"\n' }, /translated differently/);
  fails('translated', po(right + 'nonsense\n'), /not a \.po line/);
  holds('translated', po(right));
});

test('every rule has been seen failing', () =>
  assert.deepEqual(
    Object.keys(rules).filter((rule) => !seen.has(rule)),
    [],
  ));

test('the exceptions list may only shrink', () => {
  const finding = { rule: 'parameters', path: 'src/a.cc', line: 1, name: 'f', message: 'm' };
  const apply = (text, found = [finding]) =>
    apply_exceptions(found, parse_exceptions(text))
      .map((f) => f.message)
      .join();
  assert.equal(apply('# why\nlimit 1\nparameters src/a.cc:f  # a reason\n'), '');
  assert.match(apply('limit 0\nparameters src/a.cc:f  # a reason\n'), /1 exceptions but "limit 0"/);
  assert.match(apply('limit 1\nparameters src/a.cc:f  # a reason\n', []), /no longer needed/);
  assert.match(apply('limit 1\nparameters src/a.cc:f\n', []), /cannot read/);
  assert.match(apply('limit 1\nparameters src/a.cc:g  # a reason\n'), /^m,/);
});

test('functions are found in code laid out like ours', () => {
  const code = blank_comments_and_strings(`namespace a {
class B : public C {
 public:
  explicit B(int x) : x_{x} {}
  bool operator()(int x) const { return x > 0; }
  std::vector<std::pair<int, int>> all(int x = f({1, 2})) const;
  std::function<void(int)> hook = [](int) {};
};
template <class T>
auto g(T x) -> int {
  auto const run = [&](int y) { return y; };
  if (x) { return run(1); }
  return '{' + "}"[0];
}
constexpr int table[] = {1, 2};
}`);
  const found = find_functions(code).map((f) => `${f.kind} ${f.name}/${f.parameters.length}`);
  assert.deepEqual(found, ['definition B/1', 'definition operator()/1', 'declaration all/1', 'definition g/1']);
});

test('po files are read', () => {
  assert.deepEqual(
    parse_po('msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "a"\n"b"\nmsgstr "c"\n').map((e) => [e.id, e.text[0]]),
    [
      ['', 'Language: es\n'],
      ['ab', 'c'],
    ],
  );
});

test('findings carry their rule', () =>
  assert.equal(
    check(tree({ 'src/base/a.cc': 'goto a;\n' })).some((f) => f.rule === 'banned'),
    true,
  ));
