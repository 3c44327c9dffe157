// Walks through what a visitor can reach by links: one page of each kind.

/** "/requests/SR-27-000123" and "/requests/SR-27-000124" are one kind of page; so are the pages of two services. */
export const kind_of = (path) =>
  path
    .replace(/\/(services|wordings|calendars|news|pages|alerts)\/[^/]+/, '/$1/*')
    .split('/')
    .map((part) => (/\d/.test(part) || part.length > 24 ? '*' : part))
    .join('/');

/**
 * Calls `visit(page, path)` for one page of each kind, beginning at `start`, at most `most`. Only pages (text/html) of this site, only
 * plain links: signing out and downloads are left alone. `kinds` names those that were visited already, and learns the new ones.
 */
export async function crawl(page, start, visit, { most = 40, kinds = new Set() } = {}) {
  const queue = [start];
  kinds.add(kind_of(start));
  const visited = [];
  while (queue.length && visited.length < most) {
    const path = queue.shift();
    const answer = await page.goto(path, { waitUntil: 'load' });
    if (!answer || !/text\/html/.test(answer.headers()['content-type'] ?? '')) continue;
    await visit(page, path, answer);
    visited.push(path);
    const links = await page.evaluate(() =>
      [...document.querySelectorAll('a[href]:not([download])')]
        .map((a) => new URL(a.getAttribute('href'), document.baseURI)) // links in drawings, too
        .filter((u) => u.origin === location.origin)
        .map((u) => u.pathname),
    );
    for (const link of links) {
      if (kinds.has(kind_of(link)) || /sign-out|\.(xml|json|csv|atom|ics|jpg|png|pdf)$/.test(link)) continue;
      kinds.add(kind_of(link));
      queue.push(link);
    }
  }
  return visited;
}
