// Maps begin as pictures. This small script puts life into the button that opens the moving one; MapLibre comes only then.

async function open(figure: HTMLElement, button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  try {
    const { openMap } = await import("../map/live_map.ts");
    await openMap(figure, button);
  } catch (error) {
    const told = figure.querySelector<HTMLElement>(".map-told");
    if (told) told.textContent = told.dataset["fails"] ?? String(error);
  }
  button.disabled = false;
}

function wake(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("figure[data-map] [data-open-map]:not(:disabled)"))
    if (!button.closest("figure.opened")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = (event.target as HTMLElement).closest<HTMLButtonElement>("[data-open-map]");
  const figure = button?.closest<HTMLElement>("figure[data-map]");
  if (button && figure) void open(figure, button);
});
// A page that put a fresh map in place of an older one says so.
document.addEventListener("fresh-map", wake);
wake();
