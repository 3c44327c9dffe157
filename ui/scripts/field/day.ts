// The day's work on the device: each work order's page with its photos and map pictures, so that it opens without a connection.
import { day_cache, fact, save_fact } from "./database.ts";

const fresh_ms = 30 * 60_000;

/** What was fetched when, by path: {version, at, needs}. */
type Fetched = Record<string, { version: string; at: number; needs: string[] }>;

function pictures_of(page: Document): string[] {
  const sources = [...page.querySelectorAll<HTMLImageElement>("main img")].map((image) => image.getAttribute("src") ?? "");
  const sets = [...page.querySelectorAll("main img[srcset], main source[srcset]")].flatMap((one) =>
    (one.getAttribute("srcset") ?? "").split(/,\s+/).map((part) => part.trim().split(/\s+/)[0] ?? ""),
  );
  return [...new Set([...sources, ...sets])].filter((path) => path.startsWith("/"));
}

async function keep_pictures(cache: Cache, paths: string[]): Promise<void> {
  for (const path of paths) {
    if (await cache.match(path, { ignoreVary: true })) continue;
    const answer = await fetch(path, { credentials: "same-origin" });
    if (answer.ok) await cache.put(path, answer);
  }
}

/** Fetches one page into the cache; gives what it shows. */
async function keep_page(cache: Cache, path: string): Promise<string[]> {
  const answer = await fetch(path, { credentials: "same-origin", headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(`${path} is not here`);
  const copy = answer.clone();
  const needs = pictures_of(new DOMParser().parseFromString(await answer.text(), "text/html"));
  await cache.put(path, copy);
  await keep_pictures(cache, needs);
  return needs;
}

const found_list = "/field/found";

/** One at a time in all windows: of two at once, each would throw away what the other has just fetched. */
function in_turn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request("field-day", work) as Promise<T>) : work();
}

async function fetch_forms(): Promise<void> {
  const cache = await caches.open(day_cache);
  const answer = await fetch(found_list, { credentials: "same-origin", headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error("the list of forms is not here");
  await cache.put(found_list, answer.clone());
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const before = ((await fact("forms")) ?? {}) as Fetched;
  const now: Fetched = {};
  for (const line of page.querySelectorAll<HTMLElement>("#found li[data-version]")) {
    const path = new URL(line.querySelector("a")?.getAttribute("href") ?? "/", location.href).pathname;
    const version = `${line.dataset["version"] ?? ""} ${document.documentElement.lang}`;
    const known = before[path];
    const here = known?.version === version && (await cache.match(path, { ignoreVary: true }));
    now[path] = here ? known : { version, at: Date.now(), needs: await keep_page(cache, path) };
    await save_fact("forms", { ...before, ...now });
  }
  await save_fact("forms", now);
}

/** The forms for what crews find on their way: one for each service, fetched again when it has changed. */
export const fetch_found = (): Promise<void> => in_turn(fetch_forms);

async function prune(cache: Cache, jobs: Fetched): Promise<void> {
  const forms = ((await fact("forms")) ?? {}) as Fetched;
  const kept = { ...jobs, ...forms };
  const wanted = new Set(["/field", found_list, ...Object.keys(kept), ...Object.values(kept).flatMap((one) => one.needs)]);
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (!wanted.has(pathname + search)) await cache.delete(url);
  }
}

async function fetch_jobs(jobs: Map<string, string>): Promise<boolean> {
  const cache = await caches.open(day_cache);
  const before = ((await fact("day")) ?? {}) as Fetched;
  const now: Fetched = {};
  let complete = true;
  for (const [path, version] of [["/field", ""] as const, ...jobs]) {
    const known = before[path];
    const good = known && known.version === version && Date.now() - known.at < fresh_ms && path !== "/field";
    try {
      const here = good && (await cache.match(path, { ignoreVary: true }));
      now[path] = here ? known : { version, at: Date.now(), needs: await keep_page(cache, path) };
    } catch {
      complete = false;
      if (known) now[path] = known;
    }
  }
  await save_fact("day", now);
  await prune(cache, now);
  return complete;
}

/** True when all of today's work is on the device. `jobs`: the version of each page by its path. */
export async function fetch_day(jobs: Map<string, string>): Promise<boolean> {
  if (!("caches" in globalThis)) return false;
  return in_turn(() => fetch_jobs(jobs));
}

/** Another person works on this device now, or nobody: what was kept for the one before goes. What waits to be sent stays. */
export async function forget_day(): Promise<void> {
  await caches?.delete(day_cache);
  await save_fact("day", {});
  await save_fact("forms", {});
  await save_fact("reported", []);
}
