// The functions of the language, by name; the checker (src/kernel/expressions/functions.cc) has made sure of the types.
import { Decimal, Fault, decimal_text, negate_decimal, parse_decimal, round_decimal, whole_part } from './decimal.ts';
import { Day, Span, add_months, date_of, date_text, day_micros, make_span, parse_date, parse_span } from './dates.ts';
import { span_text, years_between } from './dates.ts';
import { type Value, compare, fits_integer, is_number, to_decimal } from './values.ts';

export const integer_or_fault = (n: bigint) => (fits_integer(n) ? n : new Fault('the result does not fit an int'));
export const length = (text: string) => Array.from(text).length;

function to_integer(value: bigint | Decimal | string): bigint | Fault {
  if (typeof value === 'bigint') return value;
  if (value instanceof Decimal) return integer_or_fault(whole_part(value));
  return /^-?\d+$/.test(value) ? integer_or_fault(BigInt(value)) : new Fault('not an int');
}

function to_text(value: Value): string {
  if (value instanceof Decimal) return decimal_text(value);
  if (value instanceof Day) return date_text(value);
  return value instanceof Span ? span_text(value) : String(value);
}

const clamp = (n: bigint, low: number, high: number) => (n < low ? low : n > high ? high : Number(n));
const units = (span: Span, micros: bigint) => span.micros / micros;

export const functions: { [name: string]: (...values: any[]) => Value | Fault } = {
  size: (value: string | Value[]) => BigInt(typeof value === 'string' ? length(value) : value.length),
  contains: (text: string, part: string) => text.includes(part),
  startsWith: (text: string, part: string) => text.startsWith(part),
  endsWith: (text: string, part: string) => text.endsWith(part),
  int: to_integer,
  dec: (value: bigint | Decimal | string) => (is_number(value) ? to_decimal(value) : parse_decimal(value)),
  string: to_text,
  date: parse_date,
  duration: (value: string | Span) => (value instanceof Span ? value : parse_span(value)),
  days: (count: bigint) => make_span(count * day_micros),
  round: (number: Decimal, places = 0n) => round_decimal(number, clamp(places, -39, 38), 'half-up'),
  floor: (number: Decimal) => round_decimal(number, 0, number.coefficient < 0n ? 'up' : 'down'),
  ceil: (number: Decimal) => round_decimal(number, 0, number.coefficient < 0n ? 'down' : 'up'),
  abs: (number: bigint | Decimal) => {
    if (typeof number === 'bigint') return integer_or_fault(number < 0n ? -number : number);
    return number.coefficient < 0n ? negate_decimal(number) : number;
  },
  min: (a: Value, b: Value) => (compare(b, a)! < 0 ? b : a),
  max: (a: Value, b: Value) => (compare(a, b)! < 0 ? b : a),
  year: (day: Day) => BigInt(date_of(day).getUTCFullYear()),
  month: (day: Day) => BigInt(date_of(day).getUTCMonth() + 1),
  day: (day: Day) => BigInt(date_of(day).getUTCDate()),
  weekday: (day: Day) => BigInt(date_of(day).getUTCDay() || 7),
  addMonths: add_months,
  addYears: (day: Day, years: bigint) => add_months(day, years * 12n),
  yearsBetween: years_between,
  getDays: (span: Span) => units(span, day_micros),
  getHours: (span: Span) => units(span, 3_600_000_000n),
  getMinutes: (span: Span) => units(span, 60_000_000n),
  getSeconds: (span: Span) => units(span, 1_000_000n),
  getMilliseconds: (span: Span) => units(span, 1_000n) % 1000n,
};
