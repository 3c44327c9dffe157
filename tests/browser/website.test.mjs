// What the city publishes: a clerk writes and publishes, residents read it, with and without JavaScript; banners shift nothing.
import test from 'node:test';
import assert from 'node:assert/strict';
import { check_page, skip, start_browser } from './harness.mjs';
import { enter, tab_to, type_into } from './keyboard.mjs';

/** The sum of the layout shifts of a page that was just opened (web.dev/cls). */
const layout_shift = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );

/** Fills a form of the website's desk and presses a button; waits for the next page. */
async function write(page, kind, fields, act) {
  await page.goto(`/desk/content/new?kind=${kind}`);
  for (const [name, text] of Object.entries(fields)) {
    const control = page.locator(`[name="${name}"]`);
    if ((await control.evaluate((element) => element.tagName)) === 'SELECT') await control.selectOption(text);
    else await control.fill(text);
  }
  await Promise.all([page.waitForLoadState('load'), page.locator(`main button[value="${act}"]`).click()]);
  await page.waitForLoadState('load');
}

test('website', { skip }, async (t) => {
  const stage = await start_browser();
  t.after(() => stage.close());
  const clerk = await stage.sign_in('manager');
  clerk.faults.length = 0;

  await t.test('a preview shows the text and what to mend, beside it', async () => {
    const body = '## Hours\n\n#### Winter\n\nFor the table [click here](/services).';
    await write(clerk, 'page', { 'title.en': 'Pool', 'body.en': body }, 'preview');
    const checks = await clerk.locator('.checks').first().innerText();
    assert.match(checks, /A level of headings is left out/);
    assert.match(checks, /does not say where the link leads/);
    assert.equal(await clerk.locator('[name="body.en"]').inputValue(), body, 'nothing typed is lost');
  });

  await t.test('a fault keeps it from being published, and the form says where', async () => {
    await clerk.locator('main button[value="publish"]').click();
    await clerk.waitForLoadState('load');
    assert.match(await clerk.locator('.error-summary').innerText(), /Line 3: A level of headings is left out/);
    clerk.faults.length = 0; // the browser reports the 422 itself
  });

  await t.test('while somebody types, the checks follow; mended, nothing is left to say', async () => {
    await clerk.fill('[name="body.en"]', '## Hours\n\n![](/files/1/640.jpg)');
    await clerk.locator('.checks', { hasText: 'This picture says nothing' }).waitFor();
    const hard = 'Municipal infrastructure remediation applications necessitate comprehensive documentation beforehand.';
    await clerk.fill('[name="body.en"]', hard);
    await clerk.locator('.checks', { hasText: /Reading grade \d+: hard\. Aim at 8 or below\./ }).waitFor();
    await clerk.fill('[name="body.en"]', 'We open at nine. We close at five. Come in.');
    await clerk.locator('.checks', { hasText: /Reading grade -?\d+: plain/ }).waitFor();
    await clerk.fill('[name="body.en"]', '## Hours\n\nLook at [all services](/services).');
    await clerk.locator('.checks', { hasText: 'No accessibility faults' }).waitFor();
    await clerk.locator('main button[value="preview"]').click();
    await clerk.locator('#preview').waitFor();
    await check_page(clerk);
  });

  await t.test('a page is published; residents read it without JavaScript, in the menu', async () => {
    await write(
      clerk,
      'page',
      { 'title.en': 'Pool hours', 'summary.en': 'When you can swim.', 'body.en': '## Summer\n\nNine to nine.', place: 'menu' },
      'publish',
    );
    assert.match(clerk.url(), /published=yes/);
    await check_page(clerk);
    const resident = await stage.open({ javascript: false, size: 'narrow' });
    await resident.goto('/');
    await resident.locator('nav summary', { hasText: 'Menu' }).click();
    await resident.locator('nav a', { hasText: 'Pool hours' }).click();
    assert.match(await resident.locator('main').innerText(), /Nine to nine/);
  });

  await t.test('a page is written, looked at and published by keys alone', async () => {
    const page = await stage.sign_in('manager');
    await page.goto('/desk/content?kind=page');
    await tab_to(page, 'a[href="/desk/content/new?kind=page"]');
    await enter(page);
    await type_into(page, '[name="title.en"]', 'Skating');
    await type_into(page, '[name="body.en"]', '## Winter\n\nOn the pond.');
    await page.locator('.checks', { hasText: 'No accessibility faults' }).waitFor();
    await tab_to(page, 'main button[value="preview"]');
    await page.keyboard.press('Enter');
    await page.locator('#preview', { hasText: 'On the pond.' }).waitFor();
    assert.equal(await page.inputValue('[name="body.en"]'), '## Winter\n\nOn the pond.', 'Enter makes a line, Tab leaves');
    await tab_to(page, 'main button[value="publish"]');
    await enter(page);
    assert.match(page.url(), /published=yes/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  await t.test('banners stand above every public page, the gravest first, and shift nothing', async () => {
    await write(clerk, 'banner', { 'title.en': 'Offices closed', 'summary.en': 'On Monday.', level: 'information' }, 'publish');
    await write(clerk, 'banner', { 'title.en': 'Tornado warning', 'body.en': 'Go inside.', level: 'emergency' }, 'publish');
    for (const size of ['phone', 'desktop']) {
      const resident = await stage.open({ size });
      for (const path of ['/', '/services', '/no-such-page']) {
        await resident.goto(path);
        assert.deepEqual(await resident.locator('.banner strong').allInnerTexts(), ['Tornado warning.', 'Offices closed.'], path);
        assert.equal(await layout_shift(resident), 0, path);
      }
      assert.equal(await resident.locator('.banner[role="alert"]').count(), 1);
      resident.faults.length = 0; // the 404
      await check_page(resident);
    }
  });

  await t.test('the search of the start page finds services, answers and pages in one place', async () => {
    const resident = await stage.open();
    await resident.goto('/');
    await resident.fill('#q', 'pool');
    await resident.keyboard.press('Enter');
    await resident.waitForURL(/\/search\?q=pool/);
    assert.match(await resident.locator('#found').innerText(), /Pool hours/);
    await resident.fill('#q', 'xyzzyqwv');
    await resident.locator('#found', { hasText: 'We found nothing for these words.' }).waitFor();
    await check_page(resident);
  });

  await t.test('the start page shows what is used most, and how the city is doing; a service says how long it takes', async () => {
    const resident = await stage.open();
    await resident.goto('/');
    const part = (heading) => resident.locator('main section', { has: resident.getByRole('heading', { name: heading, exact: true }) });
    assert.equal(await part('Most used').locator('a.card').count(), 8);
    const figures = await part('How the city is doing').innerText();
    assert.match(figures, /\d+\s+reported this week\s+\d+\s+finished this week\s+\d+%\s+finished on time/);
    assert.ok((await part('How the city is doing').locator('tbody tr').count()) > 2);
    await resident.goto('/services/pothole');
    const facts = await resident.locator('aside dl').innerText();
    assert.match(facts, /We aim to finish\s+within \d+ \w+[\s\S]*It usually takes\s+\d+ (hours?|days?)/);
  });

  await t.test('news leads from the start page to the item', async () => {
    const resident = await stage.open({ size: 'phone', dark: true });
    await resident.goto('/');
    await resident.locator('.card.news').first().click();
    await resident.waitForURL(/\/news\//);
    await check_page(resident);
  });
});
