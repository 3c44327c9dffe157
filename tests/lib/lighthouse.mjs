// Lighthouse as a phone on a slow network, on a Chromium of its own.
import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium_flags } from './chromium.mjs';
import { temporary_folder } from './server.mjs';

/** The pages whose figures stand in docs/contributors/lighthouse.md. */
export const measured_pages = {
  home: '/',
  service: '/services/pothole',
  report: '/services/pothole/report',
  request: '', // one that is public; found by `a_request`
  map: '/requests',
};

/** The first request of the public list. */
export async function a_request(base) {
  const markup = await (await fetch(base + '/requests')).text();
  return markup.match(/href="(\/requests\/[A-Z]+-[^"?]+)"/)[1];
}

async function start_chromium() {
  const profile = temporary_folder('lighthouse');
  const flags = [...chromium_flags, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn('/usr/bin/chromium', [...flags, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
      const found = said.match(/DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/);
      if (found) resolve(Number(found[1]));
    });
    child.once('exit', () => reject(new Error(`Chromium did not start: ${said.slice(-500)}`)));
  });
  const stop = async () => {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
    fs.rmSync(profile, { recursive: true, force: true });
  };
  return { port, stop };
}

const failed = (lhr, category) =>
  lhr.categories[category].auditRefs
    .filter(({ weight, id }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
    .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);

/** [{name, path, scores: {performance, accessibility, 'best-practices', seo}, lcp, cls, tbt, bytes, failed}] */
export async function measure(base, pages) {
  const { default: lighthouse, defaultConfig } = await import('lighthouse');
  const browser = await start_chromium();
  const found = [];
  try {
    for (const [name, where] of Object.entries(pages)) {
      const options = { port: browser.port, output: 'json', logLevel: 'error', formFactor: 'mobile' };
      const { lhr } = await lighthouse(base + where, options, defaultConfig);
      const scores = Object.fromEntries(Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(score * 100)]));
      const number = (id) => lhr.audits[id]?.numericValue ?? 0;
      found.push({
        name,
        path: where,
        scores,
        lcp: number('largest-contentful-paint'),
        cls: number('cumulative-layout-shift'),
        tbt: number('total-blocking-time'),
        bytes: number('total-byte-weight'),
        failed: Object.keys(scores).flatMap((category) => failed(lhr, category).map((text) => `${category}: ${text}`)),
        version: lhr.lighthouseVersion,
      });
    }
  } finally {
    await browser.stop();
  }
  return found;
}
