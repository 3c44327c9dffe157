// Live streams (server-sent events), and putting fresh server-made HTML in place of old.

/** Listens to a stream; the browser reconnects by itself. `changed` hears about each event, at most once in `pause` ms. */
export function onLive(path: string, changed: (type: string) => void, types: readonly string[] = allTypes, pause = 60): EventSource {
  // What happened between the making of this page and now is told first.
  const heard = document.querySelector<HTMLMetaElement>("meta[name=heard]")?.content;
  const stream = new EventSource(heard ? `${path}?last-event-id=${heard}` : path);
  let waiting = 0;
  for (const type of [...types, "changed"]) {
    stream.addEventListener(type, () => {
      if (waiting) return;
      waiting = window.setTimeout(() => {
        waiting = 0;
        changed(type);
      }, pause);
    });
  }
  return stream;
}

/** Event types that change what people see. */
export const allTypes = [
  "case.opened", "case.state_changed", "case.closed", "case.reopened", "case.assigned", "case.service_changed",
  "case.priority_changed", "case.replied", "case.reporter_wrote", "case.noted", "case.file_added",
  "task.created", "task.assigned", "task.accepted", "task.en_route", "task.started", "task.paused",
  "task.done", "task.cancelled", "task.declined", "task.noted", "task.ordered", "task.planned",
] as const;

/** Whether somebody typed or chose something there that was not sent. */
function is_touched(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): boolean {
  if (field instanceof HTMLSelectElement) {
    const first = [...field.options].findIndex((choice) => choice.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  }
  const ticks = field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type);
  return ticks ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

/** Fetches this page again and swaps the inside of the element that `selector` names. What somebody is typing is never touched. */
export async function refresh(selector: string, path = location.href): Promise<Element | null> {
  const here = document.querySelector(selector);
  const busy = here?.querySelector("details[open], textarea:focus, input:focus");
  const fields = here?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("input, textarea, select") ?? [];
  if (!here || busy || [...fields].some(is_touched)) return null;
  const answer = await fetch(path, { headers: { Accept: "text/html" }, credentials: "same-origin" });
  if (!answer.ok) return null;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(selector);
  // Nothing new: what somebody is about to press stays where it is.
  if (!fresh || fresh.innerHTML === here.innerHTML) return here;
  const focused = here.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
  here.replaceChildren(...fresh.childNodes);
  if (focused) here.querySelector<HTMLElement>(`[href="${CSS.escape(focused)}"]`)?.focus();
  return here;
}
