// Who may include whom: base <- store, web, standards <- kernel <- services/<module> <- app.
import { in_src, is_cpp, is_header, is_test, line_of } from './tree.mjs';

const layers = {
  base: [],
  store: ['base'],
  web: ['base'],
  standards: ['base'],
  kernel: ['base', 'store'],
  photos: ['base', 'kernel'],
  services: ['base', 'kernel', 'store', 'web', 'standards'],
  app: ['base', 'store', 'web', 'standards', 'kernel', 'services'],
};
const heavy = [
  [/^boost\/(beast|asio)/, 'keep Beast and Asio in one .cc of src/web'],
  [/^nlohmann\/json\.hpp$/, 'include "base/json_fwd.h"'],
  [/^base\/json\.h$/, 'include "base/json_fwd.h"'],
  [/^CLI\//, 'keep CLI11 in one .cc of src/app'],
  [/^spdlog\//, 'use base/log.h'],
  [/^curl\//, 'keep libcurl in one .cc'],
  [/^vips\//, 'keep libvips in the helper program'],
  [/^(regex|iostream)$/, 'it is slow to compile; include it in the .cc or do without'],
  [/^(sqlite3|libpq-fe)\.h$/, 'hide the engine behind store/database.h'],
];

/** [{line, target, quoted}] of one file. */
export function includes_of(file) {
  const found = [];
  for (const match of file.text.matchAll(/^[ \t]*#[ \t]*include[ \t]+(["<])([^">]+)[">]/gm))
    found.push({ line: line_of(file.text, match.index), target: match[2], quoted: match[1] === '"' });
  return found;
}

export function layer_rules(files) {
  return files
    .filter((file) => is_cpp(file) && in_src(file))
    .flatMap((file) =>
      includes_of(file).flatMap((include) => {
        const message = include.quoted ? why_not(file.path, include.target) : '';
        return message ? [{ path: file.path, line: include.line, message }] : [];
      }),
    );
}

function why_not(path, target) {
  const [, from, from_module] = path.split('/');
  const [to, to_module] = target.split('/');
  if (!target.includes('/') && !target.startsWith('cityhall'))
    return `"${target}": write the path from src/, as in "${from}/${target}"`;
  if (!(to in layers)) return '';
  if (from !== to && !layers[from]?.includes(to))
    return `src/${from} may not include ${to} ("${target}"). ${fix_of(from, to)}`;
  if (from === 'services' && to === 'services') return between_modules(path, from_module, target, to_module);
  return '';
}

function fix_of(from, to) {
  if (to === 'app') return 'Only main starts things; pass the value in';
  if (to === 'services')
    return `Publish an event, or move the noun down to ${from === 'kernel' ? 'kernel' : 'where both may see it'}/`;
  if (to === 'kernel') return `Pass plain values in, or move the code up to kernel/ or services/`;
  const above = from === 'kernel' ? 'services' : 'kernel or services';
  return `${from}/ stands beside ${to}/: pass plain values (base/) and join the two in ${above}/`;
}

// Rooms under services/ that every module may use: the frame around pages.
const shared_rooms = ['page'];

function between_modules(path, from_module, target, to_module) {
  const from_root = path.split('/').length === 3,
    to_root = target.split('/').length === 2;
  if (to_root || from_module === to_module || shared_rooms.includes(to_module)) return '';
  if (from_root)
    return (
      `src/services/${from_module} is shared by all modules and may not include services/${to_module}; ` +
      'modules plug in through services/module.h'
    );
  return `services/${from_module} may not include services/${to_module}; publish an event or move the noun to kernel/`;
}

export function heavy_headers(files) {
  return files
    .filter((file) => is_header(file) && in_src(file) && file.path !== 'src/base/json.h')
    .flatMap((file) =>
      includes_of(file).flatMap((include) => {
        const rule = heavy.find(([pattern]) => pattern.test(include.target));
        return rule
          ? [
              {
                path: file.path,
                line: include.line,
                message: `<${include.target}> does not belong in a header: ${rule[1]}`,
              },
            ]
          : [];
      }),
    );
}

export function pragma_once(files) {
  return files
    .filter((file) => is_header(file))
    .flatMap((file) =>
      /^\s*#pragma once\s*$/m.test(file.lines.slice(0, 3).join('\n'))
        ? []
        : [{ path: file.path, line: 1, message: 'the first line is "#pragma once"' }],
    );
}

/** File cycles, and cycles between folders of src/. */
export function no_cycles(files) {
  const cpp = files.filter((file) => is_cpp(file) && in_src(file) && !is_test(file));
  const known = new Set(cpp.map((file) => file.path));
  const graph = new Map(
    cpp.map((file) => [
      file.path,
      includes_of(file)
        .filter((i) => i.quoted)
        .map((i) => 'src/' + i.target)
        .filter((t) => known.has(t)),
    ]),
  );
  const folder = (path) => path.slice(0, path.lastIndexOf('/'));
  // A folder and the one around it are one room.
  const related = (a, b) => (a + '/').startsWith(b + '/') || (b + '/').startsWith(a + '/');
  const folders = new Map();
  for (const [from, targets] of graph) {
    if (!folders.has(folder(from))) folders.set(folder(from), []);
    for (const to of targets) if (!related(folder(from), folder(to))) folders.get(folder(from)).push(folder(to));
  }
  const say = (cycle, what) => ({
    path: cycle[0],
    line: 1,
    message: `${what} include each other: ${cycle.join(' -> ')}. Move what both need into a third one`,
  });
  return [...cycles(graph).map((c) => say(c, 'files')), ...cycles(folders).map((c) => say(c, 'folders'))];
}

function cycles(graph) {
  const state = new Map(),
    found = [],
    trail = [];
  const visit = (node) => {
    state.set(node, 'open');
    trail.push(node);
    for (const next of new Set(graph.get(node) ?? [])) {
      if (state.get(next) === 'open') found.push([...trail.slice(trail.indexOf(next)), next]);
      else if (!state.has(next)) visit(next);
    }
    trail.pop();
    state.set(node, 'done');
  };
  for (const node of graph.keys()) if (!state.has(node)) visit(node);
  return found;
}
