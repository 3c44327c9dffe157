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
  const tell = (words: string | undefined): void => {
    if (told) told.textContent = words ?? "";
  };
  button.addEventListener("click", () => {
    button.disabled = true;
    tell(button.dataset["looking"]);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        void (async () => {
          const line = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
          takePosition(question, coords, (await addressAt(line)) ?? line);
          button.disabled = false;
          const feet = Math.max(10, Math.round((coords.accuracy * 3.2808) / 10) * 10);
          tell(button.dataset["within"]?.replace("{feet}", feet.toLocaleString(document.documentElement.lang)));
        })();
      },
      (error) => {
        button.disabled = false;
        const why = error.code === error.PERMISSION_DENIED ? "denied" : error.code === error.TIMEOUT ? "slow" : "unknown";
        tell(button.dataset[why]);
      },
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  });
}

/** What the city calls that place; nothing where it has no name, or the connection is gone. */
async function addressAt(line: string): Promise<string | undefined> {
  const path = document.querySelector<HTMLInputElement>("input[data-suggest]")?.dataset["suggest"];
  if (!path) return undefined;
  try {
    const answer = await fetch(`${path}?near=${encodeURIComponent(line)}`);
    return answer.ok ? ((await answer.json()) as string[])[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The position counts, and the address that belongs to it is what people read. */
function takePosition(question: string, coords: GeolocationCoordinates, line: string): void {
  const [latitude, longitude] = positionFields(question);
  if (latitude) latitude.value = coords.latitude.toFixed(6);
  if (longitude) longitude.value = coords.longitude.toFixed(6);
  const text = document.querySelector<HTMLInputElement>(`input[name="${CSS.escape(question)}"]`);
  if (text) text.value = line;
  for (const named of partsNamed(question, "named")) named.value = line;
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
