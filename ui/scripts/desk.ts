// The desk: says that there is news without moving the list under somebody's hand; "/" goes to the search field, "j" and "k" walk the list.
import { onLive } from "./stream.ts";

const news = document.getElementById("news");
if (news) onLive("/desk/live", () => (news.hidden = false));

function rows(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".inbox .pick + td a")];
}

function walk(step: number): void {
  const links = rows();
  const here = links.indexOf(document.activeElement as HTMLAnchorElement);
  links[Math.min(Math.max(here + step, 0), links.length - 1)]?.focus();
}

addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select")) return;
  if (event.key === "/") {
    const search = document.querySelector<HTMLInputElement>("[data-shortcut='/']");
    if (!search) return;
    event.preventDefault();
    search.focus();
  }
  if (event.key === "j") walk(1);
  if (event.key === "k") walk(-1);
});

// One box chooses all rows; without JavaScript each row has its own.
for (const all of document.querySelectorAll<HTMLElement>("[data-all]")) {
  all.hidden = false;
  const box = all.querySelector<HTMLInputElement>("input");
  box?.addEventListener("change", () => {
    for (const one of document.querySelectorAll<HTMLInputElement>(`input[name="${all.dataset["all"]}"]`)) one.checked = box.checked;
  });
}
