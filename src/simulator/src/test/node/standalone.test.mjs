// The jar that runs without Maven: its size, its options, and the page that it serves.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { standaloneJar } from './simulator.mjs';

const MEGABYTE = 1_000_000;
const jar = standaloneJar();

function run(...options) {
  const { status, stdout, stderr } = spawnSync('java', ['-jar', jar, ...options], { encoding: 'utf8' });
  return { status, stdout: stdout.trimEnd(), stderr: stderr.trimEnd() };
}

test('the jar is smaller than 20 MB', () => {
  assert.ok(statSync(jar).size < 20 * MEGABYTE, `${statSync(jar).size} bytes`);
});

test('the jar prints its options', () => {
  const { status, stdout, stderr } = run('--help');

  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^Usage: java -jar /);
});

test('the jar prints its version', () => {
  const [, version] = basename(jar).match(/^telnyx-simulator-(.*)-standalone\.jar$/);

  assert.deepEqual(run('--version'), { status: 0, stdout: `telnyx-simulator ${version}`, stderr: '' });
});

test('the jar refuses an option that it does not know', () => {
  const { status, stdout, stderr } = run('--speed=2');

  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^unknown option --speed; the options are .*$/);
});

test('the jar serves the page and its library', async () => {
  for (const [path, content] of [['/', '<title>Telnyx simulator</title>'], ['/page/vue.js', '* vue v']]) {
    const response = await fetch(new URL(path, process.env.TELNYX_BASE_URL));
    assert.equal(response.status, 200);
    assert.ok((await response.text()).includes(content), path);
  }
});
