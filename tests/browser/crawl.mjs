// Walks through what a visitor can reach by links: one page of each kind. A kind is a route of the program.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/server.mjs';

const reference = fs.readFileSync(path.join(root, 'docs/reference/routes.md'), 'utf8');

/** "/requests.{format:atom|rss}" as a regular expression. */
const expression_of = (pattern) =>
  new RegExp(
    '^' +
      pattern
        .split(/(\{[^}]*\})/)
        .map((part) => {
          if (!part.startsWith('{')) return part.replace(/[.\\]/g, '\\$&');
          const choices = part.slice(1, -1).split(':')[1];
          return choices ? `(?:${choices})` : '[^/]+';
        })
        .join('') +
      '$',
  );

/** All GET routes, those with the fewest values in their address first: the program matches them in that order as well. */
export const routes = [...reference.matchAll(/^\| GET \| `([^`]+)` \|/gm)]
  .map(([, pattern]) => ({ pattern, expression: expression_of(pattern), values: pattern.split('{').length }))
  .sort((a, b) => a.values - b.values);

/** The route of an address: "/requests/{number}" for "/requests/SR-27-000123". The address itself where there is none. */
export const kind_of = (address) => {
  const [plain] = address.split('?');
  return routes.find((route) => route.expression.test(plain))?.pattern ?? plain;
};

/**
 * Calls `visit(page, path)` for one page of each kind, beginning at `start`. Only pages (text/html) of this site, only plain links:
 * signing out and downloads are left alone. `kinds` names those that were visited already, and learns those that are visited now.
 */
export async function crawl(page, start, visit, { most = 200, kinds = new Set() } = {}) {
  const queue = [start];
  const waiting = new Set([kind_of(start)]);
  const visited = [];
  while (queue.length && visited.length < most) {
    const path = queue.shift();
    const again = kinds.has(kind_of(path)); // another role has seen it: only its links are looked at
    if (again && path !== start) continue;
    const answer = await page.goto(path, { waitUntil: 'load' });
    kinds.add(kind_of(path));
    if (!answer || !/text\/html/.test(answer.headers()['content-type'] ?? '')) continue;
    if (!again) await visit(page, path, answer);
    visited.push(path);
    kinds.add(kind_of(new URL(page.url()).pathname));
    const links = await page.evaluate(() =>
      [...document.querySelectorAll('a[href]:not([download])')]
        .filter((a) => !a.closest('.sample')) // a component on /styles leads to nothing
        .map((a) => new URL(a.getAttribute('href'), document.baseURI)) // links in drawings, too
        .filter((u) => u.origin === location.origin)
        .map((u) => u.pathname),
    );
    for (const link of links) {
      const kind = kind_of(link);
      if (waiting.has(kind) || kinds.has(kind) || /sign-out|\.(xml|json|csv|atom|rss|ics|jpg|png|pdf)$/.test(link)) continue;
      waiting.add(kind);
      queue.push(link);
    }
  }
  return visited;
}
