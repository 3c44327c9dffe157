// What tests of the studio share.

/** Goes to the list and begins a draft from the version in force; gives its address. */
export async function begin(page, service) {
  await page.goto('/admin/studio');
  const form = page.locator('form:has(input[name=from][value=live])');
  await form.locator('select[name=service]').selectOption(service);
  await form.locator('button[type=submit]').click();
  await page.waitForURL(/\/admin\/studio\/\d+$/);
  return new URL(page.url()).pathname;
}

/** By the button. */
export async function save(page) {
  await page.locator('.save-bar button').click();
  await page.waitForURL(/saved=yes/);
}
