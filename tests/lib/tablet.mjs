// A tablet in the truck: a real Chromium with a profile of its own on disk, which can be killed and started again like an app.
import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium } from 'playwright-core';
import { chromium_flags } from './chromium.mjs';
import { temporary_folder } from './server.mjs';

const flags = [
  ...chromium_flags,
  '--headless=new',
  '--remote-debugging-port=0',
  '--window-size=390,844',
  '--lang=en-US',
];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * {page(), kill(), end(), start(), close()}: `kill` is SIGKILL, as when the battery is empty: cookies of the last half minute are not yet
 * on the disk then. `end` is the app put away, with everything written.
 */
export function make_tablet() {
  const profile = temporary_folder('tablet');
  const port_file = path.join(profile, 'DevToolsActivePort');
  let child, browser, current;

  async function start() {
    fs.rmSync(port_file, { force: true });
    child = spawn('/usr/bin/chromium', [...flags, `--user-data-dir=${profile}`, 'about:blank'], { stdio: 'ignore', detached: true });
    for (let tries = 0; !(fs.existsSync(port_file) && fs.readFileSync(port_file, 'utf8').includes('\n')); tries++) {
      if (tries > 1500) throw new Error('Chromium does not start');
      await pause(20); // another process: nothing to be told by
    }
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${fs.readFileSync(port_file, 'utf8').split('\n')[0]}`);
    const [context] = browser.contexts();
    context.setDefaultTimeout(15_000);
    [current] = context.pages();
    current ??= await context.newPage();
    current.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  }

  async function kill() {
    if (!child) return;
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    try {
      process.kill(-child.pid, 'SIGKILL'); // the browser and what it started, which is a group of its own
    } catch {}
    await gone;
    await browser.close().catch(() => undefined);
  }

  async function end() {
    const gone = once(child, 'exit');
    await (await browser.newBrowserCDPSession()).send('Browser.close');
    await gone;
  }

  async function close() {
    await kill();
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }

  return { start, kill, end, close, page: () => current };
}
