// Requests on the moving map: clusters from afar, dots from near. The worker reads the file; the page never sees it.
import type { GeoJSONSource, LayerSpecification, Map as LiveMap, MapGeoJSONFeature } from "maplibre-gl";
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

const clustered = ["clusters", "counts", "dots"];

/** Puts the layers on a map whose style has just been loaded. */
export function addPoints(map: LiveMap, address: string): void {
  const data = new URL(address, location.href).href;
  map.addSource("points", { type: "geojson", data, cluster: true, clusterRadius: 54, clusterMaxZoom: clusterBelow });
  for (const layer of dots()) map.addLayer(layer);
}

export function showPoints(map: LiveMap, shown: boolean): void {
  for (const id of clustered) map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
}

/** A press on a cluster comes nearer; one on a dot tells about it. */
export function answerPresses(map: LiveMap, tell: (feature: MapGeoJSONFeature) => void): void {
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
