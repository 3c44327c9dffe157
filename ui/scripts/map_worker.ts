// MapLibre's worker: cuts tiles and clusters points beside the page. A file of its own, so that the policy allows it.
import "maplibre-gl/dist/maplibre-gl-worker.mjs";
