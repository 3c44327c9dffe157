// Shows the city's own page when there is no connection. Scope: /. It answers only where the network did not. The server puts the list of
// what to keep before this script, and names it by what is in it (services/offline).
interface Kept {
  edition: string;
  language: string; // the city's first
  pages: Record<string, string>; // by language
  files: string[]; // what the page is made of
}
declare const self: ServiceWorkerGlobalScope & typeof globalThis & { kept: Kept };
export {};

const store = `resident-${self.kept.edition}`;
const settings = "resident-settings";

/** Pages of staff and crews, signing in, and what is no page: they get what the browser gets. */
const not_ours =
  /^\/(account|admin|api|assets|casework|delegates|desk|field|files|health|hooks|kept|kiosk|look|map|metrics|open311|sign-in|sign-out|styles|telephony|work)(\/|$)|\.[a-z0-9]+$/;

/** The last page could not be loaded: only then anything but pages is looked at. */
let cut = false;

async function keep(cache: Cache, path: string): Promise<void> {
  const answer = await fetch(path, { credentials: "omit" });
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, answer);
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(store);
      await Promise.all([...Object.values(self.kept.pages), ...self.kept.files].map((path) => keep(cache, path)));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith("resident-") && name !== store && name !== settings) await caches.delete(name);
      // Pages are asked for while the worker still starts.
      await self.registration.navigationPreload?.enable();
    })(),
  );
});

const from_store = (path: string): Promise<Response | undefined> =>
  caches.match(path, { cacheName: store, ignoreVary: true });

async function language(): Promise<string> {
  const told = await caches.match("/language", { cacheName: settings });
  return (await told?.text()) ?? "";
}

/** In the language of the last page that was read, or of the link that was pressed. */
async function page_without_connection(url: URL): Promise<Response> {
  const { pages } = self.kept;
  const path = pages[url.searchParams.get("lang") ?? ""] ?? pages[await language()] ?? pages[self.kept.language];
  return (path && (await from_store(path))) || Response.error();
}

async function page(event: FetchEvent, url: URL): Promise<Response> {
  try {
    const answer = ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
    cut = false;
    return answer;
  } catch {
    cut = true;
    return page_without_connection(url);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (!not_ours.test(url.pathname)) event.respondWith(page(event, url));
  } else if (cut && self.kept.files.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(async () => (await from_store(url.pathname)) ?? Response.error()));
  }
});

self.addEventListener("message", (event) => {
  const told = (event.data as { language?: unknown } | null)?.language;
  if (typeof told !== "string" || !(told in self.kept.pages)) return;
  event.waitUntil(
    (async () => {
      if ((await language()) !== told) await (await caches.open(settings)).put("/language", new Response(told));
    })(),
  );
});
