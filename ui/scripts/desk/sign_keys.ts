// Keys of a single sign, pressed anywhere on a page. Whoever speaks to the computer, or presses keys by mistake, can switch them off
// (WCAG 2.2, 2.1.4); this browser remembers it.

const kept = "desk.sign-keys";

export function are_on(): boolean {
  try {
    return localStorage.getItem(kept) !== "off";
  } catch {
    return true; // storage is forbidden
  }
}

export function switch_signs(on: boolean): void {
  try {
    if (on) localStorage.removeItem(kept);
    else localStorage.setItem(kept, "off");
  } catch {
    // on again on the next page
  }
}

/** Where a sign is a letter of what somebody writes, or chooses in a list, it is nothing else. */
const writes = "input:not([type=checkbox], [type=radio]), textarea, select, dialog[open], [contenteditable]";

export function on_signs(acts: Record<string, () => void>): void {
  addEventListener("keydown", (event) => {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest(writes) || !are_on()) return;
    event.preventDefault();
    act();
  });
}
