// An application's webhook URL: verifies every event with Telnyx's SDK.
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';

const PATIENCE = 10_000;

export class Receiver extends EventEmitter {
  /** The verified events, each as often as it came. */
  events = [];
  /** Why events were refused. */
  refused = [];
  #consumed = new Set();
  #server;

  static async start(client) {
    const receiver = new Receiver();
    receiver.setMaxListeners(100);
    receiver.#server = createServer((request, response) => receiver.#receive(client, request, response));
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/events`;
  }

  async #receive(client, request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    try {
      const body = Buffer.concat(chunks).toString();
      const event = await client.webhooks.unwrap(body, { headers: request.headers });
      this.events.push(event);
      response.writeHead(200).end();
      this.emit('event', event);
    } catch (failure) {
      this.refused.push(failure);
      response.writeHead(401).end();
      this.emit('refused');
    }
  }

  /** The payload of the next event of this type for a leg; waits for it. Each event is given once. */
  async next(eventType, legOrCallControlId) {
    return this.#until(`${eventType} for ${legOrCallControlId}`, 'event', () => {
      const found = this.events.find(
        (event) =>
          !this.#consumed.has(event) &&
          event.data.event_type === eventType &&
          [event.data.payload.call_control_id, event.data.payload.call_leg_id].includes(legOrCallControlId),
      );
      if (found) this.#consumed.add(found);
      return found?.data.payload;
    });
  }

  /** Waits until an event has been refused, and forgets it: it was to be refused. */
  async nextRefusal() {
    return this.#until('an event to refuse', 'refused', () => this.refused.shift());
  }

  async #until(what, signal, look) {
    const patience = AbortSignal.timeout(PATIENCE);
    for (;;) {
      const found = look();
      if (found) return found;
      await once(this, signal, { signal: patience }).catch(() => {
        throw new Error(`Waited in vain for ${what}`);
      });
    }
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
