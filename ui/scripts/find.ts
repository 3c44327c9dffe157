// Search while typing: a form with data-find shows its own answer in place, without a new page.

/** The words of the form as its address. */
function address_of(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) query.set(name, value);
  return `${form.getAttribute("action") ?? location.pathname}?${query.toString()}`;
}

async function show(form: HTMLFormElement, selector: string, path: string): Promise<void> {
  const answer = await fetch(path, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  // Somebody typed on: the answer to the later words comes by itself.
  if (!answer.ok || path !== address_of(form)) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(selector);
  const here = document.querySelector(selector);
  if (fresh && here) here.replaceChildren(...fresh.childNodes);
  history.replaceState(null, "", path);
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-find]")) {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void show(form, form.dataset["find"] ?? "#found", address_of(form)), 150);
  });
}
