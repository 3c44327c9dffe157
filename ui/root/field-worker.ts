// Keeps the crew's pages on the tablet and sends what waits with the app closed. Scope: /field. SHELL is put in by the build.
import { day_cache } from "../scripts/field/database.ts";
import { send_all } from "../scripts/field/send.ts";

declare const self: ServiceWorkerGlobalScope & typeof globalThis;

const shell_cache = `field-shell-${SHELL_VERSION}`;
const offline_page = "/field/offline";
const patience_ms = 4_000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(shell_cache);
      await cache.addAll([...SHELL, offline_page]);
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith("field-shell-") && name !== shell_cache) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

const kept = (request: Request | string): Promise<Response | undefined> => caches.match(request, { ignoreVary: true });

const renewed = (): Promise<boolean> =>
  fetch("/field/renewal", { method: "POST", headers: { Accept: "application/json" } }).then(
    (answer) => answer.ok,
    () => false,
  );

/** The page from the city, and a copy for later. What is no page of the crew's (a sign-in page after a redirect) is not kept. */
async function fresh_page(request: Request, path: string): Promise<Response> {
  let answer = await fetch(request);
  // The session has ended: the way to the sign-in page. This device may open it anew by itself.
  if ((answer.type === "opaqueredirect" || answer.redirected) && path !== offline_page && (await renewed())) answer = await fetch(path);
  if (answer.ok && !answer.redirected && answer.type === "basic" && path !== offline_page) {
    const copy = answer.clone();
    await caches.open(day_cache).then((cache) => cache.put(path, copy)).catch(() => undefined); // a full device still shows the page
  }
  return answer;
}

/** The city's page when it comes in time, else the one that is here, else the page that says so. */
async function page(request: Request, path: string): Promise<Response> {
  const coming = fresh_page(request, path);
  const here = await kept(path);
  if (!here) return coming.catch(async () => (await kept(offline_page)) ?? Response.error());
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(here), patience_ms));
  return Promise.race([coming.then((answer) => (answer.status >= 500 ? here : answer)).catch(() => here), late]);
}

async function picture(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const is_page = /^\/field(\/orders\/\d+|\/found(\/[\w-]+)?)?$/.test(url.pathname);
  if (is_page && (request.mode === "navigate" || request.headers.get("Accept")?.includes("text/html")))
    event.respondWith(request.mode === "navigate" ? page(request, url.pathname) : fresh_page(request, url.pathname));
  else if (request.mode === "navigate" && url.pathname === offline_page) event.respondWith(page(request, offline_page));
  else if (/^\/(assets|files|map|field\/map-worker)[/.]/.test(url.pathname) && request.destination !== "document")
    event.respondWith(picture(request));
});

// Chromium wakes the worker when there is a connection again; what fails is tried again by the browser.
self.addEventListener("sync", (event) => {
  const { tag, waitUntil } = event as ExtendableEvent & { tag: string };
  if (tag !== "outbox") return;
  waitUntil.call(
    event,
    send_all((told) => new BroadcastChannel("field").postMessage(told)).then((turn) => {
      if (turn === "later") throw new Error("not yet");
    }),
  );
});

interface Pushed {
  title: string;
  body: string;
  url: string;
  tag: string;
}

self.addEventListener("push", (event) => {
  event.waitUntil(
    (async () => {
      const told = (event.data?.json() ?? {}) as Partial<Pushed>;
      await self.registration.showNotification(told.title ?? "Cityhall", {
        body: told.body ?? "",
        tag: told.tag ?? "work",
        data: { url: told.url ?? "/field" },
        icon: SHELL.find((path) => path.includes("field-192")) ?? "",
      });
    })(),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url } = event.notification.data as { url: string };
  event.waitUntil(
    (async () => {
      const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
      const open = windows.find((window) => new URL(window.url).pathname.startsWith("/field"));
      await (open ? open.focus().then((window) => window.navigate(url)) : self.clients.openWindow(url));
    })(),
  );
});
