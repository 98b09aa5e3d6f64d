// The pages: a build while it runs and afterwards, its log, its job; for all kinds of readers.
import assert from 'node:assert/strict';
import { accessible, leave, picture, pictureOf, url, visit } from './browser.mjs';

const MAIN = ['#main-panel'];

/** Makes a pipeline of a snippet, as a person does: New Item, the script, Save. */
export async function newPipeline(name, script) {
  await forgetJobs([name]); // of a tour that did not come to its end
  const page = await visit('view/all/newJob');
  await page.fill('#name', name);
  await page.locator('.org_jenkinsci_plugins_workflow_job_WorkflowJob').click();
  await page.locator('#ok-button').click();
  await page.waitForURL('**/configure');
  await page.locator('.ace_editor').first().waitFor();
  await page.evaluate((text) => document.querySelector('.ace_editor').env.editor.setValue(text, 1), script);
  await page.locator('button[name="Submit"]').click();
  await page.waitForURL((u) => u.pathname.endsWith(`/job/${name}/`));
  console.log(`new pipeline ${name}: ${script}`);
  await leave(page);
  return name;
}

/** Builds the job and watches its page, which nobody reloads, until the order has ended. */
export async function watch(job) {
  const page = await visit(`job/${job}/`);
  await page.getByRole('link', { name: 'Build Now' }).click();
  const build = `job/${job}/1/`;
  for (let i = 0; (await page.request.get(url(`${build}ack-edge/`))).status() !== 200; i++) {
    assert.ok(i < 240, 'the build has no page');
    await page.waitForTimeout(250);
  }
  await page.goto(url(`${build}ack-edge/`));
  await page.evaluate(() => {
    const look = () => {
      const state = document.querySelector('.ack-edge__state')?.textContent;
      const stages = [...document.querySelectorAll('[id$="-stages"] tbody tr')].map((row) =>
        [...row.querySelectorAll('th, td:nth-child(2)')].map((cell) => cell.textContent.trim()).join(' '),
      );
      const seen = [state, ...stages].join(' | ');
      if (seen !== globalThis.tourSeen.at(-1)) {
        globalThis.tourSeen.push(seen);
      }
    };
    globalThis.tourSeen = [];
    look();
    new MutationObserver(look).observe(document.getElementById('main-panel'), { childList: true, subtree: true, characterData: true });
  });
  await page.locator('[id$="-stages"] tbody tr').first().waitFor();
  await accessible(page, 'page of a running build', MAIN);
  await picture(page, 'running');
  await page.locator('#ack-edge-orders[data-live="false"]').waitFor({ timeout: 120_000 });
  const seen = await page.evaluate(() => globalThis.tourSeen);
  seen.forEach((what) => console.log(`the page showed by itself: ${what}`));
  assert.ok(seen.length > 1 && seen.at(-1).startsWith('Done'), 'the page did not change to its end');
  await leave(page);
  return build;
}

export async function result(build, job) {
  const page = await visit(`${build}ack-edge/`);
  await accessible(page, 'page of a build', MAIN);
  await pictureOf(page, 'finished', page.locator('#main-panel h1'), page.locator('[data-part$="-instances"]'), 1200);
  const json = await (await page.request.get(url(`${build}ack-edge/api/json`))).json();
  assert.equal(json.orders[0].state, 'SUCCEEDED');
  console.log(`api/json: ${json.orders[0].state}, task ${json.orders[0].taskId}, ${json.orders[0].instances.length} instances`);

  await page.goto(url(build));
  await page.getByText('ACK Edge scale-out: 2 × ens.sn1.tiny in cn-beijing-telecom').first().waitFor();
  await accessible(page, "line on the build's page", ['#main-panel tr.app-summary:has(a[href*="/ack-edge/"])']);
  await picture(page, 'build');

  await page.goto(url(`${build}console`));
  await picture(page, 'console');
  await page.getByRole('link', { name: 'its page' }).first().click();
  await page.waitForURL('**/ack-edge/');
  console.log('the link in the log leads to the page');

  await page.goto(url(`job/${job}/ack-edge/`));
  await accessible(page, 'page of a job', MAIN);
  await picture(page, 'job');
  await leave(page);
}

/** What a mistake looks like in the log: nothing ordered, every line says what to do. */
export async function refusal(job) {
  const page = await visit(`job/${job}/`);
  await page.getByRole('link', { name: 'Build Now' }).click();
  for (let i = 0; !(await (await page.request.get(url(`job/${job}/1/consoleText`))).text()).includes('Finished: '); i++) {
    assert.ok(i < 240, 'the build does not end');
    await page.waitForTimeout(250);
  }
  await page.goto(url(`job/${job}/1/console`));
  const text = await (await page.request.get(url(`job/${job}/1/consoleText`))).text();
  for (const line of ["count '50' must be at most 10", "workerPeriod '4' must be one of", 'nothing was sent']) {
    assert.ok(text.includes(line), text);
  }
  await page.getByText('must be at most 10').first().waitFor();
  await picture(page, 'refused');
  await leave(page);
}

/** The same pages in the dark, on a phone, on paper, in Chinese, and with the keyboard alone. */
export async function otherReaders(build, job) {
  for (const [name, path] of [['dark', `${build}ack-edge/`], ['dark-job', `job/${job}/ack-edge/`]]) {
    const page = await visit(path, { isDark: true });
    await accessible(page, `${path} in dark colours`, MAIN);
    await picture(page, name);
    await leave(page);
  }
  for (const [name, path] of [['narrow', `${build}ack-edge/`], ['narrow-job', `job/${job}/ack-edge/`]]) {
    const page = await visit(path, { viewport: { width: 400, height: name === 'narrow' ? 1400 : 900 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 400, `${path} is ${wide} px wide on a screen of 400`);
    await accessible(page, `${path} at 400 px`, MAIN);
    await page.locator('#main-panel h1').evaluate((e) => scrollTo(0, e.offsetTop - 80));
    await picture(page, name);
    await leave(page);
  }
  const paper = await visit(`${build}ack-edge/`, { viewport: { width: 794, height: 1123 } });
  await paper.emulateMedia({ media: 'print' });
  assert.equal(await paper.locator('#page-header').isVisible(), false);
  await picture(paper, 'print');
  await leave(paper);

  const chinese = await visit(`${build}ack-edge/`, { locale: 'zh-CN' });
  await chinese.getByText('任务时间线').waitFor();
  await accessible(chinese, 'page of a build in Chinese', MAIN);
  await picture(chinese, 'chinese');
  await chinese.goto(url(`job/${job}/ack-edge/`));
  await chinese.getByText('ACK Edge 扩容记录').first().waitFor();
  await accessible(chinese, 'page of a job in Chinese', MAIN);
  await leave(chinese);

  const keys = await visit(`${build}ack-edge/`);
  await keys.locator('.ack-edge__parameters > summary').focus();
  await keys.keyboard.press('Enter');
  assert.ok(await keys.locator('.ack-edge__parameters').evaluate((e) => e.open));
  await keys.keyboard.press('Tab');
  const next = await keys.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.ok(next.startsWith('Stages of the task'), next);
  console.log(`with the keyboard: all parameters opened, then "${next}"`);
  await leave(keys);
}

/** All orders of the controller: for an administrator, in Chinese, in the dark, on a phone, and for an auditor. */
export async function ledger(job) {
  const page = await visit('manage/');
  await page.getByText('ACK Edge orders').first().click();
  await page.waitForURL('**/ack-edge-orders/');
  await page.getByText(`${job}#1`).first().waitFor();
  await accessible(page, 'page of all orders', MAIN);
  await picture(page, 'ledger');
  await page.fill('[name=job]', job);
  await page.locator('.ack-edge__filter button').click();
  await page.waitForURL((u) => u.searchParams.get('job') === job);
  assert.equal(await page.locator('#ack-edge-ledger tbody tr').count(), 1);
  const csv = await (await page.request.get(url(`manage/ack-edge-orders/csv?job=${job}`))).text();
  assert.equal(csv.trim().split('\n').length, 2, csv);
  await page.fill('[name=job]', '');
  await page.selectOption('[name=state]', 'UNKNOWN');
  await page.locator('.ack-edge__filter button').click();
  await page.getByRole('heading', { name: 'Orders: 0' }).waitFor();
  console.log(`the filter finds ${job}, and no order of unknown outcome`);
  await leave(page);

  const chinese = await visit('manage/ack-edge-orders/', { locale: 'zh-CN' });
  await chinese.getByText('ACK Edge 订单').first().waitFor();
  await accessible(chinese, 'page of all orders in Chinese', MAIN);
  await leave(chinese);
  const dark = await visit('manage/ack-edge-orders/', { isDark: true });
  await accessible(dark, 'page of all orders in dark colours', MAIN);
  await leave(dark);
  const narrow = await visit('manage/ack-edge-orders/', { viewport: { width: 400, height: 900 } });
  const wide = await narrow.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 400, `the page of all orders is ${wide} px wide on a screen of 400`);
  await accessible(narrow, 'page of all orders at 400 px', MAIN);
  await leave(narrow);

  const auditor = await visit('', { user: 'auditor' });
  assert.ok((await auditor.content()).includes('ack-edge-orders'), 'no entry in the menu at the top');
  await auditor.goto(url('ack-edge-orders/'));
  await auditor.getByText(`${job}#1`).first().waitFor();
  assert.equal(await auditor.locator(`a[href*="job/${job}"]`).count(), 0, 'a link to a job that an auditor may not see');
  console.log('an auditor finds the page in the menu at the top, without links to jobs');
  await leave(auditor);
}

/** Who may read a job sees what its builds ordered and no form; who may not sees nothing. */
export async function withoutPermission(build, job) {
  const forms = ['ack-edge-orders/', 'manage/ack-edge-orders/', 'manage/configure', `job/${job}/configure`, `job/${job}/pipeline-syntax/`];
  const pages = [`${build}ack-edge/`, `${build}ack-edge/orders`, `${build}ack-edge/api/json`, `job/${job}/ack-edge/`];
  for (const [user, expected] of [['reader', 200], ['stranger', 404]]) {
    const page = await visit('', { user });
    for (const path of pages) {
      const status = (await page.request.get(url(path))).status();
      console.log(`${user}: ${path.replace(job, '<job>')} ${status}`);
      assert.equal(status, expected);
    }
    for (const path of forms) {
      const status = (await page.request.get(url(path))).status();
      console.log(`${user}: ${path.replace(job, '<job>')} ${status}`);
      assert.ok(status === 403 || status === 404, `${path} ${status}`);
    }
    await formMethods(page, user, user === 'reader' ? `job/${job}/` : '');
    await leave(page);
  }
}

const METHODS = {
  AckEdgeScaleOutStep: ['checkCount?value=0', 'checkWorkerInstanceType?value=&cluster=store-1', 'checkCredentialsId?value=none', 'fillClusterItems', 'fillViaItems', 'fillEnsRegionIdItems', 'fillCredentialsIdItems'],
  AckEdgeScaleOutBuilder: ['checkWorkerPeriod?value=4', 'checkEnsRegionId?value=&cluster=', 'fillWorkerInstanceTypeItems'],
  AckEdgeWaitTaskStep: ['checkTaskId?value=a%2Fb', 'checkRegionId?value=&cluster='],
  AckEdgeCluster: ['checkName?value=', 'testConnection?clusterId=Cccfd68c474454665ace07efce924abcd&regionId=cn-beijing&credentialsId=aliyun'],
  AckEdgeConfiguration: ['checkEndpoint?value=x', 'fillDefaultClusterItems'],
};

async function formMethods(page, user, where) {
  const crumb = await (await page.request.get(url('crumbIssuer/api/json'))).json();
  let asked = 0;
  for (const [form, methods] of Object.entries(METHODS)) {
    for (const method of methods) {
      const address = `${where}descriptorByName/io.jenkins.plugins.ackedge.${form}/${method}`;
      const response = await page.request.post(url(address), { headers: { [crumb.crumbRequestField]: crumb.crumb } });
      const answer = response.ok() ? (await response.text()).replaceAll(/<div\s*\/?>|<\/div>/g, '').trim() : '';
      const empty = ['', '[]', '{"_class":"com.cloudbees.plugins.credentials.common.StandardListBoxModel","values":[]}', '{"_class":"hudson.util.ListBoxModel","values":[]}'].includes(answer);
      const onlyNone = /^\{[^[]*\[\{"name":"- (none|current) -","selected":(true|false),"value":""}]}$/.test(answer);
      assert.ok(empty || onlyNone, `${user} was told by ${address}: ${answer}`);
      asked++;
    }
  }
  console.log(`${user}: ${asked} form methods give no answer`);
}

export async function forgetJobs(names) {
  const page = await visit('');
  const crumb = await (await page.request.get(url('crumbIssuer/api/json'))).json();
  for (const name of names) {
    await page.request.post(url(`job/${name}/doDelete`), { headers: { [crumb.crumbRequestField]: crumb.crumb } });
  }
  await leave(page);
}
