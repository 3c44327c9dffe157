// Sends what waits, in order, until the city has acknowledged each. Used by the pages and, with the app closed, by the service worker.
import { content_of, fact, forget, operations, photo, save_fact, save_operation, save_photo, update_fact } from "./database.ts";
import type { Operation, Photo } from "./database.ts";

/** How a turn ended. "later": no connection, or the city is busy; what waits stays and is sent at the next turn. */
export type Turn = "sent" | "later" | "signed_out" | "other_person" | "busy";

/** What the city said about a work order, for a page that shows it. */
export interface News {
  task: string;
  state: string;
  version: number;
  kind: string;
  item?: string;
}
/** What was found on the way and is a request now; kept until the crew was told. `task`: the crew's own work order for it, or "". */
export interface Reported {
  number: string;
  task: string;
}
export type Listener = (news: News[]) => void;

interface State {
  account: string;
  csrf: string;
  batch: number;
  part_bytes: number;
}
interface Answer {
  id: string;
  result: "done" | "already" | "conflict" | "refused" | "waiting";
  message?: string;
  state?: string;
  version?: number;
  number?: string;
  task?: string;
}
interface UploadAnswer {
  received: number;
  complete: boolean;
  damaged: boolean;
}

class SignedOut extends Error {}
class Later extends Error {}
/** The city said no, and why. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const answer_wait_ms = 20_000;
/** So many photos are on their way at once: on a weak signal most of the time is waiting for answers, and one that is lost holds up
 * only its own lane. */
const lanes = 4;

/** The JSON of a good answer. Whatever is not clearly the city's answer counts as no connection: a café's sign-in page, for instance. */
async function call_once<T>(path: string, options: RequestInit): Promise<T> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), answer_wait_ms);
  try {
    const answer = await fetch(path, { ...options, credentials: "same-origin", cache: "no-store", signal: patience.signal });
    const body = (await answer.json()) as T & { error?: { message: string; fix?: string } };
    if (answer.ok) return body;
    if (answer.status === 401) throw new SignedOut();
    if (answer.status >= 500 || answer.status === 429 || !body.error) throw new Later();
    throw new Refused(answer.status, [body.error.message, body.error.fix].filter(Boolean).join(" "));
  } catch (error) {
    if (error instanceof SignedOut || error instanceof Refused) throw error;
    throw new Later();
  } finally {
    clearTimeout(timer);
  }
}

/** Everything that is sent counts once however often it arrives, so a weak signal is tried again at once, three times. */
async function call<T>(path: string, options: RequestInit = {}): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call_once<T>(path, options);
    } catch (error) {
      if (!(error instanceof Later) || tries === 3 || !navigator.onLine) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300 * tries));
    }
  }
}

async function who(): Promise<State> {
  const state = await call<Partial<State>>("/field/state");
  if (!state.account || !state.csrf) throw new Later();
  return { account: state.account, csrf: state.csrf, batch: state.batch ?? 50, part_bytes: state.part_bytes ?? 262_144 };
}

const post = <T>(state: State, path: string, body: BodyInit, type: string): Promise<T> =>
  call<T>(path, { method: "POST", body, headers: { "Content-Type": type, "X-CSRF-Token": state.csrf, Accept: "application/json" } });

/** Goes on where the city stopped hearing; three times anew when it arrived damaged. */
async function send_photo(state: State, kept: Photo, tell: Listener): Promise<void> {
  let told = await call<UploadAnswer>(`/field/uploads/${kept.id}`);
  const content = (await content_of(kept.id)) ?? new ArrayBuffer(0);
  let damaged = 0;
  for (let still = 0; !told.complete; ) {
    const start = told.received;
    const path = `/field/uploads/${kept.id}/parts?start=${start}&bytes=${kept.bytes}&hash=${kept.hash}`;
    told = await post(state, path, content.slice(start, start + state.part_bytes), "application/octet-stream");
    if (told.damaged && ++damaged > 3) throw new Later();
    still = told.received > start ? 0 : still + 1;
    if (still === 0) tell([]);
    if (still > 5) throw new Later();
  }
  await save_photo({ ...kept, here: true });
}

async function refuse(operation: Operation, message: string): Promise<void> {
  await save_operation({ ...operation, state: "refused", message });
}

/** The photos that the city does not have yet. */
async function missing(operation: Operation): Promise<Photo[]> {
  const kept = await Promise.all(operation.uploads.map((upload) => photo(upload)));
  return kept.filter((one): one is Photo => one !== undefined && !one.here);
}

/** What can go now: the operations of a work order keep their order, so one whose photos are still here holds back those after it. */
async function ready(waiting: Operation[], most: number): Promise<{ batch: Operation[]; held: Operation[] }> {
  const batch: Operation[] = [];
  const held_tasks = new Set<string>();
  const held: Operation[] = [];
  for (const operation of waiting) {
    if (batch.length === most) break;
    if (held_tasks.has(operation.task)) continue;
    if ((await missing(operation)).length === 0) {
      batch.push(operation);
      continue;
    }
    held_tasks.add(operation.task);
    if (held.length < lanes) held.push(operation);
  }
  return { batch, held };
}

/** An answer may come twice, when the first was lost. */
const keep_reported = (now: Reported): Promise<void> =>
  update_fact<Reported[]>("reported", (before) => [...(before ?? []).filter(({ number }) => number !== now.number), now]);

async function take_answer(operation: Operation, answer: Answer): Promise<void> {
  if (answer.result === "refused") return refuse(operation, answer.message ?? "");
  if (answer.result !== "waiting") return forget([operation]);
  // The city forgot a photo, which it does after two weeks: send it again.
  if (operation.tries >= 3) return refuse(operation, answer.message ?? "");
  for (const upload of operation.uploads) {
    const kept = await photo(upload);
    if (kept) await save_photo({ ...kept, here: false });
  }
  await save_operation({ ...operation, tries: operation.tries + 1 });
}

function as_sent(operation: Operation): object {
  const { id, task, kind, base_version, device_time, note, minutes, materials, outcome, item, service, fields, uploads } = operation;
  if (kind === "report") return { id, kind, service, fields, device_time, uploads };
  return { id, task, kind, base_version, device_time, note, minutes, materials, outcome, item, uploads };
}

async function send_batch(state: State, batch: Operation[], tell: Listener): Promise<void> {
  const body = JSON.stringify({ account: state.account, operations: batch.map(as_sent) });
  const { answers } = await post<{ answers: Answer[] }>(state, "/field/sync", body, "application/json");
  const by_id = new Map((Array.isArray(answers) ? answers : []).map((answer) => [answer.id, answer]));
  const news: News[] = [];
  for (const operation of batch) {
    const answer = by_id.get(operation.id);
    // Without an answer of its own nothing is known: it stays and is sent again.
    if (!answer) throw new Later();
    const { number, task: made = "" } = answer;
    if (number) await keep_reported({ number, task: made });
    await take_answer(operation, answer);
    const { task, kind, item } = operation;
    if (answer.state && answer.version) news.push({ task, kind, state: answer.state, version: answer.version, ...(item && { item }) });
    if (number) news.push({ task: made, kind, state: "", version: 0 });
  }
  await save_fact("last_sync", Date.now());
  tell(news);
}

async function send_photos_of(state: State, operation: Operation, tell: Listener): Promise<void> {
  for (const kept of await missing(operation)) {
    try {
      await send_photo(state, kept, tell);
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 403) throw error;
      return refuse(operation, error.message);
    }
  }
}

/** Each lane goes on as long as it can; then the first trouble counts. */
async function send_photos(state: State, held: Operation[], tell: Listener): Promise<void> {
  const ended = await Promise.allSettled(held.map((operation) => send_photos_of(state, operation, tell)));
  const reasons = ended.flatMap((one): unknown[] => (one.status === "rejected" ? [one.reason] : []));
  const first = reasons.find((reason) => !(reason instanceof Later)) ?? reasons[0];
  // What one lane got through is worth another step; where none did there is no signal.
  if (first !== undefined && (!(first instanceof Later) || reasons.length === held.length)) throw first;
}

/** One step; true while there is more to do for this person. */
async function step(state: State, tell: Listener): Promise<boolean> {
  const mine = (await operations()).filter((one) => one.state === "waiting" && one.account === state.account);
  if (mine.length === 0) return false;
  const { batch, held } = await ready(mine, state.batch);
  if (batch.length > 0) await send_batch(state, batch, tell);
  else await send_photos(state, held, tell);
  return true;
}

/** A session that ended is opened anew by this device itself, where the city lets it; false: a person signs in. */
async function renew(): Promise<boolean> {
  try {
    const told = await call<{ account?: string }>("/field/renewal", { method: "POST", headers: { Accept: "application/json" } });
    return Boolean(told.account);
  } catch (error) {
    if (error instanceof Later) throw error; // no signal: nothing is known yet
    return false;
  }
}

async function who_is_here(): Promise<State> {
  try {
    return await who();
  } catch (error) {
    if (error instanceof SignedOut && (await renew())) return who();
    throw error;
  }
}

/** After a sign-in: this device may open the session of a crew anew, also after days without signal. */
export async function enrol(): Promise<void> {
  const state = await who();
  await post(state, "/field/renewal/tablets", "{}", "application/json");
}

async function turn(tell: Listener): Promise<Turn> {
  try {
    let state = await who_is_here();
    for (let forged = 0; ; ) {
      try {
        while (await step(state, tell));
        break;
      } catch (error) {
        // The token belongs to an earlier session, the session ended, or somebody else signed in meanwhile: ask once more who is here.
        if (!(error instanceof Refused || error instanceof SignedOut) || ++forged > 2) throw error;
        state = await who_is_here();
      }
    }
    const left = (await operations()).filter((one) => one.state === "waiting");
    return left.length > 0 ? "other_person" : "sent";
  } catch (error) {
    return error instanceof SignedOut ? "signed_out" : "later";
  }
}

let running = false;

/**
 * Sends all that can be sent now; one at a time for all pages and the worker of this device. `tell` hears what changed after each
 * batch, and with an empty list that a part of a photo arrived.
 */
export async function send_all(tell: Listener = () => undefined): Promise<Turn> {
  if (navigator.locks) return navigator.locks.request("field-outbox", { ifAvailable: true }, (lock) => (lock ? turn(tell) : "busy"));
  if (running) return "busy";
  running = true;
  return turn(tell).finally(() => (running = false));
}

export const last_sync = async (): Promise<number> => Number((await fact("last_sync")) ?? 0);
