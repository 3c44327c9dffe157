// On every page of the desk: "?" shows the list of keys, "/" goes to the search field where there is one.
import { are_on, on_signs, switch_signs } from "./desk/sign_keys.ts";

/** The box that switches them off. */
function attend(place: ParentNode): void {
  const box = place.querySelector<HTMLInputElement>("[name='sign-keys']");
  if (!box) return;
  box.disabled = false;
  box.checked = are_on();
  box.addEventListener("change", () => switch_signs(box.checked));
}

/** The page of all keys, as a dialog over this one. */
async function show(): Promise<void> {
  if (location.pathname === "/desk/keys" || document.querySelector("dialog.keys")) return;
  const answer = await fetch("/desk/keys", { credentials: "same-origin" }).catch(() => null);
  const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main .read") : null;
  if (!fresh) return location.assign("/desk/keys");
  const heading = fresh.querySelector("h1")!;
  heading.id = "keys-title";
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.tabIndex = -1;
  dialog.append(...fresh.childNodes);
  attend(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  dialog.focus(); // it is read from its heading on
}

attend(document);
on_signs({
  "?": () => void show(),
  "/": () => document.querySelector<HTMLInputElement>("[data-shortcut='/']")?.focus(),
});
