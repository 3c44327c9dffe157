// Evaluates in the browser the tree that src/kernel/expressions has parsed and checked. Both sides run the vectors of
// tests/vectors/expressions and random expressions, and agree.
import { Decimal, Fault, add_decimals, divide_decimals, multiply_decimals, negate_decimal, parse_decimal } from './decimal.ts';
import { Day, Span, day_micros, make_span, move_day } from './dates.ts';
import { functions, integer_or_fault, length } from './functions.ts';
import { type Pattern, is_found } from './pattern.ts';
import { type Json, type Type, type Value, compare, equal, has_own, is_number, read_value, to_decimal, to_json } from './values.ts';

/** What Expression::to_json writes. */
export interface Program {
  v: 1;
  type: Type;
  names: { [name: string]: Type };
  tree: Node;
}
export type Answers = { [name: string]: Json };
/** A value as JSON (dec, date and duration as text), or the unanswered names it hangs on, or an error. */
export type Outcome = { value: Json } | { unknown: string[] } | { error: string };

type Node = null | boolean | string | [string, ...any[]];

class Unknown {
  constructor(readonly names: Set<string>) {}
}
type Result = Value | Unknown | Fault;

const steps_max = 1_000_000;
const is_value = (result: Result): result is Value => !(result instanceof Unknown || result instanceof Fault);
const weight = (value: Value) => (Array.isArray(value) ? value.length : typeof value === 'string' ? length(value) >> 4 : 0);

/** What stands in the way of a value: unanswered names win over errors; of several errors the first is told. */
class Obstacles {
  private unknown?: Unknown;
  private fault?: Fault;

  add(result: Unknown | Fault) {
    if (result instanceof Fault) this.fault ??= result;
    else this.unknown = new Unknown(new Set([...(this.unknown?.names ?? []), ...result.names]));
  }
  or(value: Value): Result {
    return this.unknown ?? this.fault ?? value;
  }
}

function add(a: Value, b: Value): Value | Fault {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (a instanceof Day && b instanceof Span) return move_day(a, b);
  if (a instanceof Span && b instanceof Day) return move_day(b, a);
  return a instanceof Span && b instanceof Span ? make_span(a.micros + b.micros) : new Fault('no such sum');
}

function subtract(a: Value, b: Value): Value | Fault {
  if (a instanceof Day && b instanceof Day) return new Span(BigInt(a.number - b.number) * day_micros);
  if (a instanceof Day && b instanceof Span) return move_day(a, new Span(-b.micros));
  return a instanceof Span && b instanceof Span ? make_span(a.micros - b.micros) : new Fault('no such difference');
}

function calculate_integers(op: string, a: bigint, b: bigint): Value | Fault {
  if ((op === '/' || op === '%') && b === 0n) return new Fault('division by zero');
  if (op === '%' && !(integer_or_fault(a / b) instanceof Fault)) return a % b;
  return integer_or_fault(op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : a / b);
}

function calculate(op: string, a: Value, b: Value): Value | Fault {
  if (!is_number(a) || !is_number(b)) return op === '+' ? add(a, b) : op === '-' ? subtract(a, b) : new Fault('no such operator');
  if (typeof a === 'bigint' && typeof b === 'bigint') return calculate_integers(op, a, b);
  const [x, y] = [to_decimal(a), to_decimal(b)];
  if (op === '+') return add_decimals(x, y);
  if (op === '-') return add_decimals(x, negate_decimal(y));
  return op === '*' ? multiply_decimals(x, y) : divide_decimals(x, y);
}

function order(op: string, a: Value, b: Value): Value | Fault {
  const order = compare(a, b);
  if (order === undefined) return new Fault('these values have no order');
  return op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '>' ? order > 0 : order >= 0;
}

function item(list: Value, place: Value): Value | Fault {
  const found = Array.isArray(list) && typeof place === 'bigint' && place >= 0n ? list[Number(place)] : undefined;
  return found === undefined ? new Fault('the list has no such place') : found;
}

/** The operators that need all their operands. */
function operate(op: string, [a = null, b = null]: Value[]): Value | Fault {
  if (op === '==') return equal(a, b);
  if (op === '!=') return !equal(a, b);
  if (op[0] === '<' || op[0] === '>') return order(op, a, b);
  if (op === '[]') return item(a, b);
  if (op === 'in') return Array.isArray(b) ? b.some((each) => equal(each, a)) : new Fault('no list to look into');
  return calculate(op, a, b);
}

function negate(value: Value): Value | Fault {
  if (value instanceof Span) return new Span(-value.micros);
  return value instanceof Decimal ? negate_decimal(value) : calculate('-', 0n, value);
}

class Evaluator {
  private steps = 0;
  private readonly items: [string, Value][] = [];

  constructor(
    private readonly names: { [name: string]: Type },
    private readonly answers: Answers,
  ) {}

  run(tree: Node): Result {
    const result = this.evaluate(tree);
    return this.steps > steps_max ? new Fault('too much work: the lists or texts are too long') : result;
  }

  private spend(steps: number): boolean {
    if (this.steps <= steps_max) this.steps += steps;
    return this.steps <= steps_max;
  }

  private evaluate(node: Node): Result {
    if (!this.spend(1)) return new Fault('too much work');
    if (!Array.isArray(node)) return node;
    const [op, ...parts] = node;
    switch (op) {
      case 'int':
        return BigInt(parts[0]);
      case 'dec':
        return parse_decimal(parts[0]);
      case 'name':
        return this.name(parts[0]);
      case 'item':
        return this.items.filter(([name]) => name === parts[0]).pop()![1];
      case '.':
        return this.field(parts[0], parts[1], parts[2]);
      case '&&':
      case '||':
        return this.junction(parts, op === '||');
      case '!':
        return this.then(parts[0], (value) => !value);
      case 'neg':
        return this.then(parts[0], negate);
      case '?':
        return this.then(parts[0], (value) => this.evaluate(value ? parts[1] : parts[2]));
      case 'has':
        return this.has(parts[0]);
      case 'all':
      case 'exists':
      case 'exists_one':
      case 'filter':
      case 'map':
        return this.then(parts[1], (list) => this.macro(op, parts[0], list as Value[], parts[2]));
      case 'call':
        return this.strict(parts.slice(1), (values) => functions[parts[0]]!(...values));
      case 'matches':
        return this.strict([parts[0]], ([text]) => is_found(parts[1] as Pattern, text as string));
      case 'list':
        return this.all_of(parts, (values) => values);
      default:
        return this.strict(parts, (values) => operate(op, values));
    }
  }

  private then(node: Node, next: (value: Value) => Result): Result {
    const result = this.evaluate(node);
    return is_value(result) ? next(result) : result;
  }

  private all_of(nodes: Node[], next: (values: Value[]) => Result): Result {
    const obstacles = new Obstacles();
    const values: Value[] = [];
    for (const node of nodes) {
      const result = this.evaluate(node);
      if (is_value(result)) values.push(result);
      else obstacles.add(result);
    }
    const failure = obstacles.or(true);
    return failure === true ? next(values) : failure;
  }

  private strict(nodes: Node[], next: (values: Value[]) => Result): Result {
    return this.all_of(nodes, (values) =>
      this.spend(values.reduce((sum, value) => sum + weight(value), 0)) ? next(values) : new Fault('too much work'),
    );
  }

  private name(name: string): Result {
    const value = has_own(this.answers, name) ? read_value(this.answers[name]!, this.names[name]!) : undefined;
    return value === undefined ? new Unknown(new Set([name])) : value;
  }

  private field(record: Node, name: string, path: string): Result {
    return this.then(record, (value) => {
      if (!(value instanceof Map)) return new Fault('this has no fields');
      return value.get(name) ?? new Unknown(new Set([path]));
    });
  }

  private has(node: Node): Result {
    const result = this.evaluate(node);
    return result instanceof Fault ? result : !(result instanceof Unknown);
  }

  private junction(nodes: Node[], decisive: boolean): Result {
    const obstacles = new Obstacles();
    for (const node of nodes) {
      const result = this.evaluate(node);
      if (result === decisive) return decisive;
      if (!is_value(result)) obstacles.add(result);
    }
    return obstacles.or(!decisive);
  }

  private macro(op: string, name: string, list: Value[], body: Node): Result {
    const obstacles = new Obstacles();
    const kept: Value[] = [];
    for (const item of list) {
      this.items.push([name, item]);
      const result = this.evaluate(body);
      this.items.pop();
      if ((op === 'all' && result === false) || (op === 'exists' && result === true)) return result;
      if (!is_value(result)) obstacles.add(result);
      else if (op === 'map') kept.push(result);
      else if (result === true) kept.push(item);
    }
    return obstacles.or(op === 'all' ? true : op === 'exists' ? false : op === 'exists_one' ? kept.length === 1 : kept);
  }
}

/** `answers`: by name, as posted: text, numbers, lists, records. What is no value of its question's type counts as unanswered. */
export function evaluate(program: Program, answers: Answers): Outcome {
  const result = new Evaluator(program.names, answers).run(program.tree);
  if (result instanceof Unknown) return { unknown: [...result.names].sort() };
  return result instanceof Fault ? { error: result.message } : { value: to_json(result) };
}

/** For conditions: unknown and error count as false. */
export function is_true(program: Program, answers: Answers): boolean {
  const outcome = evaluate(program, answers);
  return 'value' in outcome && outcome.value === true;
}
