// What a resident, a crew and a dispatcher do, as steps that the tests share. Fields are found by name, so that one journey serves every
// language, with and without JavaScript.
import path from 'node:path';
import { root } from '../lib/server.mjs';

export const photo_before = path.join(root, 'catalogue/demo/photos/pothole-before.jpg');
export const photo_after = path.join(root, 'catalogue/demo/photos/pothole-after.jpg');

/** Sends the form of this step and waits for the page that follows. */
export async function go_on(page) {
  const before = page.url();
  await page.locator('main form .actions button[type=submit].large').last().click();
  await page.waitForURL((url) => url.href !== before);
}

/** Each step of a pothole report, in order: [name, fill]. */
export const pothole_steps = ({ address, details, photo = photo_before, email = '', name = '' }) => [
  ['where', (page) => page.fill('[name="where"]', address)],
  ['lane', (page) => page.check('[name="lane"][value="travel"]')],
  ['size', (page) => page.check('[name="size"][value="wheel"]')],
  ['swerve', (page) => page.check('[name="swerve"][value="yes"]')],
  ['details', (page) => page.fill('[name="details"]', details)],
  ['photo', (page) => photo && page.setInputFiles('input[type=file]', photo)],
  [
    'contact',
    async (page) => {
      await page.fill('[name="email"]', email);
      await page.fill('[name="name"]', name);
    },
  ],
];

/** Fills a pothole report up to the page "Check your report"; `visit(page, step)` sees each page before it is filled. */
export async function write_report(page, report, visit = async () => {}) {
  await page.goto('/services/pothole/report');
  for (const [step, fill] of pothole_steps(report)) {
    await visit(page, step);
    await fill(page);
    await go_on(page);
  }
  await visit(page, 'check');
}

/** Sends the report: {number, path, answered_at} once the server has answered. */
export async function send_report(page) {
  const answer = page.waitForResponse((response) => /\/submission$/.test(response.url()));
  await page.locator('main form .actions button[type=submit].large').last().click({ noWaitAfter: true });
  await answer;
  const answered_at = performance.now();
  await page.waitForURL(/\/track\//);
  const { pathname } = new URL(page.url());
  return { number: pathname.split('/')[2], path: pathname, answered_at };
}

/** The crew presses one of the plain buttons of a work order: "accept", "start" … */
export async function press(page, kind) {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator(`main form:has(input[name="kind"][value="${kind}"]) button[type=submit]`).first().click();
  await answer;
  await page.waitForLoadState();
}

/**
 * The crew finishes with a photo and a note; with its script the tablet keeps that and sends it, here until the city has it. `filled(page)`
 * sees the page before it is sent.
 */
export async function finish(page, { note, photo = photo_after, sent = true, filled = async () => {} }) {
  const form = page.locator('main form:has(input[name="kind"][value="done"])');
  // The script may open it by itself at this very moment: a press would close it.
  await page.locator('details:has(> form input[value="done"])').evaluate((fold) => (fold.open = true));
  await form.locator('input[type=file]').setInputFiles(photo);
  await form.locator('[name="note"]').fill(note);
  await form.locator('[name="minutes"]').fill('35');
  await filled(page);
  await form.locator('button[type=submit]').click();
  await page.waitForURL(/\/field$/);
  if (sent) await page.locator('#sync[data-unsent-count="0"]').waitFor();
}
