// What the tablet keeps: operations that the city has not acknowledged, their photos, and a few facts. IndexedDB, written durably.

/** Something that the crew did. `order` is the order on this device; the city applies each `id` once. */
export interface Operation {
  order?: number;
  id: string;
  account: string;
  person: string;
  task: string;
  title: string;
  kind: string;
  base_version: number;
  device_time: string;
  note: string;
  minutes: number;
  materials: string;
  outcome: string;
  item?: string; // of the check list, and how it is called there
  item_words?: string;
  service?: string; // of something found, which is no step of a work order: then kind is "report" and task is the id
  fields?: Record<string, string[]>;
  uploads: string[];
  state: "waiting" | "refused";
  message: string;
  tries: number;
}

/** What is known of a photo; its bytes stand apart, because this is read often and they are large. */
export interface Photo {
  id: string;
  hash: string;
  bytes: number;
  here: boolean; // the city has all of it
}
export interface NewPhoto extends Photo {
  content: ArrayBuffer;
}

/** The cache of pages and pictures of the day. */
export const day_cache = "field-day";
/** The cache of what the moving map needs. */
export const map_cache = "field-map";

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("field", 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore("operations", { keyPath: "order", autoIncrement: true }).createIndex("id", "id", { unique: true });
      database.createObjectStore("photos", { keyPath: "id" });
      database.createObjectStore("contents");
      database.createObjectStore("facts");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("no database"));
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

type Stores = "operations" | "photos" | "contents" | "facts";

/** Runs `work` and resolves once all of it is on the disk; rejects with the cause, QuotaExceededError when the device is full. */
async function change(stores: Stores[], work: (transaction: IDBTransaction) => void): Promise<void> {
  const database = await open();
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the change was undone"));
    try {
      work(transaction);
    } catch (error) {
      transaction.abort();
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

async function ask<T>(store: Stores, question: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request = question(database.transaction(store).objectStore(store));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("cannot be read"));
  });
}

/** The operation and its photos, all or nothing. It may stand in for one that the city did not take, and have its photos. */
export function keep(operation: Operation, photos: NewPhoto[], instead_of?: Operation): Promise<void> {
  return change(["operations", "photos", "contents"], (transaction) => {
    if (instead_of?.order !== undefined) transaction.objectStore("operations").delete(instead_of.order);
    for (const { content, ...known } of photos) {
      transaction.objectStore("photos").put(known);
      transaction.objectStore("contents").put(content, known.id);
    }
    transaction.objectStore("operations").add(operation);
  });
}

/** All that was not acknowledged, in order. */
export const operations = (): Promise<Operation[]> => ask("operations", (store) => store.getAll() as IDBRequest<Operation[]>);
export const photo = (id: string): Promise<Photo | undefined> =>
  ask("photos", (store) => store.get(id) as IDBRequest<Photo | undefined>);
export const content_of = (id: string): Promise<ArrayBuffer | undefined> =>
  ask("contents", (store) => store.get(id) as IDBRequest<ArrayBuffer | undefined>);
export const save_operation = (operation: Operation): Promise<void> =>
  change(["operations"], (transaction) => void transaction.objectStore("operations").put(operation));
export const save_photo = (kept: Photo): Promise<void> =>
  change(["photos"], (transaction) => void transaction.objectStore("photos").put(kept));

/** The city has it, or a person threw it away. */
export function forget(gone: Operation[]): Promise<void> {
  return change(["operations", "photos", "contents"], (transaction) => {
    for (const operation of gone) {
      if (operation.order !== undefined) transaction.objectStore("operations").delete(operation.order);
      for (const upload of operation.uploads) {
        transaction.objectStore("photos").delete(upload);
        transaction.objectStore("contents").delete(upload);
      }
    }
  });
}

export const fact = (name: string): Promise<unknown> => ask("facts", (store) => store.get(name) as IDBRequest<unknown>);
export const save_fact = (name: string, value: unknown): Promise<void> =>
  change(["facts"], (transaction) => void transaction.objectStore("facts").put(value, name));

/** Changes a fact by what it is, in one transaction: also the worker and other pages of this device write. */
export function update_fact<T>(name: string, next: (before: T | undefined) => T): Promise<void> {
  return change(["facts"], (transaction) => {
    const store = transaction.objectStore("facts");
    const asked = store.get(name) as IDBRequest<T | undefined>;
    asked.onsuccess = () => void store.put(next(asked.result), name);
  });
}
