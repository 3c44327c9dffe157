// Which questions of one page are asked and which of their options are offered, while somebody types. Comes to the same as validate_answers
// of src/kernel/definitions/answers.cc, which stays the judge of what is sent.
import { type Answers, type Program, is_true } from "../expressions/evaluate.ts";
import { type Asked, read_answer } from "./answers.ts";

interface Conditional {
  id: string;
  when?: Program;
}
export interface Question extends Asked {
  when?: Program;
  options?: Conditional[];
}
/** What src/kernel/definitions/form_conditions.cc writes. */
export interface Form {
  v: number;
  facts: Answers;
  elsewhere: string[];
  questions: Question[];
}
export interface Shown {
  asked: boolean;
  options: Set<string>;
}
/** By the id of the question. */
export type Page = Map<string, Shown>;

/** The texts of a question, nothing when it does not stand on the page; `unsure`: names of which the server has told no facts since. */
export interface Typed {
  texts: (question: string) => string[] | undefined;
  unsure: ReadonlySet<string>;
}

const places = ["point", "address", "parcel"];
export const is_place = (question: Question): boolean => places.includes(question.type);

/** What hangs on something that only the server knows stays as it was `before`; a condition that cannot be read here is taken to hold. */
export function judge(form: Form, typed: Typed, before: Page): Page {
  const known: Answers = { ...form.facts };
  const unsure = new Set([...typed.unsure, ...form.elsewhere]);
  const holds = ({ when }: Conditional, last: boolean): boolean => {
    if (!when) return true;
    try {
      if (Object.keys(when.names).some((name) => unsure.has(name))) return last;
      return when.v === 1 ? is_true(when, known) : true;
    } catch {
      return true;
    }
  };
  const page: Page = new Map();
  for (const question of form.questions) {
    const last = before.get(question.id);
    const asked = holds(question, last?.asked ?? true);
    const offered = (question.options ?? []).filter((one) => holds(one, last?.options.has(one.id) ?? true));
    const options = new Set(offered.map(({ id }) => id));
    page.set(question.id, { asked, options });
    // What is known of a place came from the server, with the answer itself.
    if (is_place(question)) continue;
    const texts = typed.texts(question.id);
    // Asked on another page, or answered before: that answer counts as long as the question does.
    if (asked && !texts) continue;
    delete known[question.id];
    const answer = asked ? read_answer(question, texts ?? []) : undefined;
    const chosen = Array.isArray(answer) ? answer : [answer];
    const among = !question.options?.length || chosen.every((one) => options.has(String(one)));
    if (answer !== undefined && among) known[question.id] = answer;
  }
  return page;
}
