// From counts on a grid to a picture of how thick they lie.

export interface Grid {
  width: number;
  height: number;
  cells: Float32Array;
}

type Colour = readonly [number, number, number];

// Three runs of a box of 2 × 3 + 1 cells are close to a Gaussian with a deviation of sqrt(3 × (7² − 1) / 12) ≈ 3.5 cells.
const reach = 3;
const runs = 3;
const deviation = Math.sqrt((runs * ((2 * reach + 1) ** 2 - 1)) / 12);
// The middle of a single request after blurring. Fewer than four at one place are never the hottest.
const peak = 1 / (2 * Math.PI * deviation ** 2);
const hottestAtLeast = 4 * peak;

const light: readonly Colour[] = [[246, 205, 130], [235, 150, 70], [205, 80, 35], [118, 24, 14]];
const dark: readonly Colour[] = [[110, 48, 22], [190, 78, 30], [240, 158, 62], [255, 238, 180]];

/** Mean over a box, along lines of `length` cells that lie `step` apart; what lies beyond the edge is nothing. */
function box(from: Float32Array, to: Float32Array, start: number, length: number, step: number): void {
  let sum = 0;
  for (let i = 0; i < Math.min(reach, length); i++) sum += from[start + i * step] ?? 0;
  for (let i = 0; i < length; i++) {
    if (i + reach < length) sum += from[start + (i + reach) * step] ?? 0;
    if (i > reach) sum -= from[start + (i - reach - 1) * step] ?? 0;
    to[start + i * step] = sum / (2 * reach + 1);
  }
}

export function blurred({ width, height, cells }: Grid): Grid {
  let from: Float32Array = cells;
  let to: Float32Array = new Float32Array(cells.length);
  for (let run = 0; run < runs; run++) {
    for (let y = 0; y < height; y++) box(from, to, y * width, width, 1);
    [from, to] = [to, from];
    for (let x = 0; x < width; x++) box(from, to, x, height, width);
    [from, to] = [to, from];
  }
  return { width, height, cells: from };
}

/** What 99 of 100 places with something reach: one odd place does not make all others pale. */
function hottest(cells: Float32Array): number {
  const some = cells.filter((value) => value > peak / 20).sort();
  return Math.max(hottestAtLeast, some[Math.floor(some.length * 0.99)] ?? 0);
}

function between(colours: readonly Colour[], share: number): Colour {
  const place = share * (colours.length - 1);
  const at = Math.min(colours.length - 2, Math.floor(place));
  const [from, to] = [colours[at] ?? [0, 0, 0], colours[at + 1] ?? [0, 0, 0]];
  const mix = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * (place - at);
  return [mix(0), mix(1), mix(2)];
}

/** Red, green, blue and how much covers the streets (0 to 255), for shares of 0/255 to 255/255. */
function ramp(colours: readonly Colour[]): Uint8ClampedArray {
  const steps = new Uint8ClampedArray(256 * 4);
  for (let i = 0; i < 256; i++) steps.set([...between(colours, i / 255), 200 * Math.min(1, i / 90)], i * 4);
  return steps;
}

export function coloured({ width, height, cells }: Grid, night = matchMedia("(prefers-color-scheme: dark)").matches): ImageData {
  const picture = new ImageData(width, height);
  const steps = ramp(night ? dark : light);
  const scale = 255 / hottest(cells);
  for (let i = 0; i < cells.length; i++) {
    const step = 4 * Math.min(255, Math.round((cells[i] ?? 0) * scale));
    picture.data.set(steps.subarray(step, step + 4), i * 4);
  }
  return picture;
}
