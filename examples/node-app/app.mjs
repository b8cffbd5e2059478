// Answers calls, collects a digit and transfers. TELNYX_API_KEY and TELNYX_PUBLIC_KEY select the account, TELNYX_BASE_URL
// the API: Telnyx or a simulator.
import { createServer } from 'node:http';
import Telnyx from 'telnyx';

const telnyx = new Telnyx();
const departments = { 1: '+15550100001', 2: '+15550100002' };

async function react({ event_type: type, payload }) {
  const { call_control_id: call, direction, digits, status, client_state: state } = payload;
  if (type === 'call.initiated' && direction === 'incoming') {
    await telnyx.calls.actions.answer(call, { client_state: Buffer.from('menu').toString('base64') });
  } else if (type === 'call.answered' && state) {
    await telnyx.calls.actions.gatherUsingSpeak(call, {
      payload: 'Press 1 for sales, 2 for support.',
      voice: 'Telnyx.KokoroTTS.af',
      valid_digits: '12',
      maximum_digits: 1,
      timeout_millis: 30_000,
    });
  } else if (type === 'call.gather.ended' && status === 'valid') {
    await telnyx.calls.actions.transfer(call, { to: departments[digits] });
  } else if (type === 'call.gather.ended' && status !== 'call_hangup') {
    await telnyx.calls.actions.hangup(call, {});
  }
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const event = await telnyx.webhooks.unwrap(Buffer.concat(chunks).toString(), { headers: request.headers });
    response.end();
    react(event.data).catch((failure) => console.error(failure.message));
  } catch {
    response.writeHead(401).end();
  }
});
server.listen(process.env.PORT ?? 8080, () => console.log(`http://localhost:${server.address().port}/`));
