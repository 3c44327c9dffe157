// The contact centre: search while typing, address suggestions, the script that follows the answers, and calls as they come in.
import "./find.ts";
import "./report.ts";
import { onLive, refresh } from "./stream.ts";

// A contact that waits shows itself on the start page without a reload.
const news = ["interaction.started", "interaction.waiting", "interaction.taken", "interaction.transferred", "interaction.ended",
  "call_back.asked",
  "call_back.taken", "call_back.done", "call_back.not_reached", "call_back.given_up",
  "incoming.received", "incoming.done", "incoming.dropped"];
const title = document.title;
async function look(): Promise<void> {
  const pop = await refresh("#pop");
  // A tab in the background says that somebody waits.
  const calls = pop?.querySelectorAll(".pop").length ?? 0;
  document.title = calls > 0 ? `(${calls}) ${title}` : title;
  await refresh("#waiting");
}
if (document.querySelector("#waiting")) onLive("/desk/contact/live", () => void look(), news);

// An answer may open further questions: the script is fetched again with what was said so far, and the hand stays where it is.
const form = document.querySelector<HTMLFormElement>("form.talk");
async function follow(changed: HTMLElement): Promise<void> {
  if (!form) return;
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
  const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#script");
  const here = document.querySelector("#script");
  if (!fresh || !here) return;
  here.replaceChildren(...fresh.childNodes);
  const again = changed.id ? document.getElementById(changed.id) : null;
  again?.focus();
}
form?.addEventListener("change", (event) => {
  const field = event.target as HTMLElement;
  if (field.closest("#script")) void follow(field);
});

addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select")) return;
  const search = document.querySelector<HTMLInputElement>("[data-shortcut='/']");
  if (!search) return;
  event.preventDefault();
  search.focus();
});
