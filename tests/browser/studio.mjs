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

export const part_names = ['texts', 'identity', 'questions', 'routing', 'due', 'workflow', 'notices', 'more', 'tests'];
export const channels = ['web', 'kiosk', 'phone', 'counter', 'field', 'found', 'ivr', 'sms', 'open311', 'mails'];

/** The pages of a draft on which a file of that form is edited: each part, question, test and state. */
export const pages_of = (file) => [
  ...part_names.map((part) => `parts/${part}`),
  ...file.questions.map((_, i) => `parts/questions?at=/questions/${i}`),
  ...(file.tests ?? []).map((_, i) => `parts/tests?at=/tests/${i}`),
  ...Object.keys(file.workflow.states).map((state) => `parts/workflow?at=/workflow/states/${state}`),
];

/** By the button. */
export async function save(page) {
  await page.locator('.save-bar button').click();
  await page.waitForURL(/saved=yes/);
}
