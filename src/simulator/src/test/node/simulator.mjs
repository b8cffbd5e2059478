// The simulator of Telnyx, as a process of its own, and its control API.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../../../target/', import.meta.url));

/** The path of the jar that `java -jar` runs. */
export function standaloneJar() {
  const jar = readdirSync(target).find((file) => file.endsWith('-standalone.jar'));
  if (!jar) throw new Error(`No standalone jar in ${target}: run mvn package`);
  return target + jar;
}

/** Starts a simulator that runs fifty times as fast as real time. It ends with `close`, or with this process. */
export async function startSimulator() {
  const jvm = spawn('java', ['-XX:TieredStopAtLevel=1', '-jar', standaloneJar(), '--port=0', '--time-scale=50'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => jvm.kill());
  const firstLine = once(createInterface({ input: jvm.stdout }), 'line').then(([line]) => line);
  const died = once(jvm, 'exit').then(([code]) => Promise.reject(new Error(`the simulator ended with ${code}`)));
  const baseUrl = (await Promise.race([firstLine, died])).replace('TELNYX_BASE_URL=', '');
  died.catch(() => {});
  return connect(baseUrl, jvm);
}

/** Uses the simulator that runs at this TELNYX_BASE_URL. */
export async function connect(baseUrl, jvm) {
  const simulator = new Simulator(new URL('/control', baseUrl), jvm);
  simulator.info = await simulator.get('');
  return simulator;
}

class Simulator {
  #control;
  #jvm;

  constructor(control, jvm) {
    this.#control = control;
    this.#jvm = jvm;
  }

  get = (path) => this.#send('GET', path);
  post = (path, body) => this.#send('POST', path, body);
  put = (path, body) => this.#send('PUT', path, body);
  delete = (path) => this.#send('DELETE', path);

  async #send(method, path, body) {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(this.#control + path, { method, headers, body: body && JSON.stringify(body) });
    const result = await response.json();
    if (!response.ok) throw new Error(`${method} /control${path}: ${response.status} ${result.error}`);
    return result;
  }

  /** A person calls the application. */
  async call(from = '+15550100011', to = '+15550100022') {
    const { call_control_id: id } = await this.post('/calls', { from, to });
    return this.leg(id);
  }

  /** The actions of the person on a leg, and what the test waits for: `leg.does('press', { digits: '1' })`. */
  leg(id) {
    return { id, does: (verb, body = {}) => this.post(`/calls/${encodeURIComponent(id)}/${verb}`, body) };
  }

  close() {
    this.#jvm?.kill();
  }
}
