// The report journey: address suggestions while typing, and the browser's own position.

function wait(milliseconds: number, act: (text: string) => void): (text: string) => void {
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => act(text), milliseconds);
  };
}

function suggestAddresses(field: HTMLInputElement): void {
  const list = document.getElementById(field.getAttribute("list") ?? "");
  const path = field.dataset["suggest"];
  if (!list || !path) return;
  const ask = wait(120, (text) => {
    void (async () => {
      const answer = await fetch(`${path}?q=${encodeURIComponent(text)}`);
      if (!answer.ok) return;
      const lines = (await answer.json()) as string[];
      list.replaceChildren(...lines.map((line) => new Option(line, line)));
    })();
  });
  field.addEventListener("input", () => {
    forgetPosition(field);
    if (field.value.trim().length > 1) ask(field.value.trim());
  });
}

const partsNamed = (question: string, part: string): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(question)}.${part}"]`),
];

const positionFields = (question: string): HTMLInputElement[] => ["lat", "long"].flatMap((part) => partsNamed(question, part));

/** Somebody types an address: the position that the browser gave before no longer counts. */
function forgetPosition(field: HTMLInputElement): void {
  for (const hidden of positionFields(field.name)) hidden.value = "";
}

function offerPosition(button: HTMLButtonElement): void {
  const question = button.dataset["locate"];
  if (!question || !navigator.geolocation) return;
  button.hidden = false;
  const told = document.querySelector("[data-located]");
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [latitude, longitude] = positionFields(question);
        if (latitude) latitude.value = coords.latitude.toFixed(6);
        if (longitude) longitude.value = coords.longitude.toFixed(6);
        const text = document.querySelector<HTMLInputElement>(`input[name="${CSS.escape(question)}"]`);
        const line = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
        if (text) text.value = line;
        for (const named of partsNamed(question, "named")) named.value = line;
        button.disabled = false;
        if (told) told.textContent = `± ${Math.round(coords.accuracy)} m`;
      },
      (error) => {
        button.disabled = false;
        if (told) told.textContent = error.message;
      },
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  });
}

for (const field of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) suggestAddresses(field);
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-locate]")) offerPosition(button);

// A form that is on its way is not sent a second time by an impatient finger.
for (const form of document.querySelectorAll<HTMLFormElement>("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset["sent"]) event.preventDefault();
    form.dataset["sent"] = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset["sent"];
});
