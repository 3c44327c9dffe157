// A photo that says where it was taken, as phones write it: an EXIF block with a GPS directory (EXIF 2.32, 4.6.6), put before all else in a
// JPEG. As a program: node tests/lib/taken_at.mjs PHOTO.jpg LATITUDE LONGITUDE > OUT.jpg
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';

const number = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const short = (value) => number(value).subarray(0, 2);

/** One entry of a directory: tag, type, count, value or where it stands. */
const entry = (tag, type, count, value) => Buffer.concat([short(tag), short(type), number(count), value]);
const directory = (...entries) => Buffer.concat([short(entries.length), ...entries, number(0)]);
const side = (letter) => Buffer.from(letter.padEnd(4, '\0'));

/** Degrees, minutes and seconds as fractions. */
function angle(degrees) {
  const size = Math.abs(degrees);
  const minutes = (size % 1) * 60;
  const parts = [
    [Math.floor(size), 1],
    [Math.floor(minutes), 1],
    [Math.round((minutes % 1) * 60 * 10_000), 10_000],
  ];
  return Buffer.concat(parts.flat().map(number));
}

/** The JPEG with the position in it. */
export function photo_taken_at(file, { latitude, longitude }) {
  const [first, gps_at] = [8, 26];
  const angles_at = gps_at + 2 + 4 * 12 + 4;
  const tiff = Buffer.concat([
    Buffer.from('II*\0'),
    number(first),
    directory(entry(0x8825, 4, 1, number(gps_at))),
    directory(
      entry(1, 2, 2, side(latitude < 0 ? 'S' : 'N')),
      entry(2, 5, 3, number(angles_at)),
      entry(3, 2, 2, side(longitude < 0 ? 'W' : 'E')),
      entry(4, 5, 3, number(angles_at + 24)),
    ),
    angle(latitude),
    angle(longitude),
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  const jpeg = fs.readFileSync(file);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, body, jpeg.subarray(2)]);
}

const [, program, file, latitude, longitude] = process.argv;
if (program && import.meta.url === pathToFileURL(program).href)
  process.stdout.write(photo_taken_at(file, { latitude: Number(latitude), longitude: Number(longitude) }));
