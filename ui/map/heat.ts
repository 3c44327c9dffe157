// Heat: how thick requests lie, as one picture over the streets and under their names. Drawing it again costs a frame nothing.
import { MercatorCoordinate, type CanvasSource, type LngLatBounds, type Map as LiveMap } from "maplibre-gl";
import { blurred, coloured, type Grid } from "./density.ts";

// The worker gathers what lies within so many pixels: a hundred thousand requests are as many spots as fit on a screen.
const spotPixels = 8;
const cellPixels = 4;
// The picture reaches beyond what is seen by this share of it, so that dragging shows more of it at once.
const margin = 0.3;

type Corners = [[number, number], [number, number], [number, number], [number, number]];

const worldPixels = (zoom: number): number => 512 * 2 ** zoom;

/** What the picture covers, in MapLibre's world of 0 to 1, and its cell there. */
interface Frame {
  left: number;
  top: number;
  cell: number;
  width: number;
  height: number;
}

function frameOf(map: LiveMap): Frame {
  const bounds = map.getBounds();
  const topLeft = MercatorCoordinate.fromLngLat(bounds.getNorthWest());
  const bottomRight = MercatorCoordinate.fromLngLat(bounds.getSouthEast());
  const [wide, high] = [bottomRight.x - topLeft.x, bottomRight.y - topLeft.y];
  const cell = cellPixels / worldPixels(map.getZoom());
  const cells = (length: number) => Math.max(1, Math.ceil((length * (1 + 2 * margin)) / cell));
  return { left: topLeft.x - margin * wide, top: topLeft.y - margin * high, cell, width: cells(wide), height: cells(high) };
}

function cornersOf({ left, top, cell, width, height }: Frame): Corners {
  const at = (x: number, y: number): [number, number] => {
    const place = new MercatorCoordinate(left + x * cell, top + y * cell).toLngLat();
    return [place.lng, place.lat];
  };
  return [at(0, 0), at(width, 0), at(width, height), at(0, height)];
}

const covers = ([topLeft, , bottomRight]: Corners, seen: LngLatBounds): boolean =>
  topLeft[0] <= seen.getWest() && topLeft[1] >= seen.getNorth() && bottomRight[0] >= seen.getEast() && bottomRight[1] <= seen.getSouth();

/** Neighbouring tiles both hold the spots at their common edge: each is counted once. */
function spotsOn(map: LiveMap, { left, top, cell, width, height }: Frame): Grid {
  const grid: Grid = { width, height, cells: new Float32Array(width * height) };
  const seen = new Set<string>();
  for (const { geometry, properties } of map.querySourceFeatures("spots")) {
    if (geometry.type !== "Point") continue;
    const [longitude, latitude] = geometry.coordinates as [number, number];
    const name = `${properties["cluster_id"] ?? properties["number"]}`;
    const place = MercatorCoordinate.fromLngLat([longitude, latitude]);
    const [x, y] = [Math.floor((place.x - left) / cell), Math.floor((place.y - top) / cell)];
    if (x < 0 || y < 0 || x >= width || y >= height || seen.has(name)) continue;
    seen.add(name);
    grid.cells[y * width + x] = (grid.cells[y * width + x] ?? 0) + Number(properties["point_count"] ?? 1);
  }
  return grid;
}

export class Heat {
  private readonly canvas = document.createElement("canvas");
  private corners: Corners | undefined;
  private view = "";
  private due = 0;

  constructor(
    private readonly map: LiveMap,
    private readonly address: string,
  ) {
    map.on("idle", () => this.refresh());
    map.on("move", () => {
      if (this.corners && !covers(this.corners, map.getBounds())) this.soon();
    });
  }

  /** Also after the map got a new style, which takes all layers away. */
  show(hot: boolean): void {
    this.view = "";
    if (hot && !this.map.getSource("spots")) this.add();
    for (const id of ["spots", "heat"]) if (this.map.getLayer(id)) this.map.setLayoutProperty(id, "visibility", hot ? "visible" : "none");
  }

  private add(): void {
    const { map, canvas } = this;
    const data = new URL(this.address, location.href).href;
    map.addSource("spots", { type: "geojson", data, cluster: true, clusterRadius: spotPixels, clusterMaxZoom: 17, maxzoom: 18 });
    // Nothing of this layer is drawn; with it MapLibre fetches the tiles of its source.
    map.addLayer({ id: "spots", type: "circle", source: "spots", paint: { "circle-opacity": 0 } });
    canvas.width = canvas.height = 1;
    map.addSource("heat", { type: "canvas", canvas, coordinates: cornersOf(frameOf(map)), animate: false });
    const names = map.getStyle().layers.find(({ type }) => type === "symbol")?.id;
    map.addLayer({ id: "heat", type: "raster", source: "heat", paint: { "raster-fade-duration": 0 } }, names);
  }

  private soon(): void {
    this.due ||= window.setTimeout(() => {
      this.due = 0;
      this.refresh();
    }, 150);
  }

  private refresh(): void {
    const source = this.map.getSource<CanvasSource>("heat");
    if (!source || this.map.getLayoutProperty("heat", "visibility") === "none") return;
    const view = JSON.stringify([this.map.getBounds(), this.map.getZoom(), this.map.isSourceLoaded("spots")]);
    if (view === this.view) return;
    this.view = view;
    const frame = frameOf(this.map);
    const picture = coloured(blurred(spotsOn(this.map, frame)));
    this.canvas.width = frame.width;
    this.canvas.height = frame.height;
    this.canvas.getContext("2d")?.putImageData(picture, 0, 0);
    this.corners = cornersOf(frame);
    source.setCoordinates(this.corners);
    source.play();
    this.map.once("render", () => source.pause());
  }
}
