// Two cities hand requests to each other by Open311, each as client and as server, with outages in between, answers that get lost and
// requests that arrive twice: nothing is lost, nothing is doubled.
import assert from 'node:assert/strict';
import test from 'node:test';
import { is_built } from '../lib/server.mjs';
import {
  act,
  answer_often,
  events_of,
  finish_with_photo,
  make_city,
  photos_of,
  report,
  sign_in,
  until,
} from './city.mjs';
import { lossy_proxy } from './lossy.mjs';

const skip = !is_built && 'the program is not built';

/** `other` becomes a partner of `city`, reached through a proxy. */
async function befriend(city, other) {
  const way = await lossy_proxy(other.base);
  const administrator = await sign_in(city, 'administrator');
  const fields = {
    name: other.name,
    way: 'open311',
    endpoint: `${way.base}/open311/v2/`,
    api_key: other.demo.open311_key,
    service_codes: '* = POTHOLE',
    statuses: 'DUPLICATE = no_action',
    told_statuses: 'no_action = no_further_action\nwaiting = in_progress',
    active: 'yes',
  };
  const saved = await administrator.send('/casework/partners', fields, '/casework/partners');
  assert.equal(saved.place, '/casework/partners?saved=yes', saved.body.slice(0, 400));
  return way;
}

async function hand_over(person, number, name) {
  const page = `/desk/cases/${number}`;
  const partner = new RegExp(`<option value="(\\d+)"[^>]*>${name}<`).exec(await person.get(page))?.[1];
  assert.ok(partner, `${name} is offered for ${number}`);
  await act(person, number, 'handovers', { partner, message: 'Yours, we think.' });
}

/** The requests of a city that came with that reference. */
const copies_of = async (city, number) =>
  (await city.json('requests.json?service_code=POTHOLE')).filter((one) => one.description.includes(`reference ${number}/`));

/** Their number of each, once all have come and the sender knows it; exactly one copy of each. */
async function arrived(numbers, from, to) {
  const theirs = new Map();
  for (const number of numbers) {
    await until(`${to.name} has ${number}`, async () => (await copies_of(to, number)).length > 0);
    const id = (await copies_of(to, number))[0].service_request_id;
    const known = 'SELECT their_id FROM handovers JOIN cases ON cases.id = handovers.case_id WHERE cases.number = ?';
    await until(`${from.name} knows the number of ${number}`, () => from.rows(known, number).some((row) => row.their_id === id));
    theirs.set(number, id);
  }
  for (const number of numbers) {
    const found = await copies_of(to, number);
    assert.equal(found.length, 1, `${number} came once`);
    assert.ok(!found[0].description.includes('pat@example.org'), 'who reported it stays with the sender');
  }
  return theirs;
}

/** A city has asked its partner once more, from beginning to end. */
async function asked_again(city) {
  const polled = () => city.rows('SELECT CAST(polled_until AS TEXT) AS at FROM partners')[0].at;
  const before = polled();
  await until(`${city.name} asked again`, () => polled() !== before);
}

const outcome_of = (city, number) => city.rows('SELECT outcome FROM cases WHERE number = ?', number)[0].outcome;

/** What a city was told from outside of a request, in order. */
const statuses_told = (city, number) =>
  city
    .rows(
      'SELECT data FROM events JOIN cases ON cases.id = events.case_id WHERE type = ? AND number = ? ORDER BY events.id',
      'case.updated_from_outside',
      number,
    )
    .map((row) => JSON.parse(row.data).status);

const closed_with = (city, number, words) => async () => {
  const [request] = await city.json(`requests/${number}.json`);
  return request.status === 'closed' && request.status_notes === words;
};

test('two cities exchange requests, photos and updates both ways', { skip, timeout: 900_000 }, async (t) => {
  const town = await make_city('Town');
  const county = await make_city('County');
  const to_county = await befriend(town, county);
  const to_town = await befriend(county, town);
  t.after(async () => {
    await Promise.allSettled([town.kill(), county.kill()]);
    for (const one of [to_county, to_town]) one.close();
    for (const one of [town, county]) one.forget();
  });
  const dispatcher = await sign_in(town, 'dispatcher');
  const clerk = await sign_in(county, 'dispatcher');
  const ours = [];
  for (let n = 0; n < 6; n++) ours.push(await report(town, `Hole number ${n} ${'of many words '.repeat(n === 5 ? 270 : 1)}`, n < 2));
  const back = [await report(county, 'A hole in town', true), await report(county, 'Another hole in town', false)];
  let theirs, town_has;

  await t.test('requests with photos arrive once, whatever happens on the way', async () => {
    await county.kill();
    for (const number of ours) await hand_over(dispatcher, number, 'County');
    await until('the first try failed', async () => /tried, comes again/.test(await dispatcher.get(`/desk/cases/${ours[0]}`)));
    to_county.lose(3);
    to_county.double(2);
    await county.begin();
    await until('one has come', async () => (await copies_of(county, ours[0])).length > 0);
    await county.kill();
    await county.begin();
    to_town.lose(1);
    for (const number of back) await hand_over(clerk, number, 'Town');
    theirs = await arrived(ours, town, county);
    town_has = await arrived(back, county, town);
    assert.deepEqual([to_county.counts, to_town.counts.lost], [{ lost: 3, doubled: 2 }, 1]);
    for (const number of ours.slice(0, 2))
      await until(`the photo of ${number} is there`, () => photos_of(county, theirs.get(number), 'reported') === 1);
    await until('the photo of theirs is here', () => photos_of(town, town_has.get(back[0]), 'reported') === 1);
  });

  await t.test('what they say, show and finish comes to us, also when we were away', async () => {
    const busy = await report(county, 'A matter of their own', false);
    await town.kill();
    await answer_often(county, busy, 1100);
    for (const number of ours.slice(0, 3)) await act(clerk, theirs.get(number), 'replies', { message: `Our crew knows ${number}.` });
    await finish_with_photo(county, clerk, theirs.get(ours[0]));
    for (const number of ours.slice(1, 3))
      await act(clerk, theirs.get(number), 'closure', { outcome: 'fixed', message: `Filled for ${number}.` });
    await town.begin();
    await until(`${ours[0]} is closed here`, async () => (await town.json(`requests/${ours[0]}.json`))[0].status === 'closed');
    await until('the photo of the finished work is here', () => photos_of(town, ours[0], 'work_after') === 1);
    for (const number of ours.slice(1, 3)) await until(`${number} is closed here`, closed_with(town, number, `Filled for ${number}.`));
    await act(clerk, theirs.get(ours[2]), 'reopening', { why: 'It broke open again.' });
    await until('it is open here, too', async () => (await town.json(`requests/${ours[2]}.json`))[0].status === 'open');
  });

  await t.test('what we say and finish goes to them, also when they were away', async () => {
    await county.kill();
    await act(dispatcher, ours[3], 'replies', { message: 'A car was damaged there.' });
    await act(dispatcher, ours[4], 'closure', { outcome: 'fixed', message: 'We did it ourselves, call 317-555-0100.' });
    to_county.lose(2);
    await county.begin();
    await until('they have our words', async () => {
      const [request] = await county.json(`requests/${theirs.get(ours[3])}.json`);
      return request.status_notes === 'A car was damaged there.';
    });
    await until('theirs is closed', async () => (await county.json(`requests/${theirs.get(ours[4])}.json`))[0].status === 'closed');
    await asked_again(town);
    await asked_again(town);
    await asked_again(county);
  });

  await t.test('states are told and heard in the words that were agreed, also when the other was away', async () => {
    await town.kill();
    await act(clerk, theirs.get(ours[5]), 'closure', { outcome: 'duplicate', message: 'We know of it.' });
    await act(clerk, back[1], 'actions/hold', { comment: 'It freezes.' });
    await act(clerk, back[1], 'closure', { outcome: 'no_action', message: 'The frost closed it.' });
    to_town.lose(1);
    await town.begin();
    await until(`${ours[5]} is closed here`, closed_with(town, ours[5], 'We know of it.'));
    assert.equal(outcome_of(town, ours[5]), 'no_action');
    const copy = town_has.get(back[1]);
    await until(`${copy} is closed here`, closed_with(town, copy, 'The frost closed it.'));
    assert.equal(outcome_of(town, copy), 'no_further_action');
    await asked_again(town);
    await asked_again(county);
  });

  await t.test('nothing was heard, told, closed or made twice', async () => {
    await town.stop();
    await county.stop();
    const heard = events_of(town, 'case.updated_from_outside');
    const wanted = [2, 2, 3, 0, 0, 1]; // their words and their end, once each; and that it broke open again
    assert.deepEqual(ours.map((number) => heard.get(number) ?? 0), wanted);
    const closed = events_of(town, 'case.closed');
    assert.deepEqual(ours.map((number) => closed.get(number) ?? 0), [1, 1, 1, 0, 1, 1]);
    const told = events_of(county, 'case.updated_from_outside');
    assert.deepEqual(ours.map((number) => told.get(theirs.get(number)) ?? 0), [0, 0, 0, 1, 1, 0]);
    assert.deepEqual(statuses_told(town, town_has.get(back[1])), ['in_progress', 'no_further_action']);
    assert.equal(events_of(county, 'case.updated_from_outside').get(back[1]), undefined, 'our own words are no news');
    for (const [city, copies] of [
      [county, theirs],
      [town, town_has],
    ])
      for (const number of copies.values()) assert.equal(events_of(city, 'case.opened').get(number), 1);
    assert.equal(photos_of(town, ours[0], 'work_after'), 1);
    assert.equal(photos_of(county, theirs.get(ours[0]), 'reported'), 1);
  });
});
