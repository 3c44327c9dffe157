// The crew's list: a new work order appears by itself, without a reload.
import { onLive, refresh } from "./stream.ts";

const list = document.getElementById("work");
const sync = document.getElementById("sync");

function tasks(): Set<string> {
  return new Set([...document.querySelectorAll<HTMLElement>("[data-task]")].map((job) => job.dataset["task"] ?? ""));
}

async function showFreshWork(): Promise<void> {
  const before = tasks();
  await refresh("#work", "/field");
  for (const job of document.querySelectorAll<HTMLElement>("[data-task]")) {
    if (!before.has(job.dataset["task"] ?? "")) job.classList.add("arrived");
  }
}

if (list?.dataset["live"]) {
  const stream = onLive(list.dataset["live"], () => void showFreshWork(), undefined, 20);
  stream.addEventListener("open", () => {
    sync?.classList.remove("offline");
    void showFreshWork();
  });
  stream.addEventListener("error", () => sync?.classList.add("offline"));
}
