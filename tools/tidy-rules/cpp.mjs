// Just enough C++ reading for code that is laid out like ours. No full parser: braces, brackets and statements.

/** The text with comments and the insides of literals replaced by blanks; positions and lines stay. */
export function blank_comments_and_strings(text) {
  const pattern =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([A-Za-z_]*)\([\s\S]*?\)\1"|"(?:\\[\s\S]|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\[^\n]|[^'\\\n])+'/g;
  return text.replace(pattern, (found) => {
    if (found.startsWith('/')) return found.replace(/[^\n]/g, ' ');
    const quote = found.at(-1);
    return quote + found.slice(1, -1).replace(/[^\n]/g, ' ') + quote;
  });
}

/** The comments only: the text with everything else blanked. */
export function only_comments(text) {
  const pattern = /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|R"([A-Za-z_]*)\([\s\S]*?\)\2"|"(?:\\[\s\S]|[^"\\\n])*"|[^\n]/g;
  return text.replace(pattern, (found, comment) => comment ?? found.replace(/[^\n]/g, ' '));
}

/**
 * Function definitions and declarations: [{name, kind: 'definition'|'declaration', scope, start, end, header, parameters}].
 * start and end are positions; scope is 'namespace' or 'type'. Bodies nest inside, lambdas belong to the function around them.
 */
export function find_functions(code) {
  const found = [];
  const stack = []; // {kind, start, header}
  let statement = 0,
    parens = 0;
  const scope = () => stack.at(-1)?.kind ?? 'namespace';
  const outside = () => scope() === 'namespace' || scope() === 'type';
  const text = code.replace(/^[ \t]*#(?:[^\n\\]|\\[\s\S])*/gm, (line) => line.replace(/[^\n]/g, ' '));
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '(') parens++;
    else if (c === ')') parens--;
    else if (c === '{') {
      const kind = parens > 0 ? 'initializer' : classify(text, statement, i, scope());
      stack.push({ kind, start: statement, header: text.slice(statement, i), parens });
      if (kind !== 'initializer' || parens === 0) parens = 0;
      if (kind === 'namespace' || kind === 'type' || kind === 'function') statement = i + 1;
    } else if (c === '}') {
      const block = stack.pop();
      if (!block) continue;
      parens = block.parens;
      if (block.kind === 'function')
        found.push(describe(text, block.start, i + 1, block.header, 'definition', scope()));
      if (block.kind !== 'initializer') statement = i + 1;
    } else if (c === ';' && parens === 0) {
      if (outside()) {
        const header = text.slice(statement, i);
        if (looks_like_declaration(header))
          found.push(describe(text, statement, i + 1, header, 'declaration', scope()));
      }
      statement = i + 1;
    } else if (c === ':' && outside() && /(^|\s)(public|private|protected)\s*$/.test(text.slice(statement, i)))
      statement = i + 1;
  }
  return found.filter((f) => f.name);
}

function classify(text, start, brace, scope) {
  if (scope !== 'namespace' && scope !== 'type') return 'block';
  const header = text.slice(start, brace).trim();
  if (/^(inline\s+)?namespace\b/.test(header) || /^extern\s+"/.test(header)) return 'namespace';
  const bare = header
    .replace(/^template\s*<[\s\S]*?>\s*(?=(class|struct|union|enum)\b)/, '')
    .replace(/\[\[[^\]]*\]\]|alignas\([^)]*\)/g, '');
  if (/^(typedef\s+)?(class|struct|union|enum)\b[^()=]*$/.test(bare)) return 'type';
  if (/[\w>\]]/.test(text[brace - 1])) return 'initializer'; // a_{1} in an initialiser list, or Type{…}
  if (has_assignment(header) || !header.includes('(')) return 'initializer';
  return 'function';
}

const has_assignment = (header) => {
  let depth = 0;
  const plain = header.replace(/operator\s*[=!<>+\-*/%&|^~]+/g, 'operator');
  for (let i = 0; i < plain.length; i++) {
    if ('([{'.includes(plain[i])) depth++;
    else if (')]}'.includes(plain[i])) depth--;
    else if (plain[i] === '=' && depth === 0 && !'=!<>'.includes(plain[i - 1]) && plain[i + 1] !== '=')
      return !/^\s*template\b/.test(plain) || i > plain.indexOf('>');
  }
  return false;
};

const looks_like_declaration = (header) => {
  const plain = header.trim().replace(/=\s*(default|delete|0)\s*$/, '');
  return (
    plain.includes('(') &&
    !/^(using|typedef|static_assert|friend|return|extern\s+template)\b/.test(plain) &&
    !has_assignment(plain) &&
    /^[\w\s:<>,*&[\]~.]+?[\s*&>~][\w:~]*(operator\s*\S+?)?\s*\(|^~?\w+\s*\(|^explicit\b|^template\b/.test(plain)
  );
};

function describe(text, start, end, header, kind, scope) {
  const lead = header.length - header.trimStart().length;
  const open = parameter_list(header);
  const name = open < 0 ? '' : (/([~\w]+|operator\s*(?:\(\)|\S+?|\s\w+))\s*$/.exec(header.slice(0, open))?.[1] ?? '');
  return {
    name,
    kind,
    scope,
    start: start + lead,
    end,
    header: header.trim(),
    parameters: open < 0 ? [] : split_parameters(header, open),
  };
}

/** Where the parameter list opens: the first "(" after a name that is not decltype, noexcept, requires, an attribute or alignas. */
function parameter_list(header) {
  let from = 0;
  for (;;) {
    const open = header.indexOf('(', from);
    if (open < 0) return -1;
    const before = header.slice(0, open);
    if (/operator\s*$/.test(before)) {
      from = header.indexOf(')', open) + 1;
      continue;
    }
    if (
      !/\b(decltype|noexcept|requires|alignas|explicit|__attribute__|declspec)\s*$/.test(before) &&
      /[\w>~]\s*$|operator\s*\S+$/.test(before)
    )
      return open;
    from = open + 1;
  }
}

function split_parameters(header, open) {
  const parts = [''];
  let depth = 0;
  for (let i = open + 1; i < header.length; i++) {
    const c = header[i];
    if (c === ')' && depth === 0) break;
    if ('([{<'.includes(c)) depth++;
    else if (')]}'.includes(c) || (c === '>' && header[i - 1] !== '-')) depth--;
    if (c === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts.map((part) => part.trim()).filter((part) => part && part !== 'void');
}

/** The string literals of a source text: [{start, text, raw_tag}] without comments; raw_tag is "sql" for R"sql(…)sql". */
export function find_literals(source) {
  const pattern =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([A-Za-z_]*)\(([\s\S]*?)\)\1"|"((?:\\[\s\S]|[^"\\\n])*)"|(?<![0-9a-fA-F])'(?:\\[^\n]|[^'\\\n])+'/g;
  const literals = [];
  for (const match of source.matchAll(pattern)) {
    if (match[2] !== undefined)
      literals.push({ start: match.index, end: match.index + match[0].length, text: match[2], raw_tag: match[1] });
    else if (match[3] !== undefined)
      literals.push({ start: match.index, end: match.index + match[0].length, text: match[3] });
  }
  return literals;
}
