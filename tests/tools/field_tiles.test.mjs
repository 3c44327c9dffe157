// Which tiles a tablet keeps around the day's work: the place and its neighbours at every zoom, coarse ones first, never more than allowed.
import test from 'node:test';
import assert from 'node:assert/strict';
import { load } from '../lib/ui_source.mjs';

test('tiles around the work of the day', async () => {
  const { tiles_around } = await load('ui/scripts/field/tiles.ts');
  const zooms = { first: 8, last: 14 };
  // The well-known example of the web grid: 37.7749, -122.4194 lies in 10/163/395.
  const around = tiles_around([[-122.4194, 37.7749]], zooms, 400);
  assert.ok(around.includes('10/163/395'));
  assert.equal(around.filter((tile) => tile.startsWith('14/')).length, 9, 'with all that touch it');
  assert.equal(around.length, 7 * 9);
  assert.equal(new Set(around).size, around.length);

  const near = tiles_around([[-86.1281, 40.04], [-86.1285, 40.0402]], zooms, 400);
  assert.equal(near.length, 7 * 9, 'two places of one tile need no more');

  const spread = Array.from({ length: 60 }, (_, n) => [-86.2 + (n % 10) * 0.05, 40 + Math.floor(n / 10) * 0.05]);
  const many = tiles_around(spread, zooms, 100);
  assert.equal(many.length, 100);
  assert.ok(many[0].startsWith('8/') && many.some((tile) => tile.startsWith('9/')), 'what shows most comes first');

  const edge = tiles_around([[-179.999, 85]], { first: 0, last: 1 }, 400);
  assert.ok(edge.every((tile) => tile.split('/').slice(1).every((part) => Number(part) >= 0)), 'no tile beyond the edge of the world');
});
