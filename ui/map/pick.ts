// Choosing a place on the map: a press, or the middle of the map by a button. The place goes into the fields of the form.
import { Marker, type LngLat, type Map as LiveMap } from "maplibre-gl";

const field = (name: string) => document.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`);

function pin(): HTMLElement {
  const element = document.createElement("div");
  element.className = "map-pin";
  return element;
}

/** The nearest address, or the point itself as people paste it. */
async function named(at: LngLat): Promise<string> {
  const point = `${at.lat.toFixed(6)}, ${at.lng.toFixed(6)}`;
  const answer = await fetch(`/addresses?near=${encodeURIComponent(point)}`).catch(() => undefined);
  if (!answer?.ok) return point;
  const [line] = (await answer.json()) as string[];
  return line ?? point;
}

export function startPicking(map: LiveMap, question: string, tell: (text: string) => void): () => void {
  const marker = new Marker({ element: pin(), anchor: "bottom", draggable: true });
  const latitude = field(`${question}.lat`);
  const longitude = field(`${question}.long`);
  const belongs_to = field(`${question}.named`);
  let newest = 0;
  const put = (at: LngLat) => {
    marker.setLngLat(at).addTo(map);
    const turn = ++newest;
    void named(at).then((line) => {
      if (turn !== newest) return; // the pin went on
      const text = field(question);
      if (text) text.value = line;
      if (belongs_to) belongs_to.value = line;
      if (latitude) latitude.value = at.lat.toFixed(6);
      if (longitude) longitude.value = at.lng.toFixed(6);
      tell(line);
    });
  };
  map.on("click", (event) => {
    // A press on what others reported tells about it; the pin stays.
    const others = ["dots", "clusters"].filter((layer) => map.getLayer(layer));
    if (map.queryRenderedFeatures(event.point, { layers: others }).length === 0) put(event.lngLat);
  });
  marker.on("dragend", () => put(marker.getLngLat()));
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key === "Enter") put(map.getCenter());
  });
  if (latitude?.value && longitude?.value) marker.setLngLat([Number(longitude.value), Number(latitude.value)]).addTo(map);
  return () => put(map.getCenter());
}
