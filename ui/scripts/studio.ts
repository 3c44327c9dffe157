// The studio checks and tests a part while it is typed: the page that would be shown is fetched, and what it says is put here.

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
  }
}

async function examine(form: HTMLFormElement, path: string, state: { asked: number }): Promise<void> {
  const asked = ++state.asked;
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
  const answer = await fetch(path, { method: "POST", body: data, credentials: "same-origin" });
  // Somebody typed on: the answer to the later words comes by itself.
  if (!answer.ok || asked !== state.asked) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const here of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const from = fresh.getElementById(here.id);
    if (from) here.replaceChildren(...from.childNodes);
  }
  show_faults(fresh);
}

for (const frame of document.querySelectorAll<HTMLElement>("[data-examine]")) {
  const form = frame.querySelector("form");
  const path = frame.dataset["examine"];
  if (!form || !path) continue;
  const state = { asked: 0 };
  let timer = 0;
  let typed = false;
  form.addEventListener("input", () => {
    typed = true;
    clearTimeout(timer);
    timer = window.setTimeout(() => void examine(form, path, state), 300);
  });
  form.addEventListener("submit", () => (typed = false));
  // What was typed and not saved is not lost by a wrong press.
  addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}
