// The crew's tablet. The pages come from the server and work without this; with it, what is pressed is first kept on the device and then
// sent, the day's work is there without a connection, and a new work order appears by itself.
import { fact, operations, save_fact, update_fact, type Operation } from "./field/database.ts";
import { fetch_day, fetch_found, forget_day } from "./field/day.ts";
import { fetch_map, forget_map } from "./field/tiles.ts";
import { ask_for_background, offer_device, push_off, start_worker } from "./field/device.ts";
import { not_ticked, show, show_connection, show_map_state, tell, tell_others, untell } from "./field/outbox.ts";
import { prepare_found, to_be_corrected } from "./field/found.ts";
import { record, record_found } from "./field/record.ts";
import { enrol, send_all, type News, type Reported } from "./field/send.ts";
import { say } from "./field/words.ts";
import { onLive, refresh } from "./stream.ts";

const strip = document.getElementById("sync");
const list = document.getElementById("work");
const order = document.getElementById("order");
const account = strip?.dataset["account"] ?? "0";
const news = new BroadcastChannel("field");
let wait_ms = 2_000;
let timer = 0;
let sending = false;

const again = (): void => void act();

function jobs(): Map<string, string> {
  const all = [...document.querySelectorAll<HTMLElement>("#work li[data-task]")];
  return new Map(
    all.map((job) => [job.querySelector("h2 a")?.getAttribute("href") ?? "", `${job.dataset["version"]}/${job.dataset["state"]}`]),
  );
}

/** Told on the list of work, where every report ends, and once: the page that recorded it, or the worker, may have sent it. */
async function tell_reported(): Promise<void> {
  const told = list ? (((await fact("reported")) ?? []) as Reported[]) : [];
  const [first] = told;
  if (!first) return;
  const order = told.length === 1 && first.task ? { href: `/field/orders/${first.task}`, words: say("open_order") } : undefined;
  tell(say("reported", { number: told.map(({ number }) => number).join(", ") }), "good", order);
  await update_fact<Reported[]>("reported", (all) => (all ?? []).filter(({ number }) => !told.some((one) => one.number === number)));
}

/** A work order as the city has it now, for the page that shows it. */
function hear(told: News[]): void {
  wait_ms = 1_000; // something got through: no reason to wait long after the next failure
  if (told.length === 0) return;
  take_news(told);
  news.postMessage(told);
  void show(again);
}

/** Also what another page or the worker of this device has sent. */
function take_news(told: News[]): void {
  void tell_reported();
  for (const { task, state, version, kind, item } of told) {
    if (!order || order.dataset["task"] !== task || !state) continue;
    order.dataset["state"] = state;
    order.dataset["version"] = String(version);
    const box = item && document.querySelector<HTMLElement>(`#checks li[data-item="${CSS.escape(item)}"]`);
    if (box) box.dataset["ticked"] = kind === "check" ? "yes" : "no";
  }
}

let freshening = false;
let stale = false;
/** A batch of a hundred steps tells of a hundred changes: one look at a time, and one more when something changed meanwhile. */
async function show_fresh_work(): Promise<void> {
  stale = true;
  if (!list || freshening) return;
  freshening = true;
  try {
    while (stale) {
      stale = false;
      await freshen();
    }
  } finally {
    freshening = false;
  }
}

async function freshen(): Promise<void> {
  const before = new Set(jobs().keys());
  await refresh("#work", "/field").catch(() => null);
  for (const job of document.querySelectorAll<HTMLElement>("#work li[data-task]")) {
    if (!before.has(job.querySelector("h2 a")?.getAttribute("href") ?? "")) job.classList.add("arrived");
  }
  await show(again);
  if (String([...jobs().keys()]) !== String([...before])) await show_fresh_map();
  if (sending) return; // the way to the city is needed for what was recorded; the day is fetched when that is over
  if (!(await fetch_day(jobs()).catch(() => false))) return;
  strip?.setAttribute("data-day", "ready");
  await fetch_more();
}

let fetching = false;
/** What may come after the work itself: the forms for what is found, and the map around the day's work. */
async function fetch_more(): Promise<void> {
  if (fetching) return;
  fetching = true;
  await fetch_found().then(() => strip?.setAttribute("data-forms", "ready"), () => undefined);
  const map = await fetch_map().catch(() => "later" as const);
  fetching = false;
  if (map !== "later") strip?.setAttribute("data-map", map);
  show_map_state(map);
}

/** Not while somebody moves it. */
async function show_fresh_map(): Promise<void> {
  if (document.querySelector("#day-map figure.opened")) return;
  await refresh("#day-map", "/field").catch(() => null);
  document.dispatchEvent(new Event("fresh-map"));
}

function ask_to_sign_in(): void {
  void save_fact("enrolled", ""); // with the next sign-in anew
  const back = encodeURIComponent(location.pathname.startsWith("/field") ? location.pathname : "/field");
  tell(say("sign_in"), "bad", { href: `/sign-in?next=${back}`, words: say("sign_in_link") });
}

/** One turn of sending; after a failure the next comes by itself, later and later. */
async function act(): Promise<void> {
  clearTimeout(timer);
  const before = await show(again);
  if (sending) return; // the turn under way sends this, too
  sending = true;
  if (before > 0) show_connection("sending");
  const turn = before > 0 ? await send_all(hear) : "sent";
  sending = false;
  const left = await show(again);
  if (turn === "signed_out") return show_connection("connected"), ask_to_sign_in();
  show_connection(turn === "later" || !navigator.onLine ? "offline" : "connected");
  if (turn === "other_person") return tell_others();
  if (turn === "sent" && left === 0) {
    wait_ms = 2_000;
    if (navigator.onLine) untell(say("kept"));
    if (before > 0) await show_fresh_work();
    return;
  }
  timer = window.setTimeout(again, wait_ms);
  wait_ms = Math.min(wait_ms * 2, 60_000);
}

const is_full = (error: unknown): boolean => error instanceof DOMException && error.name === "QuotaExceededError";

/** What the city would refuse, told before it is kept: true when the form may go. */
function is_whole(form: HTMLFormElement): boolean {
  const data = new FormData(form);
  const kind = data.get("kind");
  const missing = kind === "done" && (data.get("outcome") || "fixed") === "fixed" ? not_ticked() : [];
  if (missing.length > 0) {
    tell(say("tick_first", { items: missing.map((box) => box.dataset["required"] ?? "").join(", ") }), "bad");
    missing[0]?.querySelector("button")?.focus();
  }
  const no_reason = kind === "decline" && String(data.get("note") ?? "").trim() === "";
  if (no_reason) {
    tell(say("reason_first"), "bad");
    form.querySelector("textarea")?.focus();
  }
  const no_place = is_found(form) && !String(data.get("place") ?? "").trim();
  if (no_place) {
    tell(say("place_first"), "bad");
    form.querySelector<HTMLInputElement>("[name=place]")?.focus();
  }
  return missing.length === 0 && !no_reason && !no_place && form.reportValidity();
}

const is_found = (form: HTMLFormElement): boolean => new URL(form.action).pathname.startsWith("/field/found/");

async function record_form(form: HTMLFormElement): Promise<Operation> {
  const by = { account, person: strip?.dataset["person"] ?? "" };
  if (is_found(form)) return record_found(form, document.getElementById("report")?.dataset["title"] ?? "", by, to_be_corrected());
  const { task = "", title = "", version = "0" } = order?.dataset ?? {};
  return record(form, { task, title, version: Number(version) }, by);
}

/** A button that rests loses the focus. Who pressed it by key goes on from the step that comes next, or from the fold that closed. */
function go_on_from(form: HTMLFormElement): void {
  const shown = form.closest("[hidden]") ? ".step:not([hidden]) button" : "";
  const fold = form.closest("details:not([open])")?.querySelector("summary");
  const next = shown ? document.querySelector<HTMLElement>(shown) : (fold ?? form.querySelector<HTMLElement>("button[type=submit]"));
  next?.focus({ preventScroll: true });
}

async function keep_form(form: HTMLFormElement, buttons: HTMLButtonElement[]): Promise<void> {
  const pressed = buttons.some((button) => button === document.activeElement);
  for (const button of buttons) button.disabled = true;
  try {
    const kept = await record_form(form);
    form.reset();
    tell(navigator.onLine ? "" : say("kept"), "good");
    wait_ms = 2_000;
    void ask_for_background();
    if (["done", "decline", "report"].includes(kept.kind)) return location.assign("/field");
    if (kept.kind === "note") form.closest("details")?.removeAttribute("open");
    if (kept.kind === "start") document.querySelector("details:has(input[value=done])")?.setAttribute("open", "");
    void act(); // it is safe here: the next thing can be pressed at once, whatever the connection does
    await show(again);
  } catch (error) {
    tell(is_full(error) ? say("full") : `${say("no_store")} ${String(error)}`, "bad");
  } finally {
    for (const button of buttons) button.disabled = false;
    if (pressed) go_on_from(form);
  }
}

/** Where nothing can be kept (no HTTPS, a private window) the forms stay what they are: sent at once by the browser. */
async function can_keep(): Promise<boolean> {
  if (!isSecureContext || !crypto.subtle) return false;
  return operations().then(
    () => true,
    () => false,
  );
}

function take_over_forms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (/^\/field\/(orders\/\d+\/operations|found\/[\w-]+)$/.test(new URL(form.action).pathname)) {
      event.preventDefault();
      if (!is_whole(form)) return;
      const buttons = [...form.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
      void keep_form(form, buttons);
    }
    if (new URL(form.action).pathname === "/sign-out" && !form.dataset["asked"]) {
      event.preventDefault();
      void sign_out(form);
    }
  });
}

async function sign_out(form: HTMLFormElement): Promise<void> {
  const waiting = (await operations()).length;
  if (waiting > 0 && !confirm(say("sign_out_sure", { count: waiting }))) return;
  await Promise.race([push_off().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 2_000))]);
  await forget_day();
  await forget_map();
  await save_fact("enrolled", "");
  form.dataset["asked"] = "yes";
  form.submit();
}

async function know_person(): Promise<void> {
  if (account === "0" || account === "") return;
  if ((await fact("account")) === account) return;
  await forget_day();
  await forget_map();
  await save_fact("account", account);
}

/** Once for each sign-in of a person here: then the session is renewed without one. */
async function enrol_once(): Promise<void> {
  if (account === "0" || account === "" || (await fact("enrolled")) === account) return;
  await enrol().then(() => save_fact("enrolled", account), () => undefined);
}

function listen(): void {
  for (const type of ["online", "focus", "pageshow"]) addEventListener(type, again);
  document.addEventListener("visibilitychange", () => document.hidden || again());
  addEventListener("offline", () => show_connection("offline"));
  news.addEventListener("message", ({ data }) => {
    if (Array.isArray(data)) take_news(data as News[]);
    void (list ? show_fresh_work() : show(again));
  });
  if (!list?.dataset["live"]) return;
  const stream = onLive(list.dataset["live"], () => void show_fresh_work(), undefined, 20);
  stream.addEventListener("open", () => {
    show_connection("connected");
    void show_fresh_work();
    void act();
  });
  stream.addEventListener("error", () => show_connection("offline"));
}

async function begin(): Promise<void> {
  listen();
  if (!(await can_keep())) {
    tell(say("no_store"));
    return;
  }
  take_over_forms();
  await prepare_found();
  await tell_reported();
  void navigator.storage?.persist?.();
  await know_person();
  await act();
  await enrol_once();
  offer_device(await start_worker());
}

void begin();
