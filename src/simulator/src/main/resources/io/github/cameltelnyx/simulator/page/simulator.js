// What the simulator says, kept up to date, and what the page asks of it.
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

/** The simulator's clock goes on between two messages, at its own pace. */
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
        // entries do not change: frozen, Vue leaves them alone
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
        // an event source comes back by itself, but not from every failure, and after several seconds
        stream.close();
        setTimeout(connect, 1000);
    });
}

/** Asks the simulator for something. Returns its answer, or nothing after it has shown why there is none. */
export async function ask(method, path, body = {}) {
    let response;
    try {
        response = await fetch(`/control/${path}`, {
            method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
        });
    } catch {
        state.problem = UNREACHABLE;
        return undefined;
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
        state.problem = answer.error ?? `The simulator answered with status ${response.status}.`;
        return undefined;
    }
    return answer;
}

export function pathOf(one, verb) {
    return `calls/${encodeURIComponent(one.call_control_id)}/${verb}`;
}

let previous = Promise.resolve();

/** The person on the selected call does something; one thing after the other, so that keys keep their order. */
export function act(verb, body) {
    const path = pathOf(call.value, verb);
    previous = previous.then(() => ask('POST', path, body));
    return previous;
}

export async function place(from, to) {
    const placed = await ask('POST', 'calls', { from, to });
    if (placed) {
        if (!state.calls.some(one => one.call_control_id === placed.call_control_id)) {
            state.calls.push(placed);
        }
        state.selected = placed.call_control_id;
    }
}

let forgetting;

/** Shows for a moment that something was done. */
export function tell(notice) {
    state.notice = notice;
    clearTimeout(forgetting);
    forgetting = setTimeout(() => { state.notice = ''; }, 3000);
}
