// The dispatch board: work orders are carried by mouse, or lifted with the space bar and moved with the arrow keys. Every card is a link
// to a plain form that does the same. What somebody else moved meanwhile is refused by the server and stays where it is.
import { allTypes, onLive, refresh } from "./stream.ts";

interface Spot { crew: string; day: string; minute: number | null } // null: off the plan

const quarter = 15;
const frame = (): HTMLElement => document.getElementById("board")!;
const told = document.getElementById("told")!;
const refused = document.getElementById("refused")!;
const words: Record<string, string> = JSON.parse(frame().dataset["words"]!);
const range = () => ({ from: Number(frame().dataset["from"]), until: Number(frame().dataset["until"]) });
let busy = false;   // something is carried: what is under the hand does not move
let stale = false;  // and something happened meanwhile

const say = (name: string, values: Record<string, string> = {}): string =>
  (words[name] ?? "").replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? "");
const clock = (minute: number): string =>
  new Date(2000, 0, 1, 0, minute).toLocaleTimeString(words["language"], { hour: "numeric", minute: "2-digit" });
const value = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const columns = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".crew-day")];
const crewName = (crew: string): string => document.querySelector(`.crew-day[data-crew="${crew}"] h2`)?.textContent ?? "";
const minutesOf = (card: HTMLElement): number => Number(card.dataset["minutes"]);
const columnOf = (card: HTMLElement): HTMLElement | null => card.closest(".crew-day");

const spotWords = (spot: Spot): string =>
  spot.minute === null ? say("off") : say("at", { time: clock(spot.minute), crew: crewName(spot.crew) });

let latest: string | undefined;  // this person's last act: its way back stays until the next one

async function reload(): Promise<void> {
  const url = new URL(location.href);
  for (const name of ["done", "undone"]) url.searchParams.delete(name);
  if (latest) url.searchParams.set("done", latest);
  await refresh("#board", url.href);
}

async function settle(done?: string): Promise<void> {
  busy = false;
  if (done) latest = done;
  if (stale || done) await reload();
  stale = false;
}

/** Asks the server. True when it was done. */
async function send(card: HTMLElement, spot: Spot): Promise<string | null> {
  const body = new URLSearchParams({ csrf: frame().dataset["csrf"]!, order: card.dataset["order"]!, revision: card.dataset["revision"]! });
  if (spot.minute === null) body.set("unplan", "yes");
  else {
    body.set("crew", spot.crew);
    body.set("day", spot.day);
    body.set("time", value(spot.minute));
    body.set("minutes", card.dataset["minutes"]!);
  }
  const answer = await fetch("/desk/board/moves", { method: "POST", body, credentials: "same-origin" }).catch(() => null);
  refused.replaceChildren();
  if (answer?.ok) return ((await answer.json()) as { act: string }).act;
  const error = answer ? ((await answer.json().catch(() => null)) as { error?: { message: string; fix?: string } } | null)?.error : null;
  const strip = document.createElement("div");
  strip.className = "note bad";
  strip.textContent = error ? `${error.message} ${error.fix ?? ""}` : say("failed");
  refused.append(strip);
  strip.scrollIntoView({ block: "nearest" });
  stale = true;
  return null;
}

async function put(card: HTMLElement, spot: Spot): Promise<void> {
  const title = card.dataset["title"]!;
  const act = await send(card, spot);
  if (act) {
    const here = spot.day === frame().dataset["day"];
    told.textContent = spot.minute === null ? say("taken", { title })
      : here ? say("put", { title, time: clock(spot.minute), crew: crewName(spot.crew) }) : say("put_day", { title });
  }
  const id = card.id;
  await settle(act ?? undefined);
  document.getElementById(id)?.focus();
}

// By mouse or pen. A finger scrolls; it opens the form instead.
function spotAt(x: number, y: number, card: HTMLElement): { spot: Spot; mark: HTMLElement } | null {
  const under = document.elementFromPoint(x, y);
  const day = under?.closest<HTMLElement>(".day-cell");
  if (day) return { spot: { crew: day.dataset["crew"]!, day: day.dataset["day"]!, minute: range().from }, mark: day };
  const pile = under?.closest<HTMLElement>(".pile");
  if (pile) return { spot: { crew: "", day: "", minute: null }, mark: pile };
  const column = under?.closest<HTMLElement>(".crew-day");
  const slots = column?.querySelector<HTMLElement>(".slots");
  if (!column || !slots) return null;
  const { from, until } = range();
  const box = slots.getBoundingClientRect();
  const row = box.height / ((until - from) / quarter);
  const steps = Math.floor((y - box.top) / row);
  const last = (until - from - Math.min(minutesOf(card), until - from)) / quarter;
  const minute = from + Math.max(0, Math.min(steps, Math.floor(last))) * quarter;
  return { spot: { crew: column.dataset["crew"]!, day: frame().dataset["day"]!, minute }, mark: column };
}

addEventListener("pointerdown", (down) => {
  const card = (down.target as HTMLElement).closest<HTMLElement>(".card-link");
  if (!card || down.button !== 0 || down.pointerType === "touch" || card.dataset["fixed"] || busy) return;
  const box = card.getBoundingClientRect();
  const grip = Math.min(down.clientY - box.top, 20);
  let ghost: HTMLElement | null = null;
  let mark: HTMLElement | null = null;
  let spot: Spot | null = null;

  const move = (event: PointerEvent): void => {
    if (!ghost && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 6) return;
    if (!ghost) {
      busy = true;
      ghost = card.parentElement!.cloneNode(true) as HTMLElement;
      ghost.removeAttribute("id");
      ghost.querySelector("[id]")?.removeAttribute("id");
      ghost.classList.add("carried");
      ghost.setAttribute("aria-hidden", "true");
      document.body.append(ghost);
      card.parentElement!.classList.add("going");
    }
    ghost.style.transform = `translate(${event.clientX - 30}px, ${event.clientY - grip}px)`;
    const found = spotAt(event.clientX, event.clientY - grip + 6, card);
    mark?.classList.remove("aim");
    mark = found?.mark ?? null;
    spot = found?.spot ?? null;
    mark?.classList.add("aim");
    told.textContent = spot === null ? "" : spotWords(spot);
  };
  const stop = (dropped: boolean): void => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", cancel);
    removeEventListener("keydown", escape, true);
    ghost?.remove();
    mark?.classList.remove("aim");
    card.parentElement?.classList.remove("going");
    if (!ghost) return;
    // The click that follows would open the form.
    const swallow = (click: Event): void => click.preventDefault();
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
    if (dropped && spot) void put(card, spot);
    else {
      told.textContent = say("left", { title: card.dataset["title"]! });
      void settle();
    }
  };
  const up = (): void => stop(true);
  const cancel = (): void => stop(false);
  const escape = (event: KeyboardEvent): void => { if (event.key === "Escape") stop(false); };
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", cancel);
  addEventListener("keydown", escape, true);
});
addEventListener("dragstart", (event) => { if ((event.target as HTMLElement).closest?.(".card-link")) event.preventDefault(); });

// By keyboard.
let lifted: { card: HTMLElement; spot: Spot; home: { parent: ParentNode; next: Node | null; css: string } } | null = null;

/** Shows the lifted card where it would stand. */
function preview(): void {
  if (!lifted) return;
  const { card, spot } = lifted;
  const item = card.parentElement!;
  const column = document.querySelector<HTMLElement>(`.crew-day[data-crew="${spot.crew}"]`);
  const slots = column?.querySelector(".slots");
  if (!slots || spot.minute === null) return;
  const list = slots.querySelector("ol") ?? slots;
  const { from } = range();
  const rows = Math.max(2, Math.min(48, Math.ceil(minutesOf(card) / quarter)));
  const row = (spot.minute - from) / quarter + 1;
  const digits = (n: number): [number, number] => [Math.floor(n / 10), n % 10];
  const [[ten, one], [span_ten, span_one]] = [digits(row), digits(rows)];
  item.className = `slot lifted t${ten} o${one} m${span_ten} n${span_one} l1`;
  if (item.parentElement !== list) list.append(item);
  card.focus();
  item.scrollIntoView({ block: "nearest", inline: "nearest" });
  told.textContent = say("at", { time: clock(spot.minute), crew: crewName(spot.crew) });
}

function lift(card: HTMLElement): void {
  if (card.dataset["fixed"]) {
    told.textContent = say("fixed");
    return;
  }
  const item = card.parentElement!;
  const own = columnOf(card) ?? document.querySelector<HTMLElement>(`.crew-day[data-crew="${item.dataset["crew"]}"]`) ?? columns()[0];
  if (!own) return;
  busy = true;
  const { from } = range();
  const minute = item.dataset["starts"] ? Number(item.dataset["starts"]) : Number(own.dataset["free"]);
  lifted = {
    card,
    spot: { crew: own.dataset["crew"]!, day: frame().dataset["day"]!, minute: from + Math.round((minute - from) / quarter) * quarter },
    home: { parent: item.parentNode!, next: item.nextSibling, css: item.className },
  };
  preview();
  told.textContent = `${say("lifted", { title: card.dataset["title"]! })} ${told.textContent}`;
}

function unlift(): { card: HTMLElement; spot: Spot } | null {
  if (!lifted) return null;
  const { card, spot, home } = lifted;
  lifted = null;
  const item = card.parentElement!;
  item.className = home.css;
  home.parent.insertBefore(item, home.next);
  card.focus();
  return { card, spot };
}

function steer(key: string, by: number): boolean {
  const spot = lifted!.spot;
  const { from, until } = range();
  const all = columns().map((column) => column.dataset["crew"]!);
  const at = all.indexOf(spot.crew);
  const last = until - Math.max(quarter, Math.ceil(minutesOf(lifted!.card) / quarter) * quarter);
  if (key === "ArrowUp") spot.minute = Math.max(from, spot.minute! - by);
  else if (key === "ArrowDown") spot.minute = Math.max(from, Math.min(last, spot.minute! + by));
  else if (key === "ArrowLeft") spot.crew = all[Math.max(0, at - 1)]!;
  else if (key === "ArrowRight") spot.crew = all[Math.min(all.length - 1, at + 1)]!;
  else return false;
  preview();
  return true;
}

/** Without a lifted card the arrows walk from card to card: down a column, to the next one. */
function walk(card: HTMLElement, key: string): boolean {
  const groups = [...columns(), ...document.querySelectorAll<HTMLElement>(".pile")]
    .map((group) => [...group.querySelectorAll<HTMLElement>(".card-link")]).filter((group) => group.length > 0);
  const group = groups.findIndex((one) => one.includes(card));
  const at = groups[group]?.indexOf(card) ?? 0;
  const next = key === "ArrowDown" ? groups[group]?.[at + 1] : key === "ArrowUp" ? groups[group]?.[at - 1]
    : key === "ArrowRight" ? groups[group + 1]?.[0] : key === "ArrowLeft" ? groups[group - 1]?.[0] : undefined;
  next?.focus();
  return /^Arrow/.test(key);
}

addEventListener("keydown", (event) => {
  const card = (event.target as HTMLElement).closest<HTMLElement>(".card-link");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  let used = true;
  if (!lifted) {
    if (event.key === " " && !busy) lift(card);
    else used = walk(card, event.key);
  } else if (event.key === "Escape") {
    told.textContent = say("left", { title: card.dataset["title"]! });
    unlift();
    void settle();
  } else if (event.key === "Enter" || event.key === " ") {
    const done = unlift();
    if (done) void put(done.card, done.spot);
  } else if (event.key === "Delete" || event.key === "Backspace") {
    const done = unlift();
    if (done) void put(done.card, { ...done.spot, minute: null });
  } else used = steer(event.key, event.shiftKey ? 4 * quarter : quarter);
  if (used) event.preventDefault();
});
addEventListener("focusout", (event) => {
  if (lifted && event.target === lifted.card && event.relatedTarget) {
    unlift();
    void settle();
  }
});

onLive("/desk/live", () => {
  if (busy) stale = true;
  else void reload();
}, [...allTypes, "task.withdrawn", "crew.shift_changed"], 400);
