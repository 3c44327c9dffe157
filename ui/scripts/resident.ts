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

// The kept page itself, at the address that could not be loaded.
if (document.querySelector("[data-offline]")) addEventListener("online", () => location.reload());
