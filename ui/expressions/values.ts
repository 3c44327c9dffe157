// Values of expressions: how answers become values and values become JSON (src/kernel/expressions/value.h).
import { Decimal, Fault, compare_decimals, decimal_text, from_integer, parse_decimal } from './decimal.ts';
import { Day, Span, date_text, parse_date, parse_span, span_text } from './dates.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
/** "dec", ["dec"] for a list, {"zone": "string"} for a record. */
export type Type = string | [Type] | { [name: string]: Type };
export type Fields = Map<string, Value>;
/** bigint: an int; null is a value only as the literal. */
export type Value = null | boolean | bigint | Decimal | string | Day | Span | Value[] | Fields;

export const fits_integer = (n: bigint) => BigInt.asIntN(64, n) === n;
export const has_own = (object: object, name: string) => Object.prototype.hasOwnProperty.call(object, name);

function read_integer(json: Json): bigint | undefined {
  if (typeof json !== 'number' && typeof json !== 'string') return;
  const decimal = parse_decimal(String(json));
  if (decimal instanceof Fault || decimal.scale > 0 || !fits_integer(decimal.coefficient)) return;
  return decimal.coefficient;
}

function read_list(json: Json, element: Type): Value[] | undefined {
  if (!Array.isArray(json)) return;
  const values = json.map((item) => read_value(item, element));
  return values.includes(undefined) ? undefined : (values as Value[]);
}

function read_record(json: Json, fields: { [name: string]: Type }): Fields | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return;
  const record: Fields = new Map();
  for (const [name, type] of Object.entries(fields)) {
    const value = has_own(json, name) ? read_value(json[name]!, type) : undefined;
    if (value !== undefined) record.set(name, value);
  }
  return record;
}

const or_nothing = <T>(value: T | Fault) => (value instanceof Fault ? undefined : value);

/** The answer as a value of that type; nothing when it is no such value (yet): the question counts as unanswered. */
export function read_value(json: Json, type: Type): Value | undefined {
  if (Array.isArray(type)) return read_list(json, type[0]);
  if (typeof type === 'object') return read_record(json, type);
  if (type === 'bool') return typeof json === 'boolean' ? json : undefined;
  if (type === 'int') return read_integer(json);
  if (type === 'dec') return typeof json === 'string' || typeof json === 'number' ? or_nothing(parse_decimal(String(json))) : undefined;
  if (typeof json !== 'string') return;
  if (type === 'date') return or_nothing(parse_date(json));
  return type === 'duration' ? or_nothing(parse_span(json)) : json;
}

export function to_json(value: Value): Json {
  if (typeof value === 'bigint') return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : String(value);
  if (value instanceof Decimal) return decimal_text(value);
  if (value instanceof Day) return date_text(value);
  if (value instanceof Span) return span_text(value);
  if (Array.isArray(value)) return value.map(to_json);
  return value instanceof Map ? Object.fromEntries([...value].map(([name, member]) => [name, to_json(member)])) : value;
}

export const is_number = (value: Value): value is bigint | Decimal => typeof value === 'bigint' || value instanceof Decimal;
export const to_decimal = (value: bigint | Decimal) => (typeof value === 'bigint' ? from_integer(value) : value);

export function equal(a: Value, b: Value): boolean {
  if (is_number(a) && is_number(b)) return compare_decimals(to_decimal(a), to_decimal(b)) === 0;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]!));
  if (a instanceof Map && b instanceof Map)
    return a.size === b.size && [...a].every(([name, item]) => b.has(name) && equal(item, b.get(name)!));
  if (a instanceof Day && b instanceof Day) return a.number === b.number;
  if (a instanceof Span && b instanceof Span) return a.micros === b.micros;
  return a === b;
}

const sign = <T>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

/** Text is ordered by code points, not by UTF-16 units. */
function compare_text(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, i) => character !== right[i]);
  return at < 0 ? sign(left.length, right.length) : sign(left[at]!.codePointAt(0)!, right[at]?.codePointAt(0) ?? -1);
}

/** Below, at or above zero; nothing where the values have no order. */
export function compare(a: Value, b: Value): number | undefined {
  if (is_number(a) && is_number(b)) return compare_decimals(to_decimal(a), to_decimal(b));
  if (typeof a === 'string' && typeof b === 'string') return compare_text(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return sign(a, b);
  if (a instanceof Day && b instanceof Day) return sign(a.number, b.number);
  return a instanceof Span && b instanceof Span ? sign(a.micros, b.micros) : undefined;
}
