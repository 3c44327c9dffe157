// The studio checks, tests and saves a part while it is typed: the page that would be shown is fetched, and what it says is put here.

import { type Answer, type Field, ask, fields_in, key_of, set, ticks, value_of, words_of } from "../studio/fields.ts";
import { Panel, Tried, tell_windows } from "../studio/preview.ts";

/** What the checker says of a field stands before it. */
function show_faults(fresh: Document): void {
  for (const old of document.querySelectorAll("form.studio p.error")) old.remove();
  for (const field of document.querySelectorAll("form.studio .wrong")) field.classList.remove("wrong");
  for (const fault of fresh.querySelectorAll<HTMLElement>("form.studio p.error")) {
    const owner = fault.id ? fault.id.replace(/-error$/, "") : (fault.closest<HTMLElement>("[id^='field-']")?.id ?? "");
    const here = document.getElementById(owner);
    const copy = document.importNode(fault, true);
    const legend = here?.querySelector(":scope > legend, :scope > h3");
    if (legend) legend.after(copy);
    else if (here && /^(INPUT|SELECT|TEXTAREA)$/.test(here.tagName)) here.before(copy);
    else here?.prepend(copy);
    here?.closest(".field")?.classList.add("wrong");
    for (let fold = here?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  }
  for (const field of document.querySelectorAll<HTMLElement>("form.studio [id^='field-']")) describe(field, fresh.getElementById(field.id));
}

/** Those who do not see the fault beside a field are told it with the field. */
function describe(field: HTMLElement, made: HTMLElement | null): void {
  for (const name of ["aria-invalid", "aria-describedby"]) {
    const value = made?.getAttribute(name);
    if (value) field.setAttribute(name, value);
    else field.removeAttribute(name);
  }
}

function replace(here: HTMLElement, fresh: Document): void {
  const from = fresh.getElementById(here.id);
  if (from) here.replaceChildren(...[...from.childNodes].map((node) => document.importNode(node, true)));
}

function show_answer(fresh: Document): void {
  for (const here of document.querySelectorAll<HTMLElement>("[data-live]")) replace(here, fresh);
  show_faults(fresh);
}

/**
 * The form as it stands after a save: the next one counts from there. What was typed since it was sent stays, and so does the cursor.
 * Where the page has other fields now (a question became a choice), it gets them.
 */
function take_over(form: HTMLFormElement, fresh: HTMLFormElement, sent: Map<string, string>): void {
  const typed = fields_in(form).filter((field) => sent.get(key_of(field)) !== value_of(field));
  const later = new Map(typed.map((field) => [key_of(field), value_of(field)]));
  const active = document.activeElement as Field | null;
  // A list without entries has a button only.
  const acts = (one: HTMLFormElement) => [...one.querySelectorAll<HTMLButtonElement>("button[name=act]")].map((button) => button.value);
  const choices = (field: Field) => (field instanceof HTMLSelectElement ? [...field.options].map((choice) => choice.value).join() : "");
  const shape = (one: HTMLFormElement) => [...fields_in(one).map((field) => key_of(field) + choices(field)), ...acts(one)].join("\0");
  if (shape(form) === shape(fresh)) {
    const there = fields_in(fresh);
    fields_in(form).forEach((field, i) => {
      const other = there[i];
      if (other && field !== active && !later.has(key_of(field))) set(field, value_of(other));
    });
    return;
  }
  const cursor = active && "selectionStart" in active ? active.selectionStart : null;
  const open = new Set([...form.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
  form.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  for (const fold of form.querySelectorAll("details"))
    if (open.has(fold.querySelector("summary")?.textContent ?? "")) fold.open = true;
  for (const field of fields_in(form)) {
    const value = later.get(key_of(field));
    if (value !== undefined) set(field, value);
    if (!active || !active.name || key_of(field) !== key_of(active)) continue;
    field.focus();
    const text = "setSelectionRange" in field && !ticks(field) && field.type !== "number";
    if (text && cursor !== null) field.setSelectionRange(cursor, cursor);
  }
}

/** One form: examined soon after each letter, saved in each pause. */
class Sheet {
  private asked = 0;
  private typed = false;
  private examining = 0;
  private pause = 0;
  private saving = false;
  private waiting: (() => void) | undefined;
  private readonly panel: Panel | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly examine_path: string,
    private save_path: string | undefined,
  ) {
    const beside = document.getElementById("beside");
    this.panel = beside ? new Panel(beside, () => void this.look()) : undefined;
    this.panel?.begin();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("submit", (event) => {
      clearTimeout(this.pause);
      if (this.saving) return this.after_saving(event);
      this.typed = false;
    });
    // What was typed and not saved is not lost by a wrong press.
    addEventListener("beforeunload", (event) => {
      if (this.typed) event.preventDefault();
    });
  }

  /** A button that is pressed while a save is on its way counts from what that save leaves. */
  private after_saving(event: SubmitEvent): void {
    event.preventDefault();
    const pressed = event.submitter?.getAttribute("value") ?? "save";
    this.waiting = () => {
      const buttons = [...this.form.querySelectorAll<HTMLButtonElement>("button[name=act]")];
      this.form.requestSubmit(buttons.find((button) => button.value === pressed));
    };
  }

  private changed(): void {
    this.typed = true;
    clearTimeout(this.examining);
    this.examining = window.setTimeout(() => void this.examine(), 300);
    this.save_in(1500);
  }

  private save_in(milliseconds: number): void {
    clearTimeout(this.pause);
    if (this.save_path) this.pause = window.setTimeout(() => void this.save(), milliseconds);
  }

  private async examine(): Promise<void> {
    const asked = ++this.asked;
    const body = words_of(this.form).toString();
    const query = this.panel?.query ?? "";
    const { status, fresh } = await ask(this.examine_path + query, body);
    // Somebody typed on: the answer to the later words comes by itself.
    if (status !== 200 || asked !== this.asked) return;
    show_answer(fresh);
    this.panel?.show(fresh, query);
    tell_windows(this.examine_path, body);
  }

  /** The preview alone, when another channel was chosen. */
  private async look(): Promise<void> {
    const asked = this.asked;
    const query = this.panel?.query ?? "";
    const { status, fresh } = await ask(this.examine_path + query, words_of(this.form).toString());
    if (status === 200 && asked === this.asked) this.panel?.show(fresh, query);
  }

  private async save(): Promise<void> {
    if (!this.save_path || !this.typed) return;
    if (this.saving) return this.save_in(500);
    this.saving = true;
    const sent = new Map(fields_in(this.form).map((field) => [key_of(field), value_of(field)]));
    try {
      this.told(await ask(this.save_path, words_of(this.form).toString()), sent);
    } catch {
      const state = document.getElementById("saved-state");
      if (state) state.textContent = state.dataset["failed"] ?? "";
      this.save_in(10_000);
    } finally {
      this.saving = false;
      const next = this.waiting;
      this.waiting = undefined;
      next?.();
    }
  }

  private told({ status, fresh }: Answer, sent: Map<string, string>): void {
    // Somebody else saved, or the draft is closed: the button brings both together, or says what is the matter.
    if (status === 409) this.save_path = undefined;
    if (status !== 200 && status !== 409) return;
    show_answer(fresh);
    for (const id of ["notice", "saved-state"]) {
      const here = document.getElementById(id);
      if (here) replace(here, fresh);
    }
    // The notice stands at the top, where who types further down does not look.
    const state = document.getElementById("saved-state");
    if (status === 409 && state) state.textContent = document.getElementById("notice")?.innerText ?? "";
    const after = fresh.querySelector<HTMLFormElement>("form.studio");
    if (status !== 200 || !after) return;
    this.typed = fields_in(this.form).some((field) => sent.get(key_of(field)) !== value_of(field));
    take_over(this.form, after, sent);
  }
}

// On a page of its own; beside a form it is looked at only.
const preview = document.getElementById("preview");
if (preview && !preview.inert) new Tried(preview);

for (const frame of document.querySelectorAll<HTMLElement>("[data-examine]")) {
  const form = frame.querySelector("form");
  const path = frame.dataset["examine"];
  if (form && path) new Sheet(form, path, frame.dataset["autosave"]);
}
