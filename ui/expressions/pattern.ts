// Regular expressions in the parsed form of src/kernel/expressions/pattern.h. Keeps the set of all places where a match may have come to,
// so it never backtracks and agrees with RE2.

export type Pattern =
  | ['c', 0 | 1, ...number[]] // a character in (0) or not in (1) these ranges of code points
  | ['s', ...Pattern[]] // one after the other
  | ['a', ...Pattern[]] // one of them
  | ['r', Pattern, number, number] // repeated from … to … times, -1: any number
  | ['^' | '$' | 'b' | 'B'];

type Places = Set<number>;

function in_class(code: number, [, negated, ...ranges]: ['c', 0 | 1, ...number[]]): boolean {
  const within = ranges.some((low, i) => i % 2 === 0 && code >= low && code <= ranges[i + 1]!);
  return within !== (negated === 1);
}

const is_word = (code: number | undefined) => code !== undefined && /\w/.test(String.fromCodePoint(code));

function holds(sign: '^' | '$' | 'b' | 'B', text: number[], at: number): boolean {
  if (sign === '^') return at === 0;
  if (sign === '$') return at === text.length;
  return (is_word(text[at - 1]) !== is_word(text[at])) === (sign === 'b');
}

function repeat(text: number[], places: Places, [, body, least, most]: ['r', Pattern, number, number]): Places {
  const reached: Places = new Set(least === 0 ? places : []);
  for (let times = 1; places.size > 0 && (most < 0 || times <= most); ++times) {
    places = ends(text, places, body);
    if (times < least) continue;
    places = new Set([...places].filter((place) => !reached.has(place)));
    for (const place of places) reached.add(place);
  }
  return reached;
}

/** Where a match of `pattern` that starts at one of `places` may end. */
function ends(text: number[], places: Places, pattern: Pattern): Places {
  switch (pattern[0]) {
    case 'c':
      return new Set([...places].filter((at) => at < text.length && in_class(text[at]!, pattern)).map((at) => at + 1));
    case 's':
      return (pattern.slice(1) as Pattern[]).reduce((now, part) => ends(text, now, part), places);
    case 'a':
      return new Set((pattern.slice(1) as Pattern[]).flatMap((part) => [...ends(text, places, part)]));
    case 'r':
      return repeat(text, places, pattern);
    default:
      return new Set([...places].filter((at) => holds(pattern[0], text, at)));
  }
}

export function is_found(pattern: Pattern, text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0)!);
  return ends(codes, new Set([...codes.keys(), codes.length]), pattern).size > 0;
}
