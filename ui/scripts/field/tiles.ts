// The moving map without a connection: its script, its styles, and the tiles around the day's work.
import { fact, map_cache, save_fact } from "./database.ts";

const fresh_ms = 24 * 3_600_000;
const tiles_most = 400;
const space_needed = 40_000_000; // a full device keeps photos rather than maps

interface Wanted {
  styles: Record<string, string>;
  worker: string;
  marks: { at: [number, number] }[];
}
interface Source {
  tiles?: string[];
  minzoom?: number;
  maxzoom?: number;
}
/** What was fetched when, and around which places. */
interface Kept {
  places: string;
  at: number;
}

/** The tile of a place, in whole and parts: the usual web grid. */
function tile_at([longitude, latitude]: [number, number], zoom: number): { x: number; y: number } {
  const side = 2 ** zoom;
  const radians = (latitude * Math.PI) / 180;
  const y = (1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2;
  return { x: ((longitude + 180) / 360) * side, y: y * side };
}

/** The tiles of the place and those next to it: the next ones on all sides. The coarse zooms come first, and `most` cuts the fine ones. */
export function tiles_around(places: [number, number][], zooms: { first: number; last: number }, most: number): string[] {
  const found = new Set<string>();
  for (let zoom = zooms.first; zoom <= zooms.last; zoom++) {
    const around = new Set<string>();
    for (const place of places) {
      const { x, y } = tile_at(place, zoom);
      const side = 2 ** zoom;
      for (const dx of [0, -1, 1])
        for (const dy of [0, -1, 1]) {
          const [column, row] = [Math.floor(x) + dx, Math.floor(y) + dy];
          if (column >= 0 && row >= 0 && column < side && row < side) around.add(`${zoom}/${column}/${row}`);
        }
    }
    for (const tile of around) if (found.size < most) found.add(tile);
  }
  return [...found];
}

class Missing extends Error {}

async function keep(cache: Cache, path: string): Promise<Response> {
  const here = await cache.match(path);
  if (here) return here;
  const answer = await fetch(path, { credentials: "same-origin" });
  if (!answer.ok) throw new Missing(path);
  await cache.put(path, answer.clone());
  return answer;
}

/** The script and all parts that it may ask for later. */
async function keep_script(cache: Cache, path: string, seen = new Set<string>()): Promise<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const text = await (await keep(cache, path)).text();
  for (const [, name] of text.matchAll(/["'](?:\.|\/assets)\/([\w-]+\.js)["']/g)) await keep_script(cache, `/assets/${name}`, seen);
}

function wanted_map(): Wanted | undefined {
  const figure = document.querySelector<HTMLElement>("#day-map figure[data-map]");
  return figure ? (JSON.parse(figure.dataset["map"] ?? "{}") as Wanted) : undefined;
}

async function space_is_here(): Promise<boolean> {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return quota - usage > space_needed;
}

async function fetch_all(cache: Cache, wanted: Wanted): Promise<void> {
  const script = document.querySelector<HTMLScriptElement>('script[src*="/assets/map-"]');
  if (script) await keep_script(cache, new URL(script.src).pathname);
  await keep_script(cache, wanted.worker);
  let source: Source = {};
  for (const path of Object.values(wanted.styles)) {
    const style = (await (await keep(cache, path)).clone().json()) as { sources?: Record<string, Source> };
    source = Object.values(style.sources ?? {}).find((one) => one.tiles) ?? source;
  }
  const template = source.tiles?.[0];
  if (!template) return;
  const zooms = { first: source.minzoom ?? 8, last: source.maxzoom ?? 14 };
  const tiles = tiles_around(wanted.marks.map(({ at }) => at), zooms, tiles_most);
  // Several at once: each is small, and the way there is what takes time. Where the town ends there are none.
  while (tiles.length > 0)
    await Promise.all(
      tiles.splice(0, 6).map((tile) => {
        const [z = "", x = "", y = ""] = tile.split("/");
        return keep(cache, template.replace("{z}", z).replace("{x}", x).replace("{y}", y)).catch((error: unknown) => {
          if (!(error instanceof Missing)) throw error;
        });
      }),
    );
}

/** "ready": all of it is on the device. "full": there is too little space. "later": no connection, no map, or not here. */
export async function fetch_map(): Promise<"ready" | "full" | "later"> {
  const wanted = wanted_map();
  if (!wanted || !("caches" in globalThis)) return "later";
  const places = JSON.stringify(wanted.marks.map(({ at }) => at));
  const before = (await fact("map")) as Kept | undefined;
  if (before?.places === places && Date.now() - before.at < fresh_ms) return "ready";
  if (!(await space_is_here())) return "full";
  if (before && Date.now() - before.at >= fresh_ms) await caches.delete(map_cache); // maps and scripts change
  try {
    await fetch_all(await caches.open(map_cache), wanted);
  } catch (error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError") return await forget_map(), "full";
    throw error;
  }
  await save_fact("map", { places, at: Date.now() } satisfies Kept);
  return "ready";
}

export async function forget_map(): Promise<void> {
  await caches?.delete(map_cache);
  await save_fact("map", undefined);
}
