// Reads a QR code back from the picture that the program drew (ISO/IEC 18004): byte mode, level M, versions 1 to 6, nothing damaged.
import assert from 'node:assert/strict';

const blocks_of_version = [1, 1, 1, 2, 2, 4];
const data_bytes_of_version = [16, 28, 44, 64, 86, 108];
const format_mask = '101010000010010';
const masks = [
  (y, x) => (y + x) % 2,
  (y) => y % 2,
  (y, x) => x % 3,
  (y, x) => (y + x) % 3,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2,
  (y, x) => ((y * x) % 2) + ((y * x) % 3),
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2,
];

/** Rows of 0 and 1, without the quiet zone, from the strokes of the path: "M4 4h7v1h-7z". */
function modules_in(svg) {
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)[1]) - 8;
  const rows = Array.from({ length: side }, () => Array(side).fill(0));
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) rows[y - 4].fill(1, x - 4, x - 4 + Number(length));
  return rows;
}

/** Finders with the format beside them, timing, and the one alignment pattern of versions 2 to 6. */
function is_function(y, x, side) {
  const by_finder = (y < 9 && x < 9) || (y < 9 && x >= side - 8) || (y >= side - 8 && x < 9);
  const by_alignment = side > 21 && Math.abs(y - (side - 7)) <= 2 && Math.abs(x - (side - 7)) <= 2;
  return by_finder || by_alignment || y === 6 || x === 6;
}

function mask_of(rows) {
  const places = [...[0, 1, 2, 3, 4, 5, 7, 8].map((x) => [8, x]), ...[7, 5, 4, 3, 2, 1, 0].map((y) => [y, 8])];
  const format = places.map(([y, x], i) => rows[y][x] ^ Number(format_mask[i])).join('');
  assert.equal(format.slice(0, 2), '00', 'level M');
  return masks[parseInt(format.slice(2, 5), 2)];
}

/** Two columns at a time, from the right; up, down, up. */
function bits_of(rows) {
  const side = rows.length;
  const masked = mask_of(rows);
  let bits = '';
  for (let right = side - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let i = 0; i < side; i++)
      for (const x of [right, right - 1]) {
        const y = up ? side - 1 - i : i;
        if (!is_function(y, x, side)) bits += rows[y][x] ^ (masked(y, x) === 0 ? 1 : 0);
      }
  }
  return bits;
}

/** The text of the first QR code in the markup. */
export function qr_text(markup) {
  const rows = modules_in(/<svg[^>]*crispEdges[\s\S]*?<\/svg>/.exec(markup)[0]);
  const version = (rows.length - 17) / 4;
  assert.ok(version >= 1 && version <= 6, `version ${version}`);
  const [blocks, length] = [blocks_of_version[version - 1], data_bytes_of_version[version - 1]];
  const mixed = bits_of(rows).match(/.{8}/g).slice(0, length);
  const data = Array.from({ length: blocks }, (_, b) => mixed.filter((_, i) => i % blocks === b)).flat().join('');
  assert.equal(data.slice(0, 4), '0100', 'bytes');
  const count = parseInt(data.slice(4, 12), 2);
  return Buffer.from(data.slice(12, 12 + 8 * count).match(/.{8}/g).map((byte) => parseInt(byte, 2))).toString();
}
