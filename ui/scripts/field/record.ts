// A form of a work order becomes an operation of this device: first kept here, then sent.
import { keep, type NewPhoto, type Operation } from "./database.ts";

const longest_side = 2048; // the city keeps 1,600 pixels; what is more only costs signal and space

async function smaller(file: File): Promise<ArrayBuffer> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = longest_side / Math.max(picture.width, picture.height);
    if (scale >= 1 && file.size < 1_500_000) return await file.arrayBuffer();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * Math.min(1, scale));
    canvas.height = Math.round(picture.height * Math.min(1, scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.86));
    return await (blob && blob.size < file.size ? blob : file).arrayBuffer();
  } catch {
    return file.arrayBuffer(); // a kind that this browser cannot draw (HEIC): the city can
  }
}

async function photo_from(file: File): Promise<NewPhoto> {
  const content = await smaller(file);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id: crypto.randomUUID(), hash, bytes: content.byteLength, content, here: false };
}

export interface Order {
  task: string;
  title: string;
  version: number;
}
export interface Person {
  account: string;
  person: string;
}

/** Resolves when it is safe on this device. Rejects with QuotaExceededError when the device is full; nothing is kept then. */
export async function record(form: HTMLFormElement, order: Order, by: Person): Promise<Operation> {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? "").trim();
  const files = data.getAll("photos").filter((one): one is File => one instanceof File && one.size > 0);
  const photos = await Promise.all(files.map(photo_from));
  const operation: Operation = {
    id: crypto.randomUUID(),
    ...by,
    task: order.task,
    title: order.title,
    kind: text("kind"),
    base_version: order.version,
    device_time: new Date().toISOString(),
    note: text("note"),
    minutes: Math.max(0, Math.min(6000, Math.round(Number(text("minutes"))) || 0)),
    materials: text("materials"),
    outcome: text("outcome"),
    ...(text("item") && { item: text("item"), item_words: form.querySelector("button span")?.textContent ?? "" }),
    uploads: photos.map((one) => one.id),
    state: "waiting",
    message: "",
    tries: 0,
  };
  await keep(operation, photos);
  return operation;
}

/** The same for something found. `instead_of`: what the city did not take, corrected now; its photos go along. */
export async function record_found(form: HTMLFormElement, title: string, by: Person, instead_of?: Operation): Promise<Operation> {
  const data = new FormData(form);
  const files = data.getAll("photos").filter((one): one is File => one instanceof File && one.size > 0);
  const photos = await Promise.all(files.map(photo_from));
  const fields: Record<string, string[]> = {};
  for (const [name, value] of data)
    if (typeof value === "string" && value.trim() && !["csrf", "id", "service"].includes(name)) (fields[name] ??= []).push(value.trim());
  const id = crypto.randomUUID();
  const operation: Operation = {
    id,
    ...by,
    task: id,
    title,
    kind: "report",
    base_version: 0,
    device_time: new Date().toISOString(),
    note: String(data.get("note") ?? "").trim(),
    minutes: 0,
    materials: "",
    outcome: "",
    service: String(data.get("service") ?? ""),
    fields,
    uploads: [...(instead_of?.uploads ?? []), ...photos.map((one) => one.id)],
    state: "waiting",
    message: "",
    tries: 0,
  };
  await keep(operation, photos, instead_of);
  return operation;
}

/** The state that a work order has once these operations are applied; the same rule as in kernel/fieldwork. */
export function state_after(state: string, done: Operation[]): string {
  const order = ["assigned", "accepted", "en_route", "started", "paused", "done", "cancelled", "declined"];
  const at_least = (wanted: string): string => (order.indexOf(state) > order.indexOf(wanted) ? state : wanted);
  for (const { kind } of done) {
    if (kind === "accept") state = at_least("accepted");
    if (kind === "on_my_way") state = at_least("en_route");
    if (kind === "start") state = "started";
    if (kind === "pause") state = "paused";
    if (kind === "done") state = "done";
    if (kind === "decline") state = "declined";
  }
  return state;
}
