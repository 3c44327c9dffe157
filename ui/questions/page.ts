// Questions that stand together on one page follow the answers at once (src/services/page/asking.h). What is not asked is taken out of the
// page with what was typed into it, so that it is not sent, and comes back with it.
import { type Form, type Page, type Question, is_place, judge } from "./asked.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** An element and the empty <template> that keeps its place while it is away. */
class Place {
  private readonly keeper: HTMLTemplateElement;

  constructor(readonly element: HTMLElement, keeper?: HTMLTemplateElement) {
    this.keeper = keeper ?? document.createElement("template");
  }
  /** From what the server made: the element itself, or a template with it inside. */
  static of(made: Element): Place | undefined {
    if (!(made instanceof HTMLTemplateElement)) return new Place(made as HTMLElement);
    const inside = made.content.firstElementChild;
    return inside ? new Place(document.adoptNode(inside) as HTMLElement, made) : undefined;
  }
  get is_there(): boolean {
    return this.element.parentNode !== null && !(this.element.parentNode instanceof DocumentFragment);
  }
  /** False when somebody is in it: it stays until they leave. */
  show(yes: boolean): boolean {
    if (yes === this.is_there) return true;
    if (!yes && this.element.contains(document.activeElement)) return false;
    if (yes) this.keeper.replaceWith(this.element);
    else this.element.replaceWith(this.keeper);
    return true;
  }
}

interface Choice {
  id: string;
  place: Place;
}

class Part {
  readonly choices: Choice[] = [];

  constructor(readonly question: Question, readonly place: Place) {
    for (const made of place.element.querySelectorAll("option, .choice, template")) {
      const choice = Place.of(made);
      const field = choice?.element.matches("option") ? choice.element : choice?.element.querySelector("input");
      const id = (field as HTMLOptionElement | HTMLInputElement | null | undefined)?.value;
      // "Not said" is no option of the question.
      if (choice && question.options?.some((one) => one.id === id)) this.choices.push({ id: id!, place: choice });
    }
  }

  get words(): string {
    const label = this.place.element.querySelector("legend, label");
    const parts = [...(label?.childNodes ?? [])].filter((node) => !(node instanceof Element && node.matches(".optional")));
    return parts.map((node) => node.textContent).join("").trim();
  }
  offer(options: Set<string>): boolean {
    return this.choices.map(({ id, place }) => this.offer_one(place, options.has(id))).every(Boolean);
  }
  private offer_one(place: Place, yes: boolean): boolean {
    const box = place.element.querySelector("input");
    // Who chose what is no longer offered has chosen nothing.
    if (!yes && box?.type === "radio" && place.is_there && !place.element.contains(document.activeElement)) box.checked = false;
    return place.show(yes);
  }
}

/** The questions inside `root`, an element with data-questions. */
export class Asking {
  private readonly parts = new Map<string, Part>();
  private page: Page;
  private readonly said = new Map<string, string>(); // of each place: the text that the server's facts belong to

  constructor(readonly root: HTMLElement, private form: Form) {
    for (const question of form.questions) {
      const id = CSS.escape(question.id);
      const made = root.querySelector(`[data-question="${id}"], template[data-left-out="${id}"]`);
      const place = made && Place.of(made);
      if (place) this.parts.set(question.id, new Part(question, place));
    }
    this.page = page_of(root, form);
    for (const question of form.questions.filter(is_place)) this.said.set(question.id, this.field(question.id)?.defaultValue ?? "");
    root.addEventListener("input", () => this.judge());
    root.addEventListener("change", () => this.judge());
    root.addEventListener("focusout", () => setTimeout(() => this.judge()));
    this.judge(false);
  }

  /** Asks for what the answers call for, and leaves out what they do not. */
  judge(tells = true): void {
    const unsure = new Set([...this.said].filter(([id, text]) => this.texts(id).join() !== text).map(([id]) => id));
    this.page = judge(this.form, { texts: (id) => (this.parts.has(id) ? this.texts(id) : undefined), unsure }, this.page);
    this.show(tells);
  }

  /** The server has looked at what was typed: what it knows counts, and unless somebody typed on, what it asks as well. */
  told(fresh: Element, form: Form, is_current: boolean): void {
    this.form = form;
    for (const question of form.questions.filter(is_place)) {
      const made = fresh.querySelector<HTMLInputElement>(`[name="${CSS.escape(this.name(question.id))}"]`);
      if (made) this.said.set(question.id, made.defaultValue);
    }
    if (!is_current) return this.judge();
    this.page = page_of(fresh, form);
    this.show(true);
  }

  private show(tells: boolean): void {
    const new_words: string[] = [];
    for (const [id, part] of this.parts) {
      const shown = this.page.get(id);
      if (!shown) continue;
      const was_there = part.place.is_there;
      part.offer(shown.options);
      part.place.show(shown.asked);
      if (!was_there && part.place.is_there) new_words.push(part.words);
    }
    if (tells && new_words.length > 0) announce(new_words);
  }

  private name(id: string): string {
    return (this.root.dataset["questions"] ?? "{id}").replace("{id}", id);
  }
  private named(id: string): Field[] {
    return [...this.root.querySelectorAll<Field>(`[name="${CSS.escape(this.name(id))}"]`)];
  }
  private field(id: string): HTMLInputElement | undefined {
    return this.named(id)[0] as HTMLInputElement | undefined;
  }
  private texts(id: string): string[] {
    return this.named(id)
      .filter((field) => !/^(checkbox|radio)$/.test(field.type) || (field as HTMLInputElement).checked)
      .map((field) => field.value);
  }
}

/** What the server shows: what stands there, not in a template. */
function page_of(root: Element, form: Form): Page {
  return new Map(
    form.questions.map((question) => {
      const id = CSS.escape(question.id);
      const part = root.querySelector(`[data-question="${id}"]`);
      const inside = part ?? root.querySelector<HTMLTemplateElement>(`template[data-left-out="${id}"]`)?.content ?? undefined;
      const values = [...(inside?.querySelectorAll<HTMLOptionElement | HTMLInputElement>("option, .choice input") ?? [])];
      return [question.id, { asked: part !== null, options: new Set(values.map(({ value }) => value)) }];
    }),
  );
}

function announce(questions: string[]): void {
  const news = document.getElementById("asking-news");
  if (news) news.textContent = (news.dataset["words"] ?? "{questions}").replace("{questions}", () => questions.join("; "));
}

/** Nothing where the page has none, or one that this script does not know. */
export function form_of(page: Document): Form | undefined {
  try {
    const form = JSON.parse(page.getElementById("asking")?.textContent ?? "null") as Form | null;
    return form?.v === 1 ? form : undefined;
  } catch {
    return undefined;
  }
}

/** Every group of questions of this page. */
export function ask_together(): Asking[] {
  const form = form_of(document);
  if (!form) return [];
  return [...document.querySelectorAll<HTMLElement>("[data-questions]")].map((root) => new Asking(root, form));
}
