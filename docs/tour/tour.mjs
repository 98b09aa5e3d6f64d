// Usage: node tour.mjs [address of the demo controller]
import assert from 'node:assert/strict';
import { close, faults } from './browser.mjs';
import * as forms from './forms.mjs';
import * as pages from './pages.mjs';

const say = (what) => console.log(`\n== ${what}`);

say('An administrator configures a cluster and tests the connection');
await forms.configureACluster();

say('Wrong values on the System page, in English and Chinese');
await forms.wrongValuesOnTheSystemPage();
await forms.aRefusedSave();

say('The Snippet Generator: defaults of the cluster, wrong values, a snippet');
await forms.snippetGenerator();
const script = await forms.snippet();

say('The Snippet Generator in Chinese, and the build step');
await forms.chineseSnippetGenerator();
await forms.buildStep();
await forms.aJobKeepsItsCluster();

say('The snippet in a new pipeline, and its page while it runs');
const job = await pages.newPipeline('edge-nodes', script);
const build = await pages.watch(job);

say('The result');
await pages.result(build, job);

say('All orders of the controller');
await pages.ledger(job);

say('An access key that assumes a role');
await forms.accessKey();

say('A mistake');
const mistaken = await pages.newPipeline('too-many-nodes', 'ackEdgeScaleOut count: 50, workerPeriod: 4');
await pages.refusal(mistaken);

say('Dark, narrow, on paper, in Chinese, by keyboard');
await pages.otherReaders(build, job);

say('Users without permission');
await pages.withoutPermission(build, job);

say('As it was before');
await forms.forgetTheCluster();
await pages.forgetJobs([job, mistaken]);
await close();

assert.deepEqual(faults, []);
console.log('\nThe tour ended well: no CSP report, no accessibility violation, no error of a script.');
