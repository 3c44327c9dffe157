// Pages, news and banners while they are written: what the review finds stands below the text as somebody types.

async function review(area: HTMLTextAreaElement): Promise<void> {
  const sent = new URLSearchParams({ text: area.value, language: area.lang });
  const token = area.form?.querySelector<HTMLInputElement>("input[name=csrf]");
  if (token) sent.set("csrf", token.value);
  const text = area.value;
  const answer = await fetch("/desk/content/review", { method: "POST", body: sent, credentials: "same-origin" });
  if (!answer.ok || area.value !== text) return; // somebody typed on: the answer to the later text comes by itself
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".checks");
  const place = area.closest("fieldset")?.querySelector(".checks-place");
  if (fresh && place) place.replaceChildren(fresh);
}

for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-review]")) {
  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void review(area), 400);
  });
}
