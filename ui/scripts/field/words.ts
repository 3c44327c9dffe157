// The words of the page, which the server writes into it in the person's language.

const strip = document.getElementById("sync");
const words = JSON.parse(strip?.dataset["words"] ?? "{}") as Record<string, string>;

/** The sentence, with {names} filled in. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}
/** "1 not sent yet", "3 not sent yet". */
export const count_words = (key: string, count: number): string => say(`${key}_${count === 1 ? "one" : "many"}`, { count });
export const clock = (time: number | string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(new Date(time));
