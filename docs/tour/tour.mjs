// Usage: node tour.mjs [address of the demo controller]
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const jenkins = process.argv[2] ?? 'http://127.0.0.1:8080/jenkins/';
const images = fileURLToPath(new URL('../images/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const breaches = [];
const violations = [];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function visit(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) {
      breaches.push(`${path}: ${message.text()}`);
    }
  });
  await page.goto(new URL(path, jenkins).href, { waitUntil: 'load' });
  return page;
}

async function picture(page, name, target = page) {
  await target.screenshot({ path: `${images}${name}.png` });
  console.log(`picture ${name}`);
}

/** Accessibility of the part of a page that this plugin draws. */
async function check(page, name, selector) {
  await page.evaluate(axe);
  const result = await page.evaluate((within) => globalThis.axe.run(within), selector);
  for (const violation of result.violations) {
    violations.push(`${name}: ${violation.id} (${violation.help}): ${violation.nodes.map((n) => n.html).join(' ')}`);
  }
  console.log(`axe on ${name}: ${result.violations.length} violations, ${result.passes.length} rules passed`);
}

const field = (scope, name) => scope.locator(`[name="_.${name}"]`).first();

async function type(scope, name, value) {
  const input = field(scope, name);
  await input.fill(value);
  await input.dispatchEvent('change');
  await input.blur();
}

async function says(scope, text) {
  await scope.getByText(text).first().waitFor({ timeout: 20_000 });
}

// The System page: a cluster, and the button that tests the connection.
{
  const page = await visit('manage/configure');
  const section = page.locator('.jenkins-section', { hasText: 'Alibaba Cloud ACK Edge' }).last();
  await section.scrollIntoViewIfNeeded();
  await section.getByRole('button', { name: 'Test connection' }).click();
  await says(section, 'profile Edge');
  await picture(page, 'configuration', section);
  await type(section, 'clusterId', 'x');
  await says(section, 'must be a cluster id');
  await type(section, 'maxCount', '0');
  await says(section, 'must be a whole number from 1 to 100');
  await check(page, 'configuration', '[name="clusters"]');
  await page.close();
}

// The Snippet Generator: wrong values in each field, then a snippet.
{
  const page = await visit('job/example-pipeline/pipeline-syntax/');
  await page.locator('select').first().selectOption({ label: 'ackEdgeScaleOut: Scale out an ACK Edge cluster' });
  await field(page, 'count').waitFor();
  await page.getByRole('button', { name: 'Advanced' }).first().click();
  const wrong = {
    count: ['0', 'must be a whole number from 1 to 100'],
    ensRegionId: ['Beijing', 'must be the id of an ENS region'],
    clusterId: ['x', 'must be a cluster id'],
    regionId: ['beijing', 'must be the id of the region of the cluster'],
    workerInstanceType: ['ecs.g6', 'must be an ENS instance type'],
    workerImageId: ['a b', 'must be the id of an image'],
    workerPeriod: ['4', 'must be one of 1, 2, 3, 6, 12, 24, 36, 48, 60'],
    workerAutoRenewPeriod: ['13', 'must be a whole number from 1 to 12'],
    workerSystemDiskSize: ['25', 'must be a multiple of 10 from 20 to 100'],
    workerDataDiskSize: ['10', 'must be 0 (none) or a multiple of 10'],
    keyPair: ['1', 'must be the name of an ENS key pair'],
    timeoutMins: ['0', 'must be a whole number from 1 to 10080'],
    nodePoolId: ['x', 'must be the id of a node pool'],
    desiredSize: ['0', 'must be a whole number from 1 to 1000'],
  };
  for (const [name, [value, rule]] of Object.entries(wrong)) {
    await type(page, name, value);
    await says(page, rule);
  }
  await picture(page, 'wrong-values');
  await check(page, 'snippet generator', '#prototypes, .tr, [name="_.count"]');
  await page.reload();
  await page.locator('select').first().selectOption({ label: 'ackEdgeScaleOut: Scale out an ACK Edge cluster' });
  await field(page, 'count').waitFor();
  await type(page, 'count', '2');
  await type(page, 'ensRegionId', 'cn-beijing-telecom');
  await page.getByRole('button', { name: 'Generate Pipeline Script' }).click();
  const snippet = page.locator('#prototypeText');
  await page.waitForFunction(() => document.querySelector('#prototypeText')?.value);
  assert.equal(await snippet.inputValue(), "ackEdgeScaleOut count: 2, ensRegionId: 'cn-beijing-telecom'");
  await picture(page, 'snippet-generator');
  await page.close();
}

// The freestyle form.
{
  const page = await visit('job/example-freestyle/configure');
  await field(page, 'count').scrollIntoViewIfNeeded();
  await says(page, 'Nodes to add');
  await picture(page, 'build-step');
  await page.close();
}

// A build: its page while it runs and when it has ended.
{
  const page = await visit('job/example-pipeline/');
  const number = (await (await page.request.get(new URL('job/example-pipeline/api/json', jenkins).href)).json()).nextBuildNumber;
  await page.locator('a[href*="/build?"], a[href$="/build"]').first().click();
  const build = new URL(`job/example-pipeline/${number}/`, jenkins).href;
  await page.waitForTimeout(1000);
  for (let i = 0; (await page.goto(`${build}ack-edge/`)).status() !== 200 && i < 60; i++) {
    await page.waitForTimeout(500);
  }
  await picture(page, 'running');
  // The page changes by itself: nobody reloads it.
  await page.getByText('Succeeded').first().waitFor({ timeout: 60_000 });
  await picture(page, 'finished');
  await check(page, 'build page', '#main-panel');
  await page.goto(build);
  await picture(page, 'build');
  await check(page, 'summary', '#main-panel');
  await page.goto(`${build}console`);
  await picture(page, 'console');
  await page.goto(new URL('job/example-pipeline/ack-edge/', jenkins).href);
  await picture(page, 'job');
  await check(page, 'job page', '#main-panel');
  await page.close();

  const narrow = await visit(`job/example-pipeline/${number}/ack-edge/`, { viewport: { width: 400, height: 900 } });
  await picture(narrow, 'narrow');
  await narrow.close();
  const chinese = await visit(`job/example-pipeline/${number}/ack-edge/`, { locale: 'zh-CN' });
  await picture(chinese, 'chinese');
  await chinese.close();
  const form = await visit('job/example-pipeline/pipeline-syntax/', { locale: 'zh-CN' });
  await form.locator('select').first().selectOption('ackEdgeScaleOut: ' + (await form.locator('option', { hasText: 'ackEdgeScaleOut:' }).first().textContent()).split(': ').slice(1).join(': '));
  await field(form, 'count').waitFor();
  await picture(form, 'chinese-form');
  await form.close();
}

await browser.close();
assert.deepEqual(breaches, [], 'content security policy');
assert.deepEqual(violations, [], 'accessibility');
console.log('The tour ended well: no CSP report, no axe violation.');
