// The desk: says how much is new without moving the list under somebody's hand; keys for what is done a hundred times a day ("?" shows
// them: keys.ts).
import { on_signs } from "./desk/sign_keys.ts";
import { onLive } from "./stream.ts";

const news = document.getElementById("news");
const numbers = (page: Document): string[] => [...page.querySelectorAll<HTMLElement>("tr[data-case]")].map((row) => row.dataset["case"]!);

/** What people see of each row that can change. */
const shown = (page: Document): string => [...page.querySelectorAll<HTMLElement>("tr[data-case]")]
  .map((row) => row.dataset["case"] + [...row.querySelectorAll(".badge")].map((badge) => badge.textContent).join()).join("|");

/** Asks for the same list again and counts what it would show beyond this one. */
async function look(): Promise<void> {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || !news) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const here = new Set(numbers(document));
  const count = numbers(fresh).filter((one) => !here.has(one)).length;
  if (shown(fresh) === shown(document)) return;
  const many = news.dataset["many"]?.replace("{count}", String(count));
  const words = count === 1 ? news.dataset["one"] : count > 1 ? many : news.dataset["changed"];
  const link = news.querySelector("a")!;
  link.hidden = false; // first, so that the words are what changes in a part of the page that is read out
  if (link.textContent !== words) link.textContent = words ?? "";
}
if (news) onLive("/desk/live", () => void look(), undefined, 300);

function rows(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".inbox .pick + td a")];
}

function walk(step: number): void {
  const links = rows();
  const here = links.indexOf(document.activeElement as HTMLAnchorElement);
  links[Math.min(Math.max(here + step, 0), links.length - 1)]?.focus();
}

function choose(): void {
  const row = (document.activeElement as HTMLElement | null)?.closest("tr[data-case]");
  const box = row?.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (box) box.checked = !box.checked;
}

on_signs({
  j: () => walk(1),
  k: () => walk(-1),
  x: choose,
  n: () => news?.querySelector<HTMLAnchorElement>("a:not([hidden])")?.click(),
});

// One box chooses all rows; without JavaScript each row has its own.
for (const all of document.querySelectorAll<HTMLElement>("[data-all]")) {
  all.hidden = false;
  const box = all.querySelector<HTMLInputElement>("input");
  box?.addEventListener("change", () => {
    for (const one of document.querySelectorAll<HTMLInputElement>(`input[name="${all.dataset["all"]}"]`)) one.checked = box.checked;
  });
}
