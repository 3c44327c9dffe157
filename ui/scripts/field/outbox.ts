// What waits on this device, on the page: the count, each item, and the states of work orders as they will be.
import { forget, operations, save_operation, type Operation } from "./database.ts";
import { state_after } from "./record.ts";
import { last_sync } from "./send.ts";
import { clock, count_words, say } from "./words.ts";

const strip = document.getElementById("sync");
const list = document.getElementById("outbox");
const told = document.getElementById("told");
const account = strip?.dataset["account"] ?? "";

export function tell(words: string, kind: "bad" | "good" | "" = "", link?: { href: string; words: string }): void {
  if (!told) return;
  told.hidden = words === "";
  told.className = `note ${kind}`;
  const paragraph = document.createElement("p");
  paragraph.textContent = words;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.words;
    paragraph.append(" ", anchor);
  }
  told.replaceChildren(paragraph);
}

/** Takes these words away when they stand there; others stay. */
export function untell(words: string): void {
  if (told?.textContent?.trim() === words) told.hidden = true;
}

export function show_connection(state: "connected" | "offline" | "sending"): void {
  strip?.classList.toggle("offline", state === "offline");
  const place = strip?.querySelector("[data-connection]");
  if (place && place.textContent !== say(state)) place.textContent = say(state);
}

/** Whether the map moves without a connection, below the map of the day. */
export function show_map_state(state: "ready" | "full" | "later"): void {
  const figure = document.querySelector("#day-map figure");
  if (!figure || state === "later") return;
  const line = figure.querySelector<HTMLElement>(".map-kept") ?? element("p", "", "map-kept soft small");
  line.textContent = say(state === "ready" ? "map_ready" : "map_full");
  figure.append(line);
}

function element(name: string, words: string, css = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = words;
  if (css) made.className = css;
  return made;
}

function button(words: string, press: () => Promise<void>): HTMLButtonElement {
  const made = element("button", words, "quiet") as HTMLButtonElement;
  made.type = "button";
  made.addEventListener("click", () => {
    made.disabled = true;
    void press();
  });
  return made;
}

function item(operation: Operation, again: () => void): HTMLElement {
  const row = document.createElement("li");
  const words = [say(`kind_${operation.kind}`), operation.title, clock(operation.device_time)];
  if (operation.uploads.length > 0) words.push(count_words("photos", operation.uploads.length));
  row.append(element("strong", words.join(" · ")));
  if (operation.item_words) row.append(element("p", operation.item_words, "soft small"));
  if (operation.note) row.append(element("p", operation.note, "soft small"));
  if (operation.state !== "refused") return row;
  row.append(element("p", `${say("refused")}: ${operation.message}`));
  const actions = element("div", "", "actions");
  if (operation.kind === "report" && operation.service) {
    const change = element("a", say("change"), "button quiet") as HTMLAnchorElement;
    change.href = `/field/found/${operation.service}?fix=${operation.id}`;
    actions.append(change);
  }
  actions.append(
    button(say("again"), async () => {
      await save_operation({ ...operation, state: "waiting", message: "", tries: 0 });
      again();
    }),
    // Only a person throws something away, and only after a question.
    button(say("discard"), async () => {
      if (confirm(say("discard_sure"))) await forget([operation]);
      again();
    }),
  );
  row.append(actions);
  return row;
}

function show_list(all: Operation[], again: () => void): void {
  if (!list) return;
  list.hidden = all.length === 0;
  const open = list.querySelector("details")?.open ?? false;
  const fold = document.createElement("details");
  fold.className = "act";
  const refused = all.some((one) => one.state === "refused");
  fold.open = open || refused;
  const rows = element("ul", "", "plain-list");
  const shown = [...all].sort((a, b) => Number(b.state === "refused") - Number(a.state === "refused")).slice(0, 50);
  rows.append(...shown.map((operation) => item(operation, again)));
  fold.append(element("summary", say("waiting_here")), rows);
  list.replaceChildren(fold);
}

async function show_count(waiting: number): Promise<void> {
  const place = strip?.querySelector<HTMLElement>("[data-unsent]");
  if (!strip || !place) return;
  const at = await last_sync();
  const state = waiting > 0 ? count_words("unsent", waiting) : at > 0 ? say("all_sent") : "";
  const parts = [state, at > 0 ? say("last_sync", { time: clock(at) }) : ""];
  place.textContent = parts.filter(Boolean).join(" · ");
  place.hidden = place.textContent === "";
  strip.dataset["unsentCount"] = String(waiting);
}

function show_badge(place: HTMLElement, pending: Operation[]): string {
  const state = state_after(place.dataset["state"] ?? "", pending);
  const badge = place.querySelector<HTMLElement>("[data-badge]");
  const words = say(`state_${state}`) + (pending.length > 0 ? ` · ${say("not_sent")}` : "");
  if (badge && badge.textContent !== words) badge.textContent = words;
  return state;
}

const boxes = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("#checks li[data-item]")];

/** The ticks as they will be; a box that is pressed asks for the opposite of what it shows. */
function show_checks(pending: Operation[]): void {
  for (const box of boxes()) {
    const last = pending.filter(({ kind, item }) => item === box.dataset["item"] && kind.endsWith("check")).at(-1);
    const ticked = last ? last.kind === "check" : box.dataset["ticked"] === "yes";
    box.querySelector("button")?.setAttribute("aria-checked", String(ticked));
    const kind = box.querySelector<HTMLInputElement>("input[name=kind]");
    if (kind) kind.value = ticked ? "uncheck" : "check";
  }
}

/** What must be ticked before the work can end as fixed, and is not. */
export const not_ticked = (): HTMLElement[] =>
  boxes().filter((box) => box.dataset["required"] && box.querySelector("button")?.getAttribute("aria-checked") !== "true");

/** The order's page: only the steps that its state allows, also the state that is not sent yet. */
function show_steps(order: HTMLElement, pending: Operation[]): void {
  const state = show_badge(order, pending);
  show_checks(pending);
  for (const step of document.querySelectorAll<HTMLElement>(".step[data-from]"))
    step.hidden = !(step.dataset["from"] ?? "").split(" ").includes(state);
  const acts = document.getElementById("acts");
  if (acts) acts.hidden = ["done", "cancelled", "declined"].includes(state);
}

/** Brings the page up to date with what waits. `again` is called after a person changed something here. */
export async function show(again: () => void): Promise<number> {
  const all = await operations();
  const waiting = all.filter((one) => one.state === "waiting");
  const of_task = (task: string | undefined): Operation[] => waiting.filter((one) => one.task === task && one.account === account);
  for (const job of document.querySelectorAll<HTMLElement>("li[data-task]")) show_badge(job, of_task(job.dataset["task"]));
  const order = document.getElementById("order");
  if (order) show_steps(order, of_task(order.dataset["task"]));
  show_list(all, again);
  await show_count(waiting.length);
  return waiting.length;
}

/** What others recorded on this device waits for them. */
export async function tell_others(): Promise<void> {
  const others = (await operations()).filter((one) => one.account !== account);
  const [first] = others;
  if (first) tell(say("other_person", { count: others.length, name: first.person }));
}
