// The fields of a form: which they are, what they say.

export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export const fields_in = (place: ParentNode): Field[] => [...place.querySelectorAll<Field>("input[name], select[name], textarea[name]")];
export const ticks = (field: Field): field is HTMLInputElement => /^(checkbox|radio)$/.test(field.type);
export const value_of = (field: Field): string => (ticks(field) ? String(field.checked) : field.value);
/** Fields of a group share a name. */
export const key_of = (field: Field): string => (ticks(field) ? `${field.name}\n${field.value}` : field.name);

export function set(field: Field, value: string): void {
  if (ticks(field)) field.checked = value === "true";
  else field.value = value;
}

/** What the form would send. */
export function words_of(form: HTMLFormElement): URLSearchParams {
  const words = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") words.append(name, value);
  return words;
}

export interface Answer { status: number; fresh: Document }

export async function ask(path: string, body?: string): Promise<Answer> {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await fetch(path, { credentials: "same-origin", ...(body === undefined ? {} : { method: "POST", body, headers }) });
  return { status: answer.status, fresh: new DOMParser().parseFromString(await answer.text(), "text/html") };
}
