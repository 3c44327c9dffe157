// On every page of residents: has the city's page kept for when there is no connection, by the worker ui/root/resident-worker.ts.
async function keep_page(): Promise<void> {
  // The worker may be an hour old: a browser would ask for it with each page else.
  await navigator.serviceWorker.register("/resident-worker.js", { scope: "/", updateViaCache: "all" });
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ language: document.documentElement.lang });
}

function start(): void {
  keep_page().catch(() => undefined); // without it, people see what their browser shows
}

if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}

// The kept page itself, at the address that could not be loaded: goes on once the city answers again. A browser's "online" says only that
// there is some network, and a city that was restarted brings none; so the page asks as well, less and less often.
const first_question_ms = 2_000;
const longest_pause_ms = 60_000;

async function city_answers(): Promise<boolean> {
  return fetch("/health", { method: "HEAD", cache: "no-store" }).then(
    (reply) => reply.ok,
    () => false,
  );
}

function go_on_once_answered(pause_ms: number): void {
  setTimeout(async () => {
    if (await city_answers()) location.reload();
    else go_on_once_answered(Math.min(pause_ms * 2, longest_pause_ms));
  }, pause_ms);
}

if (document.querySelector("[data-offline]")) {
  addEventListener("online", () => location.reload());
  go_on_once_answered(first_question_ms);
}
