// What stands in the controls of a question as the server reads it (src/kernel/definitions/read_answer.cc): nothing where that is no answer
// yet, so that a condition that needs it is unknown here as it is there.
import { Decimal, compare_decimals, decimal_text, parse_decimal } from "../expressions/decimal.ts";
import { Day, parse_date } from "../expressions/dates.ts";
import type { Json } from "../expressions/values.ts";

/** A question of src/kernel/definitions/form_conditions.h, without its conditions. */
export interface Asked {
  id: string;
  type: string;
  min?: string;
  max?: string;
  options?: { id: string }[];
}

const line_most = 200;
const text_most = 4_000;

const trim = (text: string): string => text.replace(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g, "");
const count_or = (bound: string | undefined, otherwise: number): number => {
  const digits = /^\d+/.exec(bound ?? "");
  return digits ? Number(digits[0]) : otherwise;
};

function read_text(question: Asked, given: string): Json | undefined {
  const text = given.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "");
  const count = Array.from(text).length;
  const most = count_or(question.max, question.type === "longtext" ? text_most : line_most);
  if (count > most || count < count_or(question.min, 0)) return;
  return question.type === "text" ? text.replace(/\n/g, " ") : text;
}

function decimal_in(text: string | undefined): Decimal | undefined {
  const read = parse_decimal(text ?? "");
  return read instanceof Decimal ? read : undefined;
}

/** "$1,200.50" and "1 200.50" are what people write. */
function read_number(question: Asked, given: string): Json | undefined {
  const number = decimal_in(given.replace(/[, $]/g, ""));
  const [least, most] = [decimal_in(question.min), decimal_in(question.max)];
  if (!number || (least && compare_decimals(number, least) < 0) || (most && compare_decimals(number, most) > 0)) return;
  if (question.type === "integer" && (number.scale > 0 || BigInt.asIntN(64, number.coefficient) !== number.coefficient)) return;
  if (question.type === "money" && number.scale > 2) return;
  return decimal_text(number);
}

function read_boolean(given: string): Json | undefined {
  const word = given.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  if (["true", "yes", "on", "1", "si", "y"].includes(word)) return true;
  return ["false", "no", "off", "0", "n"].includes(word) ? false : undefined;
}

function read_date(question: Asked, given: string): Json | undefined {
  const day_in = (text: string | undefined): number | undefined => {
    const read = parse_date(text ?? "");
    return read instanceof Day ? read.number : undefined;
  };
  const [day, least, most] = [day_in(given), day_in(question.min), day_in(question.max)];
  if (day === undefined || (least !== undefined && day < least) || (most !== undefined && day > most)) return;
  return given;
}

function read_email(given: string): Json | undefined {
  const sound = /^[^@]+@[^@.](?:[^@]*[^@.])?$/.test(given) && given.slice(given.indexOf("@")).includes(".");
  if (!sound || /[ \t\n,;<>"()]/.test(given) || new TextEncoder().encode(given).length > 254) return;
  return given.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function read_phone(given: string): Json | undefined {
  const digits = given.replace(/[^0-9]/g, "");
  if (!/^[0-9+\-(). \t]*$/.test(given) || given.lastIndexOf("+") > 0 || digits.length < 7 || digits.length > 15) return;
  return (given.startsWith("+") ? "+" : "") + digits;
}

function read_one(question: Asked, given: string): Json | undefined {
  switch (question.type) {
    case "integer":
    case "decimal":
    case "money":
      return read_number(question, given);
    case "boolean":
      return read_boolean(given);
    case "date":
      return read_date(question, given);
    case "choice":
    case "multichoice":
      return question.options?.some(({ id }) => id === given) ? given : undefined;
    case "email":
      return read_email(given);
    case "phone":
      return read_phone(given);
    default:
      return read_text(question, given);
  }
}

function read_several(question: Asked, given: string[]): Json | undefined {
  const read = given.map((one) => read_one(question, one));
  if (read.includes(undefined)) return;
  const all = [...new Set(read as Json[])];
  const most = count_or(question.max, question.options?.length ?? 0);
  return all.length >= count_or(question.min, 0) && all.length <= most ? all : undefined;
}

/** `texts`: what the controls of that name would send. Not for places and uploads: what counts of those only the server knows. */
export function read_answer(question: Asked, texts: string[]): Json | undefined {
  const given = texts.map(trim).filter((text) => text !== "");
  if (given.length === 0) return;
  return question.type === "multichoice" ? read_several(question, given) : read_one(question, given[0]!);
}
