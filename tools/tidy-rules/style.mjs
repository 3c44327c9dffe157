// Names, documentation and words.
import { find_functions, only_comments } from './cpp.mjs';
import { in_src, is_cpp, is_header, is_test, line_of } from './tree.mjs';
import { limits } from './sizes.mjs';

const code_files = (file) =>
  is_cpp(file) ||
  (/\.(mjs|ts|css|sql|cmake)$/.test(file.path) &&
    !file.path.startsWith('tools/tidy-rules/') &&
    !/tests\/tools\/tidy/.test(file.path));

export function names(files) {
  return files
    .filter((file) => in_src(file) && is_cpp(file))
    .flatMap((file) => {
      const found = [];
      const base = file.path.slice(file.path.lastIndexOf('/') + 1);
      if (!/^[a-z0-9_]+\.(h|cc)$/.test(base))
        found.push({ path: file.path, line: 1, message: 'files are snake_case.h or snake_case.cc' });
      for (const match of file.code.matchAll(
        /^[ \t]*(?:template\s*<[^\n]*>\s*)?(?:enum class|enum|class|struct|union)\s+(?:\[\[\w+\]\]\s+)?(\w+)(?=\s*(?:final\s*)?(?:\{|:(?!:)|$))/gm,
      ))
        if (!/^[A-Z][A-Za-z0-9]*$/.test(match[1]))
          found.push({
            path: file.path,
            line: line_of(file.text, match.index),
            message: `type ${match[1]}: types are PascalCase`,
          });
      for (const f of find_functions(file.code)) {
        if (
          /^(TEST|TEST_F|TEST_P|INSTANTIATE_TEST_SUITE_P|MATCHER\w*|BENCHMARK|SetUp|TearDown|SetUpTestSuite|TearDownTestSuite|PrintTo|LLVMFuzzerTestOneInput)$|^~|^operator|^[A-Z][A-Za-z0-9]*$/.test(
            f.name,
          )
        )
          continue;
        if (!/^[a-z_][a-z0-9_]*$/.test(f.name))
          found.push({
            path: file.path,
            line: line_of(file.text, f.start),
            message: `function ${f.name}: functions are snake_case`,
          });
      }
      return found;
    });
}

export function documented(files) {
  return files
    .filter((file) => is_header(file) && in_src(file) && !is_test(file))
    .flatMap((file) => {
      const found = [];
      const first = file.lines.findIndex((line) => line.trim() && !line.startsWith('#pragma once'));
      if (first >= 0 && !file.lines[first].startsWith('//'))
        found.push({
          path: file.path,
          line: 1,
          message: 'say in a comment below "#pragma once" what this header is for',
        });
      const comments = only_comments(file.text).split('\n');
      const bare = find_functions(file.code)
        .filter((f) => f.scope === 'namespace' && f.name !== 'to_text')
        .filter((f) => f.kind === 'declaration' || file.code.slice(f.start, f.end).includes('\n')) // one line says itself
        .map((f) => ({ name: f.name, line: line_of(file.text, f.start) }));
      const silent = bare.filter(({ line }) => !paragraph_has_comment(file.lines, comments, line - 1));
      // A plain list of one kind of function (tags, attributes) is documented as a whole, at the top.
      if (silent.length === bare.length && found.length === 0) return found;
      for (const { name, line } of silent)
        found.push({
          path: file.path,
          line,
          message: `${name} is public: say in a line above what it returns, its units and its errors`,
        });
      return found;
    });
}

/** Declarations without blank lines between them share a comment; a paragraph may also go on from the commented one above it. */
function paragraph_has_comment(lines, comments, index) {
  let first = index,
    last = index;
  while (first > 0 && lines[first - 1].trim()) first--;
  while (last + 1 < lines.length && lines[last + 1].trim()) last++;
  let above = first - 2;
  while (above > 0 && lines[above].trim()) above--;
  return comments.slice(Math.max(0, above), last + 1).some((comment) => comment.trim());
}

export function folder_readmes(files) {
  const folders = new Set(
    files
      .filter((file) => in_src(file) && is_cpp(file) && !/\/(migrations|testing)\//.test(file.path))
      .map((file) => file.path.slice(0, file.path.lastIndexOf('/'))),
  );
  const readmes = new Map(
    files
      .filter((file) => file.path.endsWith('/README.md'))
      .map((file) => [file.path.slice(0, -'/README.md'.length), file]),
  );
  return [...folders].flatMap((folder) => {
    const readme = readmes.get(folder);
    if (!readme)
      return [
        {
          path: folder,
          line: 1,
          message: 'has no README.md: one screen that says what lives here, what may not, where to start reading',
        },
      ];
    return readme.lines.length > limits.readme
      ? [{ path: readme.path, line: limits.readme, message: `one screen: at most ${limits.readme} lines` }]
      : [];
  });
}

// Spelled in pieces, so that this file does not break its own rule.
const unfinished = new RegExp(
  `\\b(TO${''}DO|FIX${''}ME|X${''}XX|HA${''}CK|st${''}ub|st${''}ubbed|mo${''}ck|not imple${''}mented yet)\\b`,
);
const workplace = new RegExp(
  [
    ['/wo', 'rk/'],
    ['\\.\\./sha', 'red/'],
    ['\\bwork', 'tree\\b'],
    ['\\bCla', 'ude\\b'],
    ['\\bAnth', 'ropic\\b'],
    ['\\bLL', 'M\\b'],
    ['\\bsub', '-?agents?\\b'],
    ['\\bissues ', 'show\\b'],
    ['h-se', 'ed-'],
  ]
    .map((p) => p.join(''))
    .join('|'),
);

export function unfinished_work(files) {
  return files.filter(code_files).flatMap((file) =>
    file.lines.flatMap((line, index) => {
      const match = unfinished.exec(line);
      return match
        ? [
            {
              path: file.path,
              line: index + 1,
              message: `"${match[0]}": finish it, or write down why it is right as it is`,
            },
          ]
        : [];
    }),
  );
}

export function private_words(files) {
  return files
    .filter((file) => !file.path.startsWith('tools/tidy-rules/'))
    .flatMap((file) =>
      file.lines.flatMap((line, index) => {
        const match = workplace.exec(line);
        return match
          ? [
              {
                path: file.path,
                line: index + 1,
                message: `"${match[0]}" means nothing to readers of this product: leave it out`,
              },
            ]
          : [];
      }),
    );
}

const banned = [
  [/\bco_(await|return|yield)\b/, () => true, 'no coroutines: g++ 12 miscompiles them (docs/decisions)'],
  [
    /\btrusted_html\b/,
    (path) => !/^src\/web\/(html|markup)|markdown/.test(path),
    'trusted HTML is made only by the Markdown renderer; build it from elements',
  ],
  [
    /\bsystem_clock::now\b|\bstd::time\(|\bgettimeofday\(/,
    (path) => path !== 'src/base/time.cc',
    'ask the Clock that was passed in (base/time.h)',
  ],
  [
    /\brandom_device\b|\bs?rand\(\)/,
    (path) => !path.startsWith('src/base/random'),
    'use the Random that was passed in (base/random.h)',
  ],
  [
    /\bsleep_for\b|\bsleep_until\b|\busleep\(/,
    () => true,
    'nothing sleeps to wait: use a condition variable with a deadline, or the Clock',
  ],
  [/\bstd::w?regex\b/, () => true, 'std::regex can take exponential time: use RE2'],
  [
    /\bstd::w?(cout|cerr)\b|\bprintf\(/,
    (path) => !/^src\/app\/|^src\/base\/log|^tests\/|^benchmarks\//.test(path),
    'log through base/log.h, or return text to the command line',
  ],
  [
    /\b(system|popen|execl?[vpe]*|fork)\s*\(\s*["\w]/,
    (path) => !/helper|process/.test(path),
    'no shell commands: use the helper process',
  ],
  [/\bgoto\b/, () => true, 'no goto'],
];

export function banned_constructs(files) {
  return files
    .filter((file) => is_cpp(file) && in_src(file) && !is_test(file))
    .flatMap((file) =>
      banned.flatMap(([pattern, applies, fix]) => {
        const match = applies(file.path) ? pattern.exec(file.code) : null;
        return match
          ? [{ path: file.path, line: line_of(file.text, match.index), message: `${match[0]}: ${fix}` }]
          : [];
      }),
    );
}

/** A type name means one thing in its namespace: two definitions with the same name would be mixed by the linker without a word. */
export function one_meaning(files) {
  const places = new Map();
  for (const file of files.filter((file) => is_cpp(file) && in_src(file) && !is_test(file)))
    for (const { name, line } of named_types(file)) {
      if (!places.has(name)) places.set(name, []);
      places.get(name).push({ path: file.path, line });
    }
  return [...places].flatMap(([name, all]) =>
    all
      .slice(1)
      .map((place) => ({
        ...place,
        message: `${name} is already a type in ${all[0].path}:${all[0].line}: give one of them another name`,
      })),
  );
}

/** Types at namespace scope that other files could see: not those of a nameless namespace. */
function named_types(file) {
  let namespace = '',
    nameless = false;
  return file.code.split('\n').flatMap((line, index) => {
    const opened = /^(?:inline )?namespace(?: ([\w:]+))? \{/.exec(line);
    if (opened?.[1]) namespace = opened[1];
    if (opened && !opened[1]) nameless = true;
    if (nameless && /^\}/.test(line) && /^\}\s*\/\/ namespace\s*$/.test(file.lines[index])) nameless = false;
    const type = /^(?:struct|class|enum class|enum|union) (\w+)(?: final)?(?: :(?!:)[^;]*)? \{/.exec(line);
    return type && !nameless ? [{ name: `${namespace}::${type[1]}`, line: index + 1 }] : [];
  });
}
