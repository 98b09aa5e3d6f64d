// The forms: System page, Snippet Generator, build step.
import assert from 'node:assert/strict';
import { accessible, entry, field, leave, picture, pictureOf, says, saysNothing, type, visit } from './browser.mjs';

const STEP = 'ackEdgeScaleOut: ';
const SECOND_CLUSTER = 'c82e6987e2961451182edacd74fafabcd';

/** A wrong value for each field of an order that is typed, and what the form says of it in both languages. */
const WRONG = {
  ensRegionId: ['Beijing', 'must be the id of an ENS region', '必须是 ENS 地域的 ID'],
  workerInstanceType: ['ecs.g6', 'must be an ENS instance type', '必须是 ENS 实例规格'],
  workerImageId: ['a b', 'must be the id of an image', '必须是镜像 ID'],
  workerPeriod: ['4', 'must be one of 1, 2, 3, 6, 12, 24, 36, 48, 60', '必须是以下值之一'],
  workerAutoRenewPeriod: ['13', 'must be a whole number from 1 to 12', '必须是 1 到 12 之间的整数'],
  workerSystemDiskSize: ['25', 'must be a multiple of 10 from 20 to 100', '必须是 20 到 100 之间的 10 的倍数'],
  workerDataDiskSize: ['10', 'must be 0 (none) or a multiple of 10', '必须是 0（无数据盘）'],
  keyPair: ['1', 'must be the name of an ENS key pair', '必须是 ENS 密钥对名称'],
  timeoutMins: ['0', 'must be a whole number from 1 to 10080', '必须是 1 到 10080 之间的整数'],
  nodePoolId: ['x', 'must be the id of a node pool', '必须是节点池 ID'],
};

/** The fields that only a step has. */
const WRONG_IN_STEP = {
  count: ['0', 'must be a whole number from 1 to 100', '必须是 1 到 100 之间的整数'],
  clusterId: ['x', 'must be a cluster id', '必须是集群 ID'],
  regionId: ['beijing', 'must be the id of the region of the cluster', '必须是集群所在地域的 ID'],
  desiredSize: ['0', 'must be a whole number from 1 to 1000', '必须是 1 到 1000 之间的整数'],
};

const WRONG_IN_CLUSTER = {
  name: ['a b', 'Must be 1 to 64 letters', '必须为 1 到 64 个字母'],
  clusterId: WRONG_IN_STEP.clusterId,
  regionId: WRONG_IN_STEP.regionId,
  maxCount: ['101', 'must be a whole number from 1 to 100', '必须是 1 到 100 之间的整数'],
  maxCountPerDay: ['0', 'must be a whole number from 1 to 100000', '必须是 1 到 100000 之间的整数'],
};

const WRONG_SETTINGS = {
  endpoint: ['http://cs.example.com', 'Must be an address such as https://', '必须是类似 https://'],
  pollSeconds: ['0', 'must be a whole number from 1 to 600', '必须是 1 到 600 之间的整数'],
  requestsPerSecond: ['101', 'must be a number from 0.1 to 100', '必须是 0.1 到 100 之间的数'],
};

/** Fields of a node pool are shown when that route is chosen. */
const OF_A_NODE_POOL = ['nodePoolId', 'desiredSize'];

async function choose(scope, name, value) {
  const list = field(scope, name);
  if ((await list.evaluate((e) => e.tagName)) === 'SELECT') {
    await list.selectOption(value);
  } else {
    await type(scope, name, value); // a list of suggestions
  }
}

async function refuses(scope, wrong, language = 1) {
  for (const [name, values] of Object.entries(wrong)) {
    if (OF_A_NODE_POOL.includes(name)) {
      await choose(scope, 'via', 'nodePool');
    }
    await type(scope, name, values[0]);
    await says(scope, name, values[language]);
  }
  console.log(`wrong values refused while typing: ${Object.keys(wrong).join(', ')}`);
}

/** Opens what is folded, by its button. */
async function unfold(scope, name) {
  await scope.getByRole('button', { name }).filter({ visible: true }).first().click();
}

const ourSection = (page) => page.locator('.jenkins-section', { has: page.locator('[name="clusters"]') }).last();
const cluster = (page, name) =>
  page.locator('[name="clusters"]', { has: page.locator(`input[name="_.name"][value="${name}"]`) }).first();

async function save(page) {
  await page.locator('button[name="Submit"]').click();
  await page.waitForURL((u) => !u.pathname.includes('config'), { waitUntil: 'commit' });
}

async function removeSecondCluster(page) {
  await cluster(page, 'store-2').locator('.repeatable-delete').first().click();
  await cluster(page, 'store-2').waitFor({ state: 'detached' });
}

/** Describes a second cluster, tests its connection and saves it. */
export async function configureACluster() {
  const page = await visit('manage/configure');
  if (await cluster(page, 'store-2').count()) {
    await removeSecondCluster(page); // of a tour that did not come to its end
  }
  await page.getByRole('button', { name: 'Add cluster' }).click();
  const added = page.locator('[name="clusters"]:visible').last();
  await says(added, 'name', WRONG_IN_CLUSTER.name[1]); // of an empty one
  await type(added, 'name', 'store-2');
  await type(added, 'clusterId', SECOND_CLUSTER);
  await type(added, 'regionId', 'cn-beijing');
  await field(added, 'credentialsId').selectOption('aliyun');
  await type(added, 'maxCount', '5');
  await saysNothing(added, 'name');
  await added.getByRole('button', { name: 'Test connection' }).click();
  await added.getByText('profile Edge').waitFor();
  console.log(`connection tested: ${(await added.getByText('profile Edge').innerText()).trim()}`);
  await unfold(added, 'Defaults of an order');
  await accessible(page, 'System page', ['[name="clusters"]', '[name="_.defaultCluster"]']);
  const defaults = {
    ensRegionId: 'cn-foshan-telecom',
    workerInstanceType: 'ens.sn1.small',
    workerImageId: 'm-2QVLO2T8NYgm8CNQVg15gF',
    workerPeriod: '3',
    workerSystemDiskSize: '40',
  };
  for (const [name, value] of Object.entries(defaults)) {
    await type(added, name, value);
    await saysNothing(added, name);
  }
  await field(added, 'ensInternetChargeType').selectOption('BandwidthByDay');
  await field(added, 'loginCredentialsId').selectOption('node-login');
  await pictureOf(page, 'configuration', added);
  await save(page);
  await leave(page);

  const again = await visit('manage/configure');
  await type(ourSection(again), 'defaultCluster', 'store-1');
  await save(again);
  console.log('configured: cluster store-2, and store-1 as the default');
  await leave(again);
}

export async function wrongValuesOnTheSystemPage() {
  for (const [language, locale] of [[1, 'en-US'], [2, 'zh-CN']]) {
    const page = await visit('manage/configure', { locale });
    const first = cluster(page, 'store-1');
    await unfold(first, language === 1 ? 'Defaults of an order' : '订单的默认值');
    await refuses(first, WRONG, language);
    await unfold(ourSection(page).locator('> .jenkins-form-item, > .advancedLink, > div').last(), /Advanced|高级/);
    await refuses(page, WRONG_SETTINGS, language);
    // The last, since the cluster is found by its name.
    const { name, ...others } = WRONG_IN_CLUSTER;
    await refuses(first, { ...others, name }, language);
    if (language === 2) {
      await pictureOf(page, 'chinese-configuration', first, entry(first, 'maxCount'));
    }
    await leave(page);
  }
}

export async function forgetTheCluster() {
  const page = await visit('manage/configure');
  await type(ourSection(page), 'defaultCluster', '');
  await removeSecondCluster(page);
  await save(page);
  console.log('removed: cluster store-2');
  await leave(page);
}

async function openStep(page) {
  const list = page.locator('select').first();
  const ours = await list.locator('option', { hasText: STEP }).first().getAttribute('value');
  if ((await list.inputValue()) !== ours) {
    await list.selectOption(ours);
  }
  await field(page, 'count').waitFor();
}

/** The Snippet Generator: short, with the cluster's defaults, and with wrong values. */
export async function snippetGenerator() {
  const page = await visit('job/example-pipeline/pipeline-syntax/');
  await openStep(page);
  const visible = await page.locator('#prototypes, [name="prototype"]').locator('[name^="_."]:visible').evaluateAll((all) => all.map((e) => e.name));
  console.log(`fields at first: ${visible.join(', ')}`);
  assert.deepEqual(visible, ['_.count', '_.cluster', '_.ensRegionId']);
  await says(page, 'ensRegionId', 'From cluster store-1: cn-beijing-telecom');
  await unfold(page, 'Advanced');
  await says(page, 'workerInstanceType', 'From cluster store-1: ens.sn1.tiny');
  await says(page, 'credentialsId', 'From cluster store-1: aliyun');
  await says(page, 'loginCredentialsId', 'From cluster store-1: node-login');
  await says(page, 'ensInternetChargeType', 'From cluster store-1: BandwidthByDay');
  await field(page, 'cluster').selectOption('store-2');
  await says(page, 'ensRegionId', 'From cluster store-2: cn-foshan-telecom');
  await says(page, 'workerInstanceType', 'From cluster store-2: ens.sn1.small');
  await type(page, 'count', '6');
  await says(page, 'count', 'must be at most 5, the limit set for cluster store-2');
  await type(page, 'count', '2');
  console.log('empty fields show the defaults of the cluster that is chosen, and follow the choice');
  await accessible(page, 'Snippet Generator', ['[name="prototype"]']);
  await pictureOf(page, 'defaults', entry(page, 'count'), entry(page, 'ensInternetChargeType'));
  await field(page, 'cluster').selectOption('');
  await followsTheRoute(page);
  await refuses(page, { ...WRONG, ...WRONG_IN_STEP });
  await pictureOf(page, 'wrong-values', entry(page, 'workerPeriod'), entry(page, 'timeoutMins'));
  await leave(page);
}

const isShown = (page, name) => field(page, name).isVisible();

/** Fields that the chosen route does not take are not shown. */
async function followsTheRoute(page) {
  assert.ok(await isShown(page, 'workerImageId'));
  assert.ok(!(await isShown(page, 'nodePoolId')));
  await field(page, 'via').selectOption('nodePool');
  assert.ok(!(await isShown(page, 'workerImageId')));
  assert.ok(!(await isShown(page, 'loginCredentialsId')));
  assert.ok(await isShown(page, 'nodePoolId'));
  await pictureOf(page, 'node-pool', entry(page, 'count'), entry(page, 'desiredSize'));
  await field(page, 'via').selectOption('');
  assert.ok(await isShown(page, 'workerImageId'));
  console.log('the form follows the route: fields that it does not take are not shown');
}

/** @return what the Snippet Generator writes for two nodes */
export async function snippet() {
  const page = await visit('job/example-pipeline/pipeline-syntax/');
  await openStep(page);
  await type(page, 'count', '2');
  await type(page, 'ensRegionId', 'cn-beijing-telecom');
  await page.getByRole('button', { name: 'Generate Pipeline Script' }).click();
  await page.waitForFunction(() => document.querySelector('#prototypeText')?.value);
  const text = await page.locator('#prototypeText').inputValue();
  assert.equal(text, "ackEdgeScaleOut count: 2, ensRegionId: 'cn-beijing-telecom'");
  console.log(`snippet: ${text}`);
  await page.evaluate(() => scrollTo(0, 190));
  await picture(page, 'snippet-generator');
  await leave(page);
  return text;
}

export async function chineseSnippetGenerator() {
  const page = await visit('job/example-pipeline/pipeline-syntax/', { locale: 'zh-CN' });
  await openStep(page);
  await says(page, 'ensRegionId', '来自集群 store-1：cn-beijing-telecom');
  await unfold(page, /Advanced|高级/);
  await says(page, 'workerInstanceType', '来自集群 store-1：ens.sn1.tiny');
  await entry(page, 'count').locator('.jenkins-help-button').click();
  await page.getByText('在集群现有节点之外要增加的节点数').waitFor();
  await pictureOf(page, 'chinese-form', entry(page, 'count'), entry(page, 'workerInstanceType'));
  await refuses(page, { ...WRONG, ...WRONG_IN_STEP }, 2);
  await accessible(page, 'Snippet Generator in Chinese', ['[name="prototype"]']);
  await leave(page);
}

/** A job whose cluster is not configured any more keeps it when it is opened and saved. */
export async function aJobKeepsItsCluster() {
  const page = await visit('job/example-freestyle/configure');
  const step = page.locator('[name="builder"]:visible').first();
  await type(step, 'cluster', 'gone');
  await says(step, 'cluster', "No cluster is named 'gone'");
  await save(page);
  await leave(page);
  const again = await visit('job/example-freestyle/configure');
  const kept = again.locator('[name="builder"]:visible').first();
  assert.equal(await field(kept, 'cluster').inputValue(), 'gone');
  await type(kept, 'cluster', '');
  await save(again);
  console.log('a job keeps the name of a cluster that is not configured');
  await leave(again);
}

/** A save that is refused names the field, and changes nothing. */
export async function aRefusedSave() {
  const page = await visit('manage/configure');
  await type(cluster(page, 'store-1'), 'maxCount', '1O');
  await page.locator('button[name="Submit"]').click();
  await page.getByText("cluster 'store-1': maxCount '1O' must be a whole number from 1 to 100").first().waitFor();
  await picture(page, 'refused-save');
  await leave(page);
  const again = await visit('manage/configure');
  assert.equal(await field(cluster(again, 'store-1'), 'maxCount').inputValue(), '10');
  console.log('a save with a limit that is no number is refused, and changes nothing');
  await leave(again);
}

export async function buildStep() {
  const page = await visit('job/example-freestyle/configure');
  const step = page.locator('[name="builder"]:visible').first();
  await field(step, 'count').waitFor();
  await unfold(step, 'Advanced');
  await says(step, 'workerInstanceType', 'From cluster store-1: ens.sn1.tiny');
  await type(step, 'count', '${NODES}');
  await saysNothing(step, 'count');
  await accessible(page, 'build step', ['[name="builder"]']);
  await type(step, 'count', '1');
  await refuses(step, WRONG);
  await leave(page);
}

/** The form of our own kind of credentials, with a wrong role and then a right one. */
export async function accessKey() {
  const page = await visit('manage/credentials/store/system/domain/_/');
  await page.getByRole('button', { name: 'Add Credentials' }).first().click();
  await page.getByText('Alibaba Cloud access key').first().click();
  await page.getByRole('button', { name: 'Next' }).click();
  const form = page.locator('#credentials-dialog-form');
  await type(form, 'accessKeyId', 'LTAI5tExampleKeyId');
  await type(form, 'roleArn', 'role/ack-edge-orders');
  await says(form, 'roleArn', 'Must be the ARN');
  await type(form, 'roleArn', 'acs:ram::1234567890123456:role/ack-edge-orders');
  await saysNothing(form, 'roleArn');
  await accessible(page, 'form of an access key', ['#credentials-dialog-form']);
  await picture(page, 'access-key');
  await leave(page);
}
