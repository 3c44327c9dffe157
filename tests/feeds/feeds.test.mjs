// The feeds and the calendar of a running city, judged by their schemas and read by other people's programs.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { spawnSync } from 'node:child_process';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import ICAL from 'ical.js';
import { is_built, root, start_demo } from '../lib/server.mjs';

const skip = !is_built && 'the program is not built';
const schema = (name) => path.join(root, 'tests/feeds', `${name}.rng`);

/** Empty when the schema takes it, else what it says. */
function faults_of(name, text) {
  const judged = spawnSync('xmllint', ['--noout', '--nonet', '--relaxng', schema(name), '-'], { input: text, encoding: 'utf8' });
  assert.ok(!judged.error, `xmllint: ${judged.error?.message}`);
  return judged.status === 0 ? '' : judged.stderr;
}

const cookies_of = (answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** Sends the form of a page that `find` finds, as a browser does; `more` is typed into it. */
async function send_form({ base, jar, text, find }, more) {
  const form = find.exec(text.slice(text.indexOf('<main')))[0];
  const unmarked = (marked) => marked.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
  const action = unmarked(/action="([^"]*)"/.exec(form)[1]);
  const body = new URLSearchParams();
  for (const [, name, value] of form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) body.append(name, unmarked(value));
  for (const [name, values] of Object.entries(more)) for (const value of [values].flat()) body.append(name, value);
  const answer = await fetch(base + action, { method: 'POST', body, redirect: 'manual', headers: { cookie: jar } });
  assert.equal(answer.status, 303, await answer.text());
}

/** An administrator names the days on which the city is closed. */
async function name_closing_days({ base, demo }, days) {
  const door = new URL(demo.sign_in.administrator);
  const jar = cookies_of(await fetch(base + door.pathname, { redirect: 'manual' }));
  const office = '/admin/calendars/city-wide';
  const text = await (await fetch(base + office, { headers: { cookie: jar } })).text();
  const find = /<form[^>]*method="post"[^>]*>(?:(?!<\/form>)[\s\S])*name="holidays"[\s\S]*?<\/form>/;
  await send_form({ base, jar, text, find }, { days_off: ['0', '6'], opens: '08:00', closes: '17:00', holidays: days.join('\n') });
}

const atom = (inside) => `<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:a</id><title>t</title>${inside}</feed>`;
const author = '<author><name>City</name></author>';

test('the schemas refuse what the standards refuse', () => {
  const updated = '<updated>2027-01-01T00:00:00Z</updated>';
  assert.equal(faults_of('atom', atom(updated + author)), '');
  for (const wrong of [author, updated, `<updated>yesterday</updated>${author}`, `${updated}${updated}${author}`])
    assert.match(faults_of('atom', atom(wrong)), /fails to validate|failed to validate|Relax-NG/);
  const rss = (inside) => `<rss version="2.0"><channel><title>t</title><link>http://a.example/</link>${inside}</channel></rss>`;
  assert.equal(faults_of('rss', rss('<description>d</description>')), '');
  for (const wrong of ['', '<description>d</description><item><title>t</title><pubDate>2027-01-01</pubDate></item>'])
    assert.notEqual(faults_of('rss', rss(wrong)), '');
});

test('the city’s feeds and its calendar', { skip }, async (t) => {
  const server = await start_demo();
  t.after(() => server.stop());
  const get = async (target) => {
    const answer = await fetch(server.base + target);
    assert.equal(answer.status, 200, target);
    return { type: answer.headers.get('content-type'), text: await answer.text() };
  };
  const year = new Date().getFullYear() + 1;
  await name_closing_days(server, [`${year}-01-01 New Year's Day`, `${year}-07-04 Independence Day; all day, everywhere`]);
  const [, number] = /href="\/requests\/(SR-[^"?]+)"/.exec((await get('/requests?status=closed')).text);

  for (const language of ['en', 'es'])
    for (const target of ['/requests.atom', '/requests.atom?status=open', '/news.atom', `/requests/${number}.atom`])
      await t.test(`${target} in ${language}`, async () => {
        const { type, text } = await get(target + (target.includes('?') ? '&' : '?') + `lang=${language}`);
        assert.match(type, /^application\/atom\+xml/);
        assert.equal(faults_of('atom', text), '');
        const feed = parseAtomFeed(text);
        assert.ok(feed.entries.length > 0);
        assert.equal(new Set(feed.entries.map((entry) => entry.id)).size, feed.entries.length, 'each entry has an identity of its own');
      });
  for (const target of ['/requests.rss', '/news.rss'])
    await t.test(target, async () => {
      const { type, text } = await get(target);
      assert.match(type, /^application\/rss\+xml/);
      assert.equal(faults_of('rss', text), '');
      const feed = parseRssFeed(text);
      assert.ok(feed.items.length > 0);
      for (const item of feed.items) assert.ok(!Number.isNaN(Date.parse(item.pubDate)), item.pubDate);
    });
  await t.test('/closures.ics', async () => {
    const { type, text } = await get('/closures.ics');
    assert.match(type, /^text\/calendar/);
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    assert.equal(events.length, 2);
    assert.match(events[1].summary, /Independence Day; all day, everywhere$/);
    for (const event of events) {
      assert.ok(event.uid && event.summary);
      assert.ok(event.startDate.isDate);
      assert.equal(event.duration.toSeconds(), 24 * 3600);
    }
    const shown = (await get('/closures')).text;
    for (const event of events.slice(-1)) assert.ok(shown.includes(event.startDate.toString()), 'the page shows the same days');
  });
});
