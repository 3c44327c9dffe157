// Civil dates and durations, as in src/base/time_zone.h and src/kernel/expressions/duration_text.h.
import { Decimal, Fault, add_decimals, decimal_text, multiply_decimals, parse_decimal, from_integer, divide_decimals } from './decimal.ts';

/** A civil date: days since 1970-01-01. */
export class Day {
  constructor(readonly number: number) {}
}

/** A length of time in microseconds; a day is 24 hours. */
export class Span {
  constructor(readonly micros: bigint) {}
}

const day_ms = 86_400_000;
const second = 1_000_000n;
export const day_micros = 86_400n * second;
const micros_max = 315_576_000_000n * second;
const number_max = 18;

export const date_of = (day: Day) => new Date(day.number * day_ms);
export const date_text = (day: Day) => date_of(day).toISOString().slice(0, 10);

export function make_day(year: number, month: number, day: number): Day | Fault {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  const full_year = date.getUTCFullYear();
  return full_year >= 0 && full_year <= 9999 ? new Day(date.getTime() / day_ms) : new Fault('a date has a year from 0000 to 9999');
}

export function parse_date(text: string): Day | Fault {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = make_day(Number(year), Number(month) - 1, Number(day));
  return date instanceof Day && date_text(date) === text ? date : new Fault('not a date such as 2027-03-02');
}

export function move_day(day: Day, by: Span): Day | Fault {
  if (by.micros % day_micros) return new Fault('a date moves by whole days');
  const date = date_of(day);
  return make_day(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + Number(by.micros / day_micros));
}

/** The same day of another month, or that month's last day. */
export function add_months(day: Day, months: bigint): Day | Fault {
  if (months < -120_000n || months > 120_000n) return new Fault('a date has a year from 0000 to 9999');
  const date = date_of(day);
  const month = date.getUTCMonth() + Number(months);
  const last = make_day(date.getUTCFullYear(), month + 1, 0);
  if (last instanceof Fault) return last;
  return make_day(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), date_of(last).getUTCDate()));
}

export function years_between(from: Day, to: Day): bigint {
  if (to.number < from.number) return -years_between(to, from);
  const [year, anniversary] = [Number(date_text(from).slice(0, 4)), date_text(from).slice(5)];
  return BigInt(Number(date_text(to).slice(0, 4)) - year - (date_text(to).slice(5) < anniversary ? 1 : 0));
}

export const make_span = (micros: bigint) =>
  micros >= -micros_max && micros <= micros_max ? new Span(micros) : new Fault('a duration is at most 10,000 years');

const number = String.raw`(\d+(?:\.\d+)?|\.\d+)`;
const units = (names: string[]) => names.map((name) => `(?:${number}${name})?`).join('');
const iso = new RegExp(`^P(?=.)${units(['W', 'D'])}(?:T(?=.)${units(['H', 'M', 'S'])})?$`);
const iso_micros = [7n * day_micros, day_micros, 3600n * second, 60n * second, second];
const cel = new RegExp(`^(?=.)${units(['h', 'm', 's', 'ms', 'us'])}$`);
const cel_micros = [3600n * second, 60n * second, second, 1000n, 1n];

export function parse_span(text: string): Span | Fault {
  const fault = new Fault('not a duration such as P3D or PT1H30M');
  const minus = text.startsWith('-');
  const rest = minus ? text.slice(1) : text;
  if (rest === '0') return new Span(0n);
  const parts = (iso.exec(rest) ?? cel.exec(rest))?.slice(1);
  if (!parts) return fault;
  const micros = rest.startsWith('P') ? iso_micros : cel_micros;
  let total: Decimal | Fault = from_integer(0n);
  for (const [i, part] of parts.entries()) {
    if (part === undefined) continue;
    const amount: Decimal | Fault = parse_decimal(part);
    if (part.length > number_max || amount instanceof Fault) return fault;
    const product = multiply_decimals(amount, from_integer(micros[i]!));
    if (product instanceof Fault) return product;
    total = add_decimals(total, product);
    if (total instanceof Fault) return total;
  }
  const whole = total.coefficient;
  return total.scale > 0 || whole > micros_max ? fault : new Span(minus ? -whole : whole);
}

export function span_text({ micros }: Span): string {
  let rest = micros < 0n ? -micros : micros;
  const take = (unit: bigint, name: string) => {
    const count = rest / unit;
    rest %= unit;
    return count ? `${count}${name}` : '';
  };
  const date = take(day_micros, 'D');
  let time = take(3600n * second, 'H') + take(60n * second, 'M');
  if (rest || (!date && !time)) time += decimal_text(divide_decimals(from_integer(rest), from_integer(second)) as Decimal) + 'S';
  return (micros < 0n ? '-P' : 'P') + date + (time && 'T' + time);
}
