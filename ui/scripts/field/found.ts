// Something found on the way: the place by the device's position, and what the city did not take comes back into its form.
import { operations, type Operation } from "./database.ts";
import { tell } from "./outbox.ts";
import { say } from "./words.ts";

const field = (name: string): HTMLInputElement | null => document.querySelector(`main form [name="${CSS.escape(name)}"]`);

function fill(name: string, value: string): void {
  const control = field(name);
  if (control) control.value = value;
}

const position = (patience_ms: number): Promise<GeolocationPosition> =>
  new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, reject, { enableHighAccuracy: true, timeout: patience_ms, maximumAge: 60_000 }),
  );

const words_of = ({ coords }: GeolocationPosition): string => `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;

function offer_position(button: HTMLButtonElement): void {
  const told = document.querySelector("[data-positioned]");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    if (told) told.textContent = say("position_wait");
    void position(20_000)
      .then(
        (found) => {
          fill("place", words_of(found));
          return `± ${Math.round(found.coords.accuracy)} m`;
        },
        () => say("position_none"),
      )
      .then((words) => {
        if (told) told.textContent = words;
        button.disabled = false;
      });
  });
}

/** Without being asked, and only where the person has allowed it before: it helps where the city does not know the address. */
async function note_position(): Promise<void> {
  const allowed = await navigator.permissions?.query({ name: "geolocation" }).catch(() => undefined);
  if (allowed?.state !== "granted") return;
  await position(30_000).then((found) => fill("place.device", words_of(found)), () => undefined);
}

let corrected: Operation | undefined;
/** What the city did not take and this form shows again. */
export const to_be_corrected = (): Operation | undefined => corrected;

function fill_again({ fields = {}, uploads }: Operation): void {
  for (const [name, values] of Object.entries(fields))
    for (const control of document.querySelectorAll<HTMLInputElement>(`main form [name="${CSS.escape(name)}"]`))
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
  if (uploads.length > 0) tell(say("photos_kept"));
}

export async function prepare_found(): Promise<void> {
  const form = document.querySelector("main form:has([name=place])");
  if (!form) return;
  const asked = new URLSearchParams(location.search);
  // The page that is kept on the device knows nothing of the address's query.
  if (!field("place")?.value) fill("place", asked.get("place") ?? "");
  const button = form.querySelector<HTMLButtonElement>("[data-position]");
  if (button && "geolocation" in navigator) offer_position(button);
  void note_position();
  const fix = asked.get("fix");
  corrected = fix ? (await operations()).find(({ id, state }) => id === fix && state === "refused") : undefined;
  if (corrected) fill_again(corrected);
}
