// The studio checks and tests a part while it is typed: the page that would be shown is fetched, and what it says of the faults put here.

async function examine(form: HTMLFormElement, path: string, state: { asked: number }): Promise<void> {
  const asked = ++state.asked;
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
  const answer = await fetch(path, { method: "POST", body: data, credentials: "same-origin" });
  // Somebody typed on: the answer to the later words comes by itself.
  if (!answer.ok || asked !== state.asked) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const selector of ["#verdict", "figure.workflow-figure"]) {
    const from = fresh.querySelector(selector);
    const here = document.querySelector(selector);
    if (from && here) here.replaceChildren(...from.childNodes);
  }
}

for (const frame of document.querySelectorAll<HTMLElement>("[data-examine]")) {
  const form = frame.querySelector("form");
  const path = frame.dataset["examine"];
  if (!form || !path) continue;
  const state = { asked: 0 };
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void examine(form, path, state), 300);
  });
}
