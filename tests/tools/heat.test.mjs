// The heat of requests: nothing is lost in the blur, the thickest place is the hottest, and a single request is no emergency.
import test from 'node:test';
import assert from 'node:assert/strict';
import { load } from '../lib/ui_source.mjs';

globalThis.ImageData ??= class {
  constructor(width, height) {
    Object.assign(this, { width, height, data: new Uint8ClampedArray(width * height * 4) });
  }
};

const { blurred, coloured } = await load('ui/map/density.ts');
const [width, height] = [80, 60];

function grid(counts) {
  const cells = new Float32Array(width * height);
  for (const [x, y, count] of counts) cells[y * width + x] = count;
  return { width, height, cells };
}

const sum = (cells) => cells.reduce((all, value) => all + value, 0);
const alpha = (picture, x, y) => picture.data[(y * width + x) * 4 + 3];
const red = (picture, x, y) => picture.data[(y * width + x) * 4];

test('the blur keeps what there is, round about where it was', () => {
  const { cells } = blurred(grid([[40, 30, 5]]));
  assert.ok(Math.abs(sum(cells) - 5) < 1e-4);
  assert.equal(cells.indexOf(Math.max(...cells)), 30 * width + 40);
  assert.ok(Math.abs(cells[30 * width + 44] - cells[34 * width + 40]) < 1e-6, 'as wide as high');
  assert.ok(Math.abs(cells[30 * width + 36] - cells[30 * width + 44]) < 1e-6, 'both sides alike');
});

test('at the edge nothing comes in from the other side', () => {
  const { cells } = blurred(grid([[0, 0, 5]]));
  assert.ok(sum(cells) > 0 && sum(cells) < 5, 'what lies beyond the edge is not seen');
  assert.equal(cells[width - 1], 0);
  assert.equal(cells[(height - 1) * width], 0);
});

test('where most lie is darkest by day and brightest by night; where nothing lies the street is seen', () => {
  const thick = blurred(grid([[20, 30, 40], [60, 30, 8]]));
  const [day, night] = [coloured(thick, false), coloured(thick, true)];
  for (const picture of [day, night]) {
    assert.equal(alpha(picture, 79, 0), 0);
    assert.ok(alpha(picture, 20, 30) > 150 && alpha(picture, 20, 30) < 255, 'covered, but not hidden');
  }
  assert.ok(red(day, 20, 30) < red(day, 60, 30));
  assert.ok(red(night, 20, 30) > red(night, 60, 30));
});

test('one request alone is warm, not hot', () => {
  const alone = coloured(blurred(grid([[40, 30, 1]])), false);
  const thick = coloured(blurred(grid([[40, 30, 30]])), false);
  assert.ok(red(alone, 40, 30) > red(thick, 40, 30));
});
