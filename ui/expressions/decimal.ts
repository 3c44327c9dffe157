// Exact decimals as in src/base/decimal.h: at most 38 digits and 38 places, always in shortest form; more is an error.

export class Fault {
  constructor(readonly message: string) {}
}

export class Decimal {
  constructor(
    readonly coefficient: bigint,
    readonly scale: number,
  ) {}
}

const digits_max = 38;
const quotient_places = 18;
const text_max = 100;
const limit = 10n ** 38n;
const power = (exponent: number) => 10n ** BigInt(exponent);
const size = (n: bigint) => (n < 0n ? -n : n);

function make(coefficient: bigint, scale: number): Decimal | Fault {
  while (scale > 0 && coefficient % 10n === 0n) {
    coefficient /= 10n;
    --scale;
  }
  if (size(coefficient) >= limit || scale > digits_max) return new Fault('the result has more than 38 digits');
  return new Decimal(coefficient, scale);
}

export const from_integer = (whole: bigint) => new Decimal(whole, 0);

export function parse_decimal(text: string): Decimal | Fault {
  const parts = /^(-?)(?=\.?\d)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!parts || text.length > text_max) return new Fault('not a decimal number such as 12.50');
  const [, minus, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = BigInt(whole + fraction) * (minus ? -1n : 1n);
  if (digits === 0n) return from_integer(0n);
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > 9999) return new Fault('more than 38 digits');
  return scale < 0 ? make(digits * power(-scale), 0) : make(digits, scale);
}

export function decimal_text({ coefficient, scale }: Decimal): string {
  const digits = String(size(coefficient)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return (coefficient < 0n ? '-' : '') + digits.slice(0, point) + (scale ? '.' + digits.slice(point) : '');
}

const at_scale = (number: Decimal, scale: number) => number.coefficient * power(scale - number.scale);

export function compare_decimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = at_scale(a, scale) - at_scale(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export type Rounding = 'half-up' | 'half-even' | 'up' | 'down';

function divide_rounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n || rounding === 'down') return quotient;
  const away = numerator < 0n === denominator < 0n ? 1n : -1n;
  const past_half = 2n * size(rest) - size(denominator);
  const tie_goes_up = rounding === 'half-up' || quotient % 2n !== 0n;
  return rounding === 'up' || past_half > 0n || (past_half === 0n && tie_goes_up) ? quotient + away : quotient;
}

export const add_decimals = (a: Decimal, b: Decimal) => {
  const scale = Math.max(a.scale, b.scale);
  return make(at_scale(a, scale) + at_scale(b, scale), scale);
};
export const negate_decimal = (a: Decimal) => new Decimal(-a.coefficient, a.scale);
export const multiply_decimals = (a: Decimal, b: Decimal) => make(a.coefficient * b.coefficient, a.scale + b.scale);
export const divide_decimals = (a: Decimal, b: Decimal) =>
  b.coefficient === 0n
    ? new Fault('division by zero')
    : make(divide_rounded(a.coefficient * power(b.scale + quotient_places), b.coefficient * power(a.scale), 'half-even'), quotient_places);

export function round_decimal(number: Decimal, places: number, rounding: Rounding): Decimal | Fault {
  if (places >= number.scale) return number;
  places = Math.max(places, -digits_max - 1);
  const kept = divide_rounded(number.coefficient, power(number.scale - places), rounding);
  return places < 0 ? make(kept * power(-places), 0) : make(kept, places);
}

/** The whole part, the fraction cut off. */
export const whole_part = (number: Decimal) => number.coefficient / power(number.scale);
