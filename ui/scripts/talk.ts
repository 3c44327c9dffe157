// The page of one contact, for somebody who types while the caller speaks: questions follow the answers at once; what only the server can
// say (the place, what is known already, by when) is fetched after each answer. Nobody's cursor moves but by their own key.
import "./find.ts";
import "./helped.ts";
import "./report.ts";
import { type Asking, ask_together, form_of } from "../questions/page.ts";

const answered_after_ms = 150; // a press of a button that takes the cursor out of a field sends the form itself

/** What was wrong and is right now is no longer marked. */
function forget_faults(script: Element, fresh: Document): void {
  for (const wrong of script.querySelectorAll(".field.wrong")) {
    const control = wrong.id ? wrong : wrong.querySelector("[id^='field-']:not(p)");
    if (!control || fresh.getElementById(control.id)?.closest(".field.wrong")) continue;
    wrong.classList.remove("wrong");
    wrong.querySelector(".error")?.remove();
    for (const invalid of wrong.querySelectorAll("[aria-invalid]")) invalid.removeAttribute("aria-invalid");
    document.querySelector(`.error-summary a[href="#${CSS.escape(control.id)}"]`)?.closest("li")?.remove();
  }
  const summary = document.querySelector(".error-summary");
  if (summary && !summary.querySelector("li")) summary.remove();
}

class Talk {
  private waiting = 0;
  private busy = false;
  private again = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly script: HTMLElement,
    private readonly asking: Asking | undefined,
  ) {
    form.addEventListener("change", () => this.soon());
    form.addEventListener("input", (event) => this.typed(event.target as HTMLElement));
    form.addEventListener("submit", () => clearTimeout(this.waiting));
    script.addEventListener("keydown", (event) => this.pressed(event));
    script.addEventListener("click", (event) => this.clicked(event));
  }

  private typed(field: HTMLElement): void {
    const options = (field as HTMLInputElement).list?.options ?? [];
    // A suggestion was taken: nobody needs to leave the field to hear of it.
    if ([...options].some(({ value }) => value === (field as HTMLInputElement).value)) this.soon();
  }

  /** Enter answers a question and goes to the next one; behind the last it goes to the button, and presses nothing. */
  private pressed(event: KeyboardEvent): void {
    const field = event.target as HTMLElement;
    const plain = event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!plain || !(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    this.go_on_from(field);
  }

  private go_on_from(field: HTMLElement): void {
    const all = [...this.script.querySelectorAll<HTMLElement>("[data-question] :is(input:not([type=hidden]), select, textarea)")];
    const here = field.closest("[data-question]");
    const next = all.slice(all.indexOf(field) + 1).find((one) => one.closest("[data-question]") !== here);
    (next ?? this.form.querySelector<HTMLElement>("button[value=send]"))?.focus();
  }

  private clicked(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[name="choose.place"]');
    const field = button?.closest("[data-question]")?.querySelector<HTMLInputElement>("input");
    if (!button || !field) return;
    event.preventDefault();
    field.value = button.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.go_on_from(field);
    this.soon();
  }

  private soon(): void {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.ask(), answered_after_ms);
  }

  /** One question to the server at a time: an older draft never overtakes a newer one. */
  private async ask(): Promise<void> {
    this.again = this.busy;
    if (this.busy) return;
    this.busy = true;
    try {
      await this.ask_once();
    } catch {
      // No connection: what was typed stands here, and goes with the next answer or the button.
    } finally {
      this.busy = false;
    }
    if (this.again) await this.ask();
  }

  private written(): URLSearchParams {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") data.append(name, value);
    return data;
  }

  private async ask_once(): Promise<void> {
    const sent = this.written();
    const body = new URLSearchParams(sent);
    if (document.querySelector(".error-summary")) body.append("act", "check");
    const answer = await fetch(this.form.action, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = fresh.getElementById("script");
    if (!made) return;
    this.take_over(fresh);
    const form = form_of(fresh);
    if (form) this.asking?.told(made, form, this.written().toString() === sent.toString());
  }

  private take_over(fresh: Document): void {
    for (const here of this.script.querySelectorAll<HTMLElement>("[data-live]")) {
      const made = fresh.getElementById(here.id);
      if (!made || made.innerHTML === here.innerHTML || here.contains(document.activeElement)) continue;
      here.replaceChildren(...[...made.childNodes].map((node) => document.importNode(node, true)));
    }
    forget_faults(this.script, fresh);
  }
}

/** Where the work goes on after a page has come: the first question that is wrong or open, or the first service that fits. */
function place_cursor(script: HTMLElement | null): void {
  if (document.activeElement !== document.body) return;
  if (location.hash === "#offers") document.querySelector<HTMLElement>("#offers button")?.focus();
  if (location.hash !== "#script" || !script) return;
  const fields = [...script.querySelectorAll<HTMLInputElement>("[data-question] :is(input:not([type=hidden]), select, textarea)")];
  (fields.find((one) => one.matches("[aria-invalid]")) ?? fields.find((one) => one.value === "") ?? fields[0])?.focus();
}

const form = document.querySelector<HTMLFormElement>("form.talk");
const script = document.getElementById("script");
const [asking] = ask_together();
if (form && script) new Talk(form, script, asking);
// A browser that goes to the part of the page that its address names takes the cursor away from everything else.
if (document.readyState === "complete") place_cursor(script);
else addEventListener("load", () => requestAnimationFrame(() => place_cursor(script)), { once: true });
