// The moving map, over the picture of the same place. Comes with MapLibre, when somebody opens it.
import { Map as LiveMap, Marker, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import { Heat } from "./heat.ts";
import { addPoints, answerPresses, showPoints } from "./points.ts";
import { startPicking } from "./pick.ts";
import { wishesOf, type Mark, type Wishes } from "./wishes.ts";

const dark = matchMedia("(prefers-color-scheme: dark)");

async function styleOf(wishes: Wishes): Promise<StyleSpecification> {
  const answer = await fetch(dark.matches ? wishes.styles.dark : wishes.styles.light);
  const style = (await answer.json()) as StyleSpecification;
  for (const source of Object.values(style.sources))
    if ("tiles" in source && source.tiles) source.tiles = source.tiles.map((tile) => location.origin + tile);
  return style;
}

function dot(mark: Mark): HTMLElement {
  const element = document.createElement(mark.path ? "a" : "span");
  element.className = `map-dot ${mark.kind}`;
  if (element instanceof HTMLAnchorElement) element.href = mark.path;
  if (mark.title) element.title = mark.title;
  return element;
}

/** One line about a request, with the way to its page. */
function tellAbout(told: HTMLElement, path: string, words: string): void {
  const link = document.createElement("a");
  link.href = path;
  link.textContent = words;
  told.replaceChildren(link);
}

class Opened {
  private readonly live: HTMLElement;
  private readonly tools: HTMLElement;
  private readonly told: HTMLElement;
  private readonly map: LiveMap;
  private readonly heat: Heat;
  private hot = false;

  constructor(
    private readonly figure: HTMLElement,
    private readonly button: HTMLElement,
    private readonly wishes: Wishes,
    style: StyleSpecification,
  ) {
    const part = (name: string) => figure.querySelector<HTMLElement>(name) ?? figure;
    this.live = part(".map-live");
    this.tools = part(".map-tools");
    this.told = part(".map-told");
    this.show(true);
    this.map = new LiveMap({
      container: this.live, style, center: wishes.at, zoom: wishes.zoom, minZoom: 8, maxZoom: 19,
      attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0, fadeDuration: 0,
      locale: { "Map.Title": this.live.dataset["label"] ?? "" },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.heat = new Heat(this.map, wishes.points);
    this.map.on("style.load", () => this.dress());
    dark.addEventListener("change", this.restyle);
    this.useTools();
  }

  private show(open: boolean): void {
    for (const element of [this.live, this.tools]) element.hidden = !open;
    this.figure.classList.toggle("opened", open);
    this.button.hidden = open;
  }

  private dress(): void {
    if (!this.wishes.points) return;
    addPoints(this.map, this.wishes.points);
    this.showHeat();
  }

  private showHeat(): void {
    showPoints(this.map, !this.hot);
    this.heat.show(this.hot);
  }

  private readonly restyle = () => void styleOf(this.wishes).then((style) => this.map.setStyle(style, { diff: false }));

  private useTools(): void {
    const { map, wishes, told } = this;
    const acts: Record<string, (button: HTMLElement) => void> = {
      closer: () => map.zoomIn(),
      farther: () => map.zoomOut(),
      close: () => this.close(),
      heat: (button) => {
        this.hot = !this.hot;
        button.setAttribute("aria-pressed", String(this.hot));
        this.showHeat();
      },
    };
    if (wishes.pick) acts["put"] = startPicking(map, wishes.pick, (line) => (told.textContent = line));
    else for (const mark of wishes.points ? [] : wishes.marks) new Marker({ element: dot(mark) }).setLngLat(mark.at).addTo(map);
    if (wishes.points)
      answerPresses(map, ({ properties: { number, title } }) => tellAbout(told, wishes.page + String(number), `${title} · ${number}`));
    this.tools.onclick = (event) => {
      const pressed = (event.target as HTMLElement).closest<HTMLElement>("[data-act]");
      if (pressed) acts[pressed.dataset["act"] ?? ""]?.(pressed);
    };
  }

  /** Resolves when the map has been drawn once. */
  drawn(): Promise<unknown> {
    return this.map.once("load").then(() => this.map.getCanvas().focus({ preventScroll: true }));
  }

  private close(): void {
    dark.removeEventListener("change", this.restyle);
    this.map.remove();
    this.told.replaceChildren();
    this.show(false);
    this.button.focus();
  }
}

export async function openMap(figure: HTMLElement, button: HTMLElement): Promise<void> {
  const wishes = wishesOf(figure);
  setWorkerUrl(new URL(wishes.worker, location.href).href);
  const opened = new Opened(figure, button, wishes, await styleOf(wishes));
  await opened.drawn();
}
