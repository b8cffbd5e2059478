// The timeline of the transcript, with the JSON of each entry.
import { call, sessions, state, notify } from '/page/simulator.js';
import { json, shown, shownEntry } from '/page/redaction.js';
import { follow, Icon } from '/page/phone.js';

const { computed, ref } = Vue;

const FAILED = { icon: 'alert', kind: 'failed', text: 'failed' };

/** The numbers of commands that are retries: with the same command_id, or to the same path after a failure. */
const retried = computed(() => {
    const sent = new Set();
    const numbers = new Set();
    for (const { number, who, detail } of state.entries) {
        if (who === 'api' && detail) {
            const { path, status, request } = detail;
            const id = request?.command_id ?? number;
            if (sent.delete(path) || sent.has(id)) {
                numbers.add(number);
            }
            sent.add(id);
            if (!status || [408, 429].includes(status) || status >= 500) {
                sent.add(path);
            }
        }
    }
    return numbers;
});

/** The marks of an entry: failures and retries. */
function marks({ number, who, detail }) {
    const { status, failure, executed, attempt } = detail ?? {};
    const found = [];
    if (who === 'api' && !status) {
        found.push({ ...FAILED, text: 'no response' });
    } else if (status >= 400 || failure || (who === 'webhook' && !(status < 300))) {
        found.push(FAILED);
    } else if (executed === false) {
        found.push({ ...FAILED, text: 'not executed' });
    }
    if (attempt > 1 || retried.value.has(number)) {
        found.push({ icon: 'retry', kind: 'again', text: 'retry' });
    }
    return found;
}

const KINDS = {
    'Everything': () => true,
    'Speech and digits': entry => ['caller', 'callee', 'ivr'].includes(entry.who),
    'Commands': entry => entry.who === 'api',
    'Webhooks': entry => entry.who === 'webhook',
    'Failures': entry => marks(entry).length > 0,
};

async function copy(value, what) {
    try {
        await navigator.clipboard.writeText(json(value));
        notify(`${what} copied as JSON`);
    } catch {
        state.problem = 'The browser does not allow the page to copy.';
    }
}

const NAMES = { api: 'command' };

const Entry = {
    props: ['entry', 'start', 'caller'],
    components: { Icon },
    setup: props => ({
        open: ref(false), json, shown, shownEntry, copy,
        name: NAMES[props.entry.who] ?? props.entry.who,
        found: computed(() => marks(props.entry)),
        after: computed(() => `+${((Date.parse(props.entry.time) - props.start) / 1000).toFixed(2)} s`),
    }),
    template: `
        <li :class="['entry', found[0]?.kind]">
          <details @toggle="open = $event.target.open">
            <summary><time :datetime="entry.time" :title="entry.time">{{ after }}</time>
              <span :class="['who', entry.who]">{{ name }}</span>
              <span class="text"><small v-if="caller">{{ shown(caller) }}</small> {{ shownEntry(entry).replace(' -> ', ' → ') }}
                <span v-for="mark in found" :class="['mark', mark.kind]"><icon :name="mark.icon"/> {{ mark.text }}</span></span></summary>
            <pre v-if="open" tabindex="0" aria-label="JSON">{{ json(entry) }}</pre>
          </details>
          <button class="quiet" :aria-label="'Copy entry ' + entry.number + ' as JSON'" title="Copy as JSON"
              @click="copy(entry, 'Entry')"><icon name="copy"/></button>
        </li>`,
};

export const Timeline = {
    components: { Entry, Icon },
    directives: { follow },
    setup: () => {
        const kind = ref('Everything');
        const all = ref(false);
        const limit = ref(300);
        const entries = computed(() => state.entries.filter(entry => KINDS[kind.value](entry)
            && (all.value || !call.value || entry.call_session_id === call.value.call_session_id)));
        const callers = computed(() => new Map(sessions.value.map(([first]) =>
            [first.call_session_id, first.direction === 'incoming' ? first.from : first.to])));
        return {
            callers, KINDS, kind, all, limit, entries, copy,
            latest: computed(() => entries.value.slice(-limit.value)),
            start: computed(() => Date.parse(entries.value[0]?.time)),
        };
    },
    template: `
        <div class="card timeline">
          <div class="tools">
            <label class="hidden" for="kind">Show</label>
            <select id="kind" v-model="kind"><option v-for="(_, name) in KINDS">{{ name }}</option></select>
            <label><input type="checkbox" v-model="all"> all calls</label>
            <button :disabled="!entries.length" @click="copy(entries, 'Timeline')"><icon name="copy"/> Copy all</button>
          </div>
          <button v-if="entries.length > limit" class="quiet" @click="limit += 1000">
            Show {{ entries.length - limit }} earlier ones</button>
          <ol v-if="entries.length" class="entries" v-follow>
            <entry v-for="entry in latest" :key="entry.number" :entry="entry" :start="start"
                :caller="all ? callers.get(entry.call_session_id) : ''"/>
          </ol>
          <p v-else class="hint empty">Nothing to show yet.</p>
        </div>`,
};
