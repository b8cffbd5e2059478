import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../../../../${path}`, import.meta.url), 'utf8');

test('the JavaScript in the documentation is the tested one', () => {
  const document = read('src/simulator/docs/control-api.adoc');
  const blocks = [...document.matchAll(/^\[source,js\]\n----\n(.*?)^----$/gms)].map(([, code]) => code);
  const tested = read('examples/node-app/app.mjs') + read('examples/node-app/app.test.mjs');

  assert.ok(blocks.length > 0);
  for (const block of blocks) assert.ok(tested.includes(block), block);
});
