// The app runs as it is, against the simulator at TELNYX_BASE_URL; the caller is driven through the control API.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const control = new URL('/control', process.env.TELNYX_BASE_URL ?? 'http://localhost:4010/v2');
let app;

async function send(method, path, request) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(control + path, { method, headers, body: JSON.stringify(request) });
  const body = await response.json();
  // a failure comes with the transcript of the call
  assert.ok(response.ok, body.error);
  return body;
}

/** Places a call; returns a function that acts as the caller and waits for what the caller hears. */
async function call() {
  const { call_control_id: id } = await send('POST', '/calls', { from: '+15550100011', to: '+15550100022' });
  return (verb, body = {}) => send('POST', `/calls/${id}/${verb}`, body);
}

before(async () => {
  const telnyx = await send('GET', '');
  const environment = {
    TELNYX_BASE_URL: telnyx.base_url,
    TELNYX_API_KEY: telnyx.api_key,
    TELNYX_PUBLIC_KEY: telnyx.public_key,
    PORT: '0',
  };
  app = spawn(process.execPath, ['app.mjs'], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address] = await once(app.stdout, 'data');
  await send('PUT', '/webhook', { url: address.toString().trim() });
});

after(() => app?.kill());

test('a caller who presses 2 gets to support', async () => {
  const caller = await call();
  await caller('hear', { text: 'Press 1 for sales, 2 for support.' });
  await caller('press', { digits: '2' });
  await caller('be_transferred', { number: '+15550100002' });
  await caller('hang_up');
  await caller('end', { hangup_cause: 'normal_clearing' });
});

test('a caller who presses nothing hears the menu again, and is hung up on in the end', async () => {
  const caller = await call();
  for (let times = 0; times < 3; times++) await caller('hear', { text: 'Press 1' });
  await caller('end', { hangup_cause: 'normal_clearing' });
});

test('an event without a signature is refused', async () => {
  const { webhook_url: url } = await send('GET', '');
  const response = await fetch(url, { method: 'POST', body: '{"data":{"event_type":"call.initiated"}}' });
  assert.equal(response.status, 401);
});
