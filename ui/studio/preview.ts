// What each channel makes of a draft, while it is typed: beside the form, and in the page of the preview where that is open in another
// window. The server is given the form as it stands; what it shows is put here.
import { ask, fields_in, key_of, set, value_of, words_of } from "./fields.ts";

/** What a form tells the other windows. Without words: the draft was saved. */
interface Told { draft: string; path?: string; body?: string }

const windows = new BroadcastChannel("studio");
const draft_of = (path: string): string => /^\/admin\/studio\/\d+/.exec(path)?.[0] ?? "";
const draft = draft_of(location.pathname);

export function tell_windows(path: string, body: string): void {
  windows.postMessage({ draft, path, body } satisfies Told);
}
// A button led here: what it did is told as well.
if (new URLSearchParams(location.search).has("saved")) windows.postMessage({ draft } satisfies Told);

const inside = (fresh: Document): Node[] =>
  [...(fresh.getElementById("preview")?.childNodes ?? [])].map((node) => document.importNode(node, true));

/** Which channel and language this browser looks at. Storage may be forbidden. */
function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`studio.${name}`);
  } catch {
    return null;
  }
}
function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`studio.${name}`, value);
  } catch {
    // chosen anew on the next page
  }
}

/** Beside the form. The styles show it where there is room. */
export class Panel {
  private shown = "";

  constructor(private readonly panel: HTMLElement, private readonly ask_again: () => void) {
    for (const select of panel.querySelectorAll("select")) {
      const before = remembered(select.name);
      if (before !== null && select.name !== "test" && [...select.options].some((one) => one.value === before)) select.value = before;
      select.addEventListener("change", () => {
        remember(select.name, select.value);
        this.ask_again();
      });
    }
  }

  begin(): void {
    const ask_first = (): void => {
      if (this.shown === "" && this.is_seen) this.ask_again();
    };
    addEventListener("resize", ask_first);
    ask_first();
  }

  private get is_seen(): boolean {
    return getComputedStyle(this.panel).display !== "none";
  }
  /** Added to the address of the check. */
  get query(): string {
    const form = this.panel.querySelector("form");
    return form && this.is_seen ? `?${words_of(form)}` : "";
  }

  /** `query`: what was asked for. Another choice made meanwhile has its own answer. */
  show(fresh: Document, query: string): void {
    const here = this.panel.querySelector("#preview");
    const made = fresh.getElementById("preview")?.innerHTML ?? "";
    if (!here || made === "" || made === this.shown || query !== this.query) return;
    const first = this.shown === "";
    this.shown = made;
    here.replaceChildren(...inside(fresh));
    if (first) this.turn_to_question();
    // The form's own names stay the only ones of their kind.
    for (const named of here.querySelectorAll("[id]")) named.removeAttribute("id");
  }

  /** The question whose page this is stands in sight. */
  private turn_to_question(): void {
    const at = document.querySelector<HTMLInputElement>("form.studio [name=at]")?.value ?? "";
    const id = document.querySelector<HTMLInputElement>(`form.studio [name="${CSS.escape(`${at}/id`)}"]`)?.value ?? "";
    const question = this.panel.querySelector<HTMLElement>(`[data-question="${CSS.escape(id)}"]`);
    if (question) this.panel.querySelector(".scroll")!.scrollTop = question.offsetTop;
  }
}

/** The preview's own page can be tried: what depends on answers comes and goes, and it follows what is typed elsewhere. */
export class Tried {
  private latest = 0;

  constructor(private readonly preview: HTMLElement) {
    preview.addEventListener("input", () => {
      this.open();
      // What the server worked out belongs to the answers that it was given.
      for (const part of preview.querySelectorAll<HTMLElement>("[data-live]")) part.hidden = true;
    });
    windows.addEventListener("message", ({ data }: MessageEvent<Told>) => {
      if (data.draft === draft) void this.follow(data);
    });
    void this.begin();
  }

  private async begin(): Promise<void> {
    if (!this.preview.querySelector("[data-try]")) return;
    const { ask_together } = await import("../questions/page.ts");
    ask_together();
    this.open();
  }
  private open(): void {
    for (const closed of this.preview.querySelectorAll<HTMLFieldSetElement>("fieldset[data-try]")) closed.disabled = false;
  }

  private async follow({ path, body }: Told): Promise<void> {
    const turn = ++this.latest;
    const chosen = document.querySelector<HTMLFormElement>("form.filters");
    const query = chosen ? `?${words_of(chosen)}` : "";
    const { status, fresh } = await ask(`${path ?? location.pathname}${query}`, body);
    if (status !== 200 || turn !== this.latest) return;
    const answers = new Map(fields_in(this.preview).map((field) => [key_of(field), value_of(field)]));
    this.preview.replaceChildren(...inside(fresh));
    for (const field of fields_in(this.preview)) {
      const answer = answers.get(key_of(field));
      if (answer !== undefined) set(field, answer);
    }
    await this.begin();
  }
}
