// Maps begin as pictures. This small script puts life into the button that opens the moving one; MapLibre comes only then.

for (const figure of document.querySelectorAll<HTMLElement>("figure[data-map]")) {
  const button = figure.querySelector<HTMLButtonElement>("[data-open-map]");
  if (!button) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    void (async () => {
      button.disabled = true;
      try {
        const { openMap } = await import("../map/live_map.ts");
        await openMap(figure, button);
      } catch (error) {
        const told = figure.querySelector<HTMLElement>(".map-told");
        if (told) told.textContent = told.dataset["fails"] ?? String(error);
      }
      button.disabled = false;
    })();
  });
}
