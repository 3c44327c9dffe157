// The demo town as the tests need it: addresses where nothing was reported yet, so that a new report is a case of its own and goes to
// the crew that the test watches.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/server.mjs';

const read = (name) => fs.readFileSync(path.join(root, 'catalogue/demo', name), 'utf8');

/** [{line, latitude, longitude}] of catalogue/demo/addresses.csv. */
const addresses = () =>
  read('addresses.csv')
    .split('\n')
    .slice(1)
    .map((row) => row.split(','))
    .filter((cells) => cells.length === 6)
    .map(([number, street, , , latitude, longitude]) => ({
      line: `${number} ${street}`,
      latitude: Number(latitude),
      longitude: Number(longitude),
    }));

/** Even-odd rule; a ring of [longitude, latitude]. */
function inside(ring, { latitude, longitude }) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > latitude !== yj > latitude && longitude < ((xj - xi) * (latitude - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

const metres = (a, b) =>
  111_320 *
  Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180));

/** What was reported for a service, by the public list: address lines. */
async function reported_at(base, service) {
  const lines = new Set();
  for (let path = `/requests?service=${service}`, pages = 0; path && pages < 50; pages++) {
    const markup = await (await fetch(base + path)).text();
    for (const [, line] of markup.matchAll(/<span>([^<]*?) · [^<]*<\/span><\/a>/g)) lines.add(line);
    path = markup.match(/<a href="([^"]+)" rel="next"/)?.[1].replaceAll('&amp;', '&');
  }
  return lines;
}

const ring_of = (district) =>
  JSON.parse(read('districts.geojson')).features.find((f) => f.properties.name === district).geometry.coordinates[0];

/** [{line, latitude, longitude}] of the addresses in a district. */
export const district_addresses = (district) => addresses().filter((address) => inside(ring_of(district), address));

/** Address lines of a district with no report of the service within 80 m, at least 200 m from each other. */
export async function quiet_addresses(base, { service = 'pothole', district = 'centre', count = 6 } = {}) {
  const ring = ring_of(district);
  const all = addresses();
  const lines = await reported_at(base, service);
  const taken = all.filter((address) => lines.has(address.line));
  const chosen = [];
  for (const address of all) {
    if (chosen.length === count) break;
    if (!inside(ring, address) || taken.some((other) => metres(other, address) < 80)) continue;
    if (chosen.every((other) => metres(other, address) > 200)) chosen.push(address);
  }
  return chosen.map((address) => address.line);
}
