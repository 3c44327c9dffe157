// What the server says about a map, in the attribute data-map of its figure.

export interface Mark {
  at: [number, number];
  kind: "open" | "fixed" | "here" | "asset" | "crew";
  path: string;
  title: string;
}

export interface Wishes {
  styles: { light: string; dark: string };
  worker: string;
  at: [number, number];
  zoom: number;
  marks: Mark[];
  /** Address of a GeoJSON of points; empty: the marks alone. */
  points: string;
  /** What stands before the number of a point in the address of its page. */
  page: string;
  /** Name of the question whose place is chosen; empty: none. */
  pick: string;
}

export const wishesOf = (figure: HTMLElement): Wishes => JSON.parse(figure.dataset["map"] ?? "{}") as Wishes;

/** A colour of the page's tokens. */
export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
