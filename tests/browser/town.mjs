// The demo town as the tests need it: addresses where nothing was reported yet, so that a new report is a case of its own and goes to
// the crew that the test watches.
import fs from 'node:fs';
import path from 'node:path';

/** The town's files lie beside its city. */
const read = (data, name) => fs.readFileSync(path.join(data, 'town', name), 'utf8');

/** [{line, latitude, longitude}] of addresses.csv, houses with one home. */
const addresses = (data) =>
  read(data, 'addresses.csv')
    .split('\n')
    .slice(1)
    .map((row) => row.split(','))
    .filter((cells) => cells.length === 6 && cells[2] === '')
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

/** What is open for a service, by the public list: address lines. */
async function reported_at(base, service) {
  const lines = new Set();
  for (let path = `/requests?status=open&service=${service}`, pages = 0; path && pages < 50; pages++) {
    const markup = await (await fetch(base + path)).text();
    for (const [, line] of markup.matchAll(/<span>([^<]*?) · [^<]*<\/span><\/a>/g)) lines.add(line);
    path = markup.match(/<a href="([^"]+)" rel="next"/)?.[1].replaceAll('&amp;', '&');
  }
  return lines;
}

/** Address by address: does it lie in the district? */
function in_district(data, district) {
  const rings = JSON.parse(read(data, 'districts.geojson'))
    .features.filter((feature) => feature.properties.name === district)
    .map((feature) => feature.geometry.coordinates[0]);
  return (address) => rings.some((ring) => inside(ring, address));
}

/** [{line, latitude, longitude}] of the addresses in a district of the demo in this folder. */
export const district_addresses = ({ data }, district) => addresses(data).filter(in_district(data, district));

/** {line, latitude, longitude} of an address line. */
export const position_of = ({ data }, line) => addresses(data).find((address) => address.line === line);

/** Address lines of a district with no open report of the service within 80 m, at least 200 m from each other. */
export async function quiet_addresses({ base, data }, { service = 'pothole', district = 'center', count = 6 } = {}) {
  const is_in = in_district(data, district);
  const all = addresses(data);
  const lines = await reported_at(base, service);
  const taken = all.filter((address) => lines.has(address.line));
  const chosen = [];
  for (const address of all) {
    if (chosen.length === count) break;
    if (!is_in(address) || taken.some((other) => metres(other, address) < 80)) continue;
    if (chosen.every((other) => metres(other, address) > 200)) chosen.push(address);
  }
  return chosen.map((address) => address.line);
}
