// Small files, small functions, few parameters.
import { find_functions } from './cpp.mjs';
import { in_src, is_cpp, is_header, is_test, line_of } from './tree.mjs';

export const limits = {
  header: 150,
  source: 400,
  test: 600,
  script: 400,
  function: 60,
  table: 250,
  parameters: 4,
  columns: 140,
  readme: 60,
};

export function file_size(files) {
  return files.flatMap((file) => {
    const limit = limit_of(file);
    if (!limit || file.lines.length <= limit) return [];
    return [
      {
        path: file.path,
        line: limit + 1,
        message: `${file.lines.length} lines, at most ${limit}: split it by noun or ability (one file for each)`,
      },
    ];
  });
}

function limit_of(file) {
  if (is_cpp(file)) return is_test(file) ? limits.test : is_header(file) ? limits.header : limits.source;
  if (/\.(mjs|ts)$/.test(file.path)) return is_test(file) ? limits.test : limits.script;
  return 0;
}

/** Long words, literals and table rows (one route, one line) may be longer. */
const may_be_long = (path, line) =>
  /^\s*(\/\/\s*)?\S+$|R"|https?:|\\n/.test(line) ||
  (path.endsWith('module.cc') && /^\s*\{[.{"]|^\s*\.\w+ = \{|^\s*"/.test(line));

export function line_length(files) {
  return files
    .filter((file) => is_cpp(file) || /\.(mjs|ts|css)$/.test(file.path))
    .flatMap((file) =>
      file.lines.flatMap((line, index) =>
        [...line].length > limits.columns && !may_be_long(file.path, line)
          ? [
              {
                path: file.path,
                line: index + 1,
                message: `${[...line].length} columns, at most ${limits.columns}: break the line`,
              },
            ]
          : [],
      ),
    );
}

export function function_size(files) {
  return files.filter(is_cpp).flatMap((file) =>
    find_functions(file.code)
      .filter((f) => f.kind === 'definition')
      .flatMap((f) => {
        const first = line_of(file.text, f.start);
        const lines = line_of(file.text, f.end) - first + 1;
        const body = file.code.slice(f.start + f.header.length, f.end).trim();
        const is_table = /^\{\s*return \w*\{/.test(body) && !/;[^}]*;/.test(body); // one value spelled out is data, not code
        const limit = is_table ? limits.table : limits.function;
        return lines <= limit
          ? []
          : [
              {
                path: file.path,
                line: first,
                name: f.name,
                message: `${f.name} has ${lines} lines, at most ${limit}: give its steps names of their own`,
              },
            ];
      }),
  );
}

export function parameter_count(files) {
  return files
    .filter((file) => is_cpp(file) && (in_src(file) || file.path.startsWith('tests/')))
    .flatMap((file) =>
      find_functions(file.code).flatMap((f) =>
        f.parameters.length <= limits.parameters
          ? []
          : [
              {
                path: file.path,
                line: line_of(file.text, f.start),
                name: f.name,
                message: `${f.name} takes ${f.parameters.length} parameters, at most ${limits.parameters}: make them a struct`,
              },
            ],
      ),
    );
}
