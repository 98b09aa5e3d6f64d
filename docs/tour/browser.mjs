// The browser, who uses it, and what is looked for on every page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const jenkins = process.argv[2] ?? 'http://127.0.0.1:8080/jenkins/';

/** What must not be seen: breaches of the content security policy, accessibility violations, errors of scripts. */
export const faults = [];

const images = fileURLToPath(new URL('../images/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const dark = readFileSync(new URL('dark.css', import.meta.url), 'utf8');
const sessions = {};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

export const close = () => browser.close();
export const url = (path) => new URL(path, jenkins).href;

/** Users of the demo controller have their name for a password. */
async function session(user) {
  if (!sessions[user]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url('login'));
    await page.fill('[name=j_username]', user);
    await page.fill('[name=j_password]', user);
    await page.click('button[type=submit], button[name=Submit]');
    await page.waitForURL((address) => !address.pathname.includes('login'));
    sessions[user] = await context.storageState();
    await context.close();
  }
  return sessions[user];
}

/** A page of its own for a user; {@code isDark} puts it into dark colours. */
export async function visit(path, { user = 'admin', isDark = false, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    storageState: await session(user),
    colorScheme: isDark ? 'dark' : 'light',
    ...options,
  });
  await context.exposeBinding('tourBreach', (_, what) => faults.push(`content security policy: ${what}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => {
      globalThis.tourBreach(`${location.pathname}: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`);
    });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => faults.push(`script: ${page.url()}: ${error.message}`));
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(url(path), { waitUntil: 'load' });
  if (isDark) {
    await page.addStyleTag({ content: dark });
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  }
  return page;
}

export async function leave(page) {
  await page.context().close();
}

export async function picture(page, name, options = {}) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.waitForTimeout(700); // messages fade in
  await page.screenshot({ path: `${images}${name}.png`, animations: 'disabled', ...options });
  console.log(`picture ${name}`);
}

/** A picture of the page from one element's top to another's bottom, without what floats above them. */
export async function pictureOf(page, name, first, last = first, width = 1000) {
  const size = page.viewportSize();
  await page.setViewportSize({ width, height: 2400 });
  await first.scrollIntoViewIfNeeded();
  const from = await first.boundingBox();
  const to = await last.boundingBox();
  const x = Math.min(from.x, to.x) - 16;
  await picture(page, name, {
    clip: { x, y: from.y - 16, width: Math.max(from.x + from.width, to.x + to.width) + 16 - x, height: to.y + to.height - from.y + 32 },
    style: '#page-header, #bottom-sticker, .jenkins-bottom-app-bar__shadow, [data-tippy-root] { visibility: hidden !important }',
  });
  await page.setViewportSize(size);
}

/** Within a form, what Jenkins and its credentials plugin draw, and whoever writes the form cannot change. */
const NOT_OURS = [
  '.jenkins-help-button', // tabindex
  '.jenkins-edited-section-label', // contrast
  '.credentials-select-control', // no label
  '.setting-main > div[aria-expanded]', // the list below a combo box
  '[name="_.id"]', // no label: the credentials plugin's own fields of each kind
  '[name="_.description"]',
  '[name="_.scope"]',
];

/** Accessibility of the part of a page that this plugin draws. */
export async function accessible(page, name, within) {
  await page.evaluate(axe);
  const result = await page.evaluate((where) => globalThis.axe.run(where), {
    include: within.map((selector) => [selector]),
    exclude: NOT_OURS.map((selector) => [selector]),
  });
  // Jenkins shows a check box's label beside it and does not tie the two; its name for screen readers is the tooltip.
  const violations = result.violations.filter(
    (v) => v.id !== 'label-title-only' || !v.nodes.every((node) => node.html.includes('type="checkbox"')),
  );
  for (const violation of violations) {
    for (const node of violation.nodes) {
      const fault = `accessibility: ${name}: ${violation.id} (${violation.help}): ${node.html.slice(0, 300)} ${node.any[0]?.message ?? ''}`;
      console.log(fault); // a tour that ends early shows no list of faults
      faults.push(fault);
    }
  }
  console.log(`axe on ${name}: ${violations.length} violations, ${result.passes.length} rules passed`);
}

/** A field of a form that can be seen. */
export const field = (scope, name) => scope.locator(`[name="_.${name}"]:visible`).first();

/** The field with its label and what is said below it. */
export const entry = (scope, name) => field(scope, name).locator('xpath=ancestor::div[contains(@class,"jenkins-form-item")][1]');

export async function type(scope, name, value) {
  const input = field(scope, name);
  await input.fill(value);
  await input.dispatchEvent('change');
  await input.blur();
}

/** Waits until that is said below the field. */
export async function says(scope, name, text) {
  try {
    await entry(scope, name).locator('.validation-error-area').getByText(text).first().waitFor({ timeout: 30_000 });
  } catch (error) {
    throw new Error(`${name} should say '${text}', but says: ${await entry(scope, name).innerText()}`, { cause: error });
  }
}

export async function saysNothing(scope, name) {
  await entry(scope, name).locator('.error, .warning').first().waitFor({ state: 'detached', timeout: 30_000 });
}
