// What the device itself can do: the worker that keeps pages, messages about new work, and a place among its apps.
import { say } from "./words.ts";

/** The browser's own event before it offers to install; not in the standard's types. */
interface InstallOffer extends Event {
  prompt(): Promise<void>;
}

export async function start_worker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!("serviceWorker" in navigator)) return undefined;
  try {
    return await navigator.serviceWorker.register("/field-worker.js", { scope: "/field" });
  } catch {
    return undefined;
  }
}

/** Asks the browser to wake the worker when there is a connection again, also with the app closed. Chromium only. */
export async function ask_for_background(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration("/field")) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined;
  await registration?.sync?.register("outbox").catch(() => undefined);
}

function button(place: HTMLElement, words: string, press: (self: HTMLButtonElement) => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = words;
  made.addEventListener("click", () => press(made));
  place.append(made);
  place.hidden = false;
  return made;
}

function offer_install(place: HTMLElement): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    button(place, say("install"), (self) => {
      void (event as InstallOffer).prompt();
      self.remove();
    });
  });
}

async function post(path: string, body: unknown): Promise<boolean> {
  const state = (await (await fetch("/field/state", { cache: "no-store" })).json()) as { csrf: string };
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": state.csrf };
  return (await fetch(path, { method: "POST", headers, body: JSON.stringify(body) })).ok;
}

async function push_on(registration: ServiceWorkerRegistration): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false;
  const { push_key } = (await (await fetch("/field/state", { cache: "no-store" })).json()) as { push_key: string };
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: push_key });
  return post("/field/devices", subscription);
}

/** Also when somebody signs out: the next person's device is not told of this one's work. */
export async function push_off(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration("/field");
  const subscription = await registration?.pushManager?.getSubscription();
  if (!subscription) return;
  await post("/field/devices/removal", { endpoint: subscription.endpoint }).catch(() => false);
  await subscription.unsubscribe();
}

async function offer_push(place: HTMLElement, registration: ServiceWorkerRegistration): Promise<void> {
  if (!("PushManager" in window) || !("Notification" in window)) return;
  let subscription = await registration.pushManager.getSubscription();
  // Whoever is signed in now is whom this device is told for.
  if (subscription) void post("/field/devices", subscription).catch(() => false);
  const toggle = button(place, say(subscription ? "push_off" : "push_on"), (self) => {
    self.disabled = true;
    void (subscription ? push_off() : push_on(registration))
      .catch(() => false)
      .then(async (fine) => {
        subscription = await registration.pushManager.getSubscription();
        self.textContent = fine === false ? say("push_denied") : say(subscription ? "push_off" : "push_on");
        self.disabled = fine === false;
      });
  });
  if (Notification.permission === "denied") {
    toggle.textContent = say("push_denied");
    toggle.disabled = true;
  }
}

export function offer_device(registration: ServiceWorkerRegistration | undefined): void {
  const place = document.getElementById("device");
  if (!place) return;
  offer_install(place);
  if (registration) void offer_push(place, registration);
}
