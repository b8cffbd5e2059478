// The state of the simulator, kept up to date, and the requests of the page.
import { announce } from '/page/voice.js';

const { computed, reactive } = Vue;

const UNREACHABLE = 'The simulator cannot be reached. Is it still running?';

export const state = reactive({
    info: null, calls: [], entries: [], selected: '', connected: false, now: 0, problem: '', notice: '', redacted: false,
});

export const call = computed(() => state.calls.find(one => one.call_control_id === state.selected));

/** Calls by session, latest session first; the legs of a session in the order in which they were made. */
export const sessions = computed(() => {
    const legs = new Map();
    for (const one of state.calls) {
        legs.set(one.call_session_id, [...legs.get(one.call_session_id) ?? [], one]);
    }
    return [...legs.values()].reverse();
});

/** The simulated time between two messages. */
const clock = { time: 0, heard: 0, scale: 1 };

function setClock(time) {
    Object.assign(clock, { time, heard: performance.now() });
    tick();
}

function tick() {
    state.now = clock.time + (performance.now() - clock.heard) * clock.scale;
}

setInterval(tick, 200);

function merge({ info, calls = [], entries = [] }) {
    if (info) {
        state.info = info;
        clock.scale = info.time.mode === 'virtual' ? 0 : info.time.scale;
        setClock(Date.parse(info.time.now));
    }
    for (const one of calls) {
        const known = state.calls.findIndex(other => other.call_control_id === one.call_control_id);
        state.calls.splice(known < 0 ? state.calls.length : known, 1, one);
    }
    for (const entry of entries) {
        // entries do not change: Vue does not observe frozen objects
        state.entries[entry.number] = Object.freeze(entry);
    }
    const latest = Date.parse(entries.at(-1)?.time);
    tick();
    if (latest > state.now) {
        setClock(latest);
    }
    if (!call.value) {
        state.selected = state.calls.at(-1)?.call_control_id ?? '';
    }
}

export function connect() {
    const stream = new EventSource('/control/stream');
    stream.addEventListener('snapshot', event => {
        Object.assign(state, { calls: [], entries: [], connected: true });
        if (state.problem === UNREACHABLE) {
            state.problem = '';
        }
        merge(JSON.parse(event.data));
    });
    stream.addEventListener('update', event => {
        const update = JSON.parse(event.data);
        merge(update);
        update.entries?.filter(entry => entry.call_control_id === state.selected).forEach(announce);
    });
    stream.addEventListener('error', () => {
        state.connected = false;
        // an event source reconnects by itself, but not after every failure, and only after several seconds
        stream.close();
        setTimeout(connect, 1000);
    });
}

/** Sends a request to the control API. Returns the body of the response; shows the error and returns nothing if it fails. */
export async function send(method, path, body = {}) {
    let response;
    try {
        response = await fetch(`/control/${path}`, {
            method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
        });
    } catch {
        state.problem = UNREACHABLE;
        return undefined;
    }
    const result = await response.json().catch(() => ({}));
    if (!response.ok) {
        state.problem = result.error ?? `The simulator responded with status ${response.status}.`;
        return undefined;
    }
    return result;
}

export function pathOf(one, verb) {
    return `calls/${encodeURIComponent(one.call_control_id)}/${verb}`;
}

let previous = Promise.resolve();

/** Lets the person on the selected call act; one action after the other, so that digits keep their order. */
export function act(verb, body) {
    const path = pathOf(call.value, verb);
    previous = previous.then(() => send('POST', path, body));
    return previous;
}

export async function place(from, to) {
    const placed = await send('POST', 'calls', { from, to });
    if (placed) {
        if (!state.calls.some(one => one.call_control_id === placed.call_control_id)) {
            state.calls.push(placed);
        }
        state.selected = placed.call_control_id;
    }
}

let forgetting;

/** Shows a notice for three seconds. */
export function notify(notice) {
    state.notice = notice;
    clearTimeout(forgetting);
    forgetting = setTimeout(() => { state.notice = ''; }, 3000);
}
