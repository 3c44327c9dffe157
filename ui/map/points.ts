// Requests on the moving map: clusters from afar, dots from near, or heat. The worker reads the file; the page never sees it.
import type {
  DataDrivenPropertyValueSpecification, GeoJSONSource, LayerSpecification, Map as LiveMap, MapGeoJSONFeature,
} from "maplibre-gl";
import { token } from "./wishes.ts";

const clusterBelow = 15;

function dots(): LayerSpecification[] {
  const ring = { "circle-stroke-color": token("--map-road"), "circle-stroke-width": 2 };
  const alone = ["!", ["has", "point_count"]] as never;
  return [
    {
      id: "clusters", type: "circle", source: "points", filter: ["has", "point_count"],
      paint: {
        ...ring, "circle-color": token("--link"), "circle-opacity": 0.88,
        "circle-radius": ["step", ["get", "point_count"], 12, 20, 15, 100, 18, 1000, 22],
      },
    },
    {
      id: "counts", type: "symbol", source: "points", filter: ["has", "point_count"],
      layout: {
        "text-field": ["get", "point_count_abbreviated"], "text-font": ["Bold", "Public Sans", "sans-serif"],
        "text-size": 12, "text-allow-overlap": true,
      },
      paint: { "text-color": token("--paper") },
    },
    {
      id: "dots", type: "circle", source: "points", filter: alone,
      paint: {
        ...ring, "circle-radius": ["case", ["get", "open"], 7, 6],
        "circle-color": ["case", ["get", "open"], token("--action"), token("--good-dot")],
      },
    },
  ];
}

// What lies within so many pixels is one spot: a hundred thousand requests are as quick to draw as the spots that fit on a screen.
const spotPixels = 14;
const spotCount = ["coalesce", ["get", "point_count"], 1] as never;
const glow = ["rgb(240, 196, 120)", "rgb(232, 150, 70)", "rgb(205, 85, 35)", "rgb(125, 31, 14)"] as const;

/** Soft spots, darker the more there is. MapLibre's own heat map draws every point over a wide circle and the whole screen once more. */
function heat(): LayerSpecification {
  return {
    id: "heat", type: "circle", source: "heat", layout: { "circle-sort-key": spotCount },
    paint: {
      "circle-radius": 28, "circle-blur": 1, "circle-opacity": 0.7, "circle-color": heatColour(4, 16, 64),
    },
  };
}

function heatColour(some: number, many: number, most: number): DataDrivenPropertyValueSpecification<string> {
  return ["interpolate", ["linear"], spotCount, 1, glow[0], some, glow[1], many, glow[2], most, glow[3]];
}

/** The hottest places of what is seen get the darkest colour, however many points there are. */
function temper(map: LiveMap): void {
  if (!map.getLayer("heat") || map.getLayoutProperty("heat", "visibility") === "none") return;
  const counts = map
    .querySourceFeatures("heat")
    .map(({ properties }) => Number(properties["point_count"] ?? 1))
    .sort((a, b) => a - b);
  const high = Math.max(4, counts[Math.floor(counts.length * 0.97)] ?? 0);
  const now = Number((map.getPaintProperty("heat", "circle-color") as unknown[])[9]);
  if (Math.abs(high / now - 1) < 0.1) return;
  map.setPaintProperty("heat", "circle-color", heatColour(1 + (high - 1) * 0.2, 1 + (high - 1) * 0.5, high));
}

const clustered = ["clusters", "counts", "dots"];

/** Puts the layers on a map whose style has just been loaded. */
export function addPoints(map: LiveMap, address: string, hot: boolean): void {
  const data = new URL(address, location.href).href;
  map.addSource("points", { type: "geojson", data, cluster: true, clusterRadius: 54, clusterMaxZoom: clusterBelow });
  for (const layer of dots()) map.addLayer(layer);
  showHeat(map, address, hot);
}

export function showHeat(map: LiveMap, address: string, hot: boolean): void {
  if (hot && !map.getSource("heat")) {
    const data = new URL(address, location.href).href;
    map.addSource("heat", { type: "geojson", data, cluster: true, clusterRadius: spotPixels, clusterMaxZoom: 17, maxzoom: 18 });
    map.addLayer(heat(), "clusters");
  }
  if (map.getLayer("heat")) map.setLayoutProperty("heat", "visibility", hot ? "visible" : "none");
  for (const id of clustered) map.setLayoutProperty(id, "visibility", hot ? "none" : "visible");
}

/** A press on a cluster comes nearer; one on a dot tells about it. */
export function answerPresses(map: LiveMap, tell: (feature: MapGeoJSONFeature) => void): void {
  map.on("idle", () => temper(map));
  map.on("click", "clusters", (event) => {
    const feature = event.features?.[0];
    const source = map.getSource<GeoJSONSource>("points");
    if (!feature || !source || feature.geometry.type !== "Point") return;
    const center = feature.geometry.coordinates as [number, number];
    void source.getClusterExpansionZoom(feature.properties["cluster_id"] as number).then((zoom) => map.easeTo({ center, zoom }));
  });
  map.on("click", "dots", (event) => {
    const feature = event.features?.[0];
    if (feature) tell(feature);
  });
  for (const layer of ["clusters", "dots"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
}
