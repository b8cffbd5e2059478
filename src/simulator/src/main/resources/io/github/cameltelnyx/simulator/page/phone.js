// Placing calls, the list of calls, and the phone.
import { act, send, call, pathOf, place, sessions, state } from '/page/simulator.js';
import { shown, shownEntry } from '/page/redaction.js';
import { hush } from '/page/voice.js';

const { computed, onMounted, onUnmounted, reactive, ref } = Vue;

export const Icon = {
    props: ['name'],
    template: `<svg class="icon" aria-hidden="true"><use :href="'#' + name"/></svg>`,
};

/** Keeps the end of a list in view while it grows, unless the reader has scrolled away from it. */
export const follow = {
    mounted: element => { element.scrollTop = element.scrollHeight; },
    beforeUpdate: element => {
        element.atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    },
    updated: element => {
        if (element.atEnd) {
            element.scrollTop = element.scrollHeight;
        }
    },
};

/** The duration of a call in simulated time: since it was answered, or since it began. */
const Duration = {
    props: ['of'],
    setup: props => ({
        text: computed(() => {
            const { start_time, answer_time, end_time } = props.of;
            const end = end_time ? Date.parse(end_time) : state.now;
            const seconds = Math.max(0, Math.floor((end - Date.parse(answer_time ?? start_time)) / 1000));
            return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
        }),
    }),
    template: '<span class="duration" role="timer" aria-label="Duration">{{ text }}</span>',
};

/** The number of the person on this leg. */
const person = leg => leg.direction === 'outgoing' ? leg.to : leg.from;

function otherEnd(leg) {
    const partner = state.calls.find(other => other.call_session_id === leg.call_session_id && other !== leg
        && other.state === 'bridged');
    return leg.state === 'bridged' && partner ? person(partner) : null;
}

function situation(leg) {
    const number = leg.direction === 'outgoing' ? leg.from : leg.to;
    switch (leg.state) {
        case 'initiated': return leg.direction === 'outgoing' ? 'Ringing' : `Calling ${number}`;
        case 'bridged': return `Connected with ${otherEnd(leg) ?? 'another call'}`;
        case 'ended': return `Ended: ${(leg.hangup_cause || 'unknown cause').replaceAll('_', ' ')}`;
        default: return leg.conversation ? `With the AI at ${number}` : `With the IVR at ${number}`;
    }
}

export const Dial = {
    components: { Icon },
    setup: () => {
        const form = reactive({ from: '+15550100011', to: '+15550100022', webhook: '' });
        return {
            state, form,
            dial: async () => {
                if (form.webhook && !await send('PUT', 'webhook', { url: form.webhook })) {
                    return;
                }
                form.webhook = '';
                await place(form.from.trim(), form.to.trim());
                if (matchMedia('(max-width: 48rem)').matches) {
                    document.getElementById('at-phone').scrollIntoView();
                }
            },
        };
    },
    // a password field hides its content
    template: `
        <form class="card dial" @submit.prevent="dial" aria-label="Place a call">
          <label>From <input :type="state.redacted ? 'password' : 'tel'" v-model="form.from" autocomplete="off" required></label>
          <label>To <input :type="state.redacted ? 'password' : 'tel'" v-model="form.to" autocomplete="off" required></label>
          <label v-if="state.info?.webhook_url === ''" class="wide">Webhook URL of your application
            <input type="url" v-model.trim="form.webhook" placeholder="http://localhost:8080/telnyx/events"></label>
          <button class="primary"><icon name="phone"/> Call</button>
        </form>`,
};

export const Calls = {
    components: { Duration },
    setup: () => ({ sessions, state, shown, person, situation }),
    template: `
        <ol class="calls" v-if="sessions.length">
          <li v-for="legs in sessions" :key="legs[0].call_session_id" class="card">
            <button v-for="leg in legs" :key="leg.call_control_id" :class="['leg', leg.state]"
                :aria-current="leg.call_control_id === state.selected" @click="state.selected = leg.call_control_id">
              <span class="arrow" :aria-label="leg.direction">{{ leg.direction === 'outgoing' ? '↳' : '→' }}</span>
              <strong>{{ shown(person(leg)) }}</strong> <duration :of="leg"/>
              <small>{{ shown(situation(leg)) }}</small>
            </button>
          </li>
        </ol>
        <p v-else class="hint">No calls yet. Place one, or let your application dial.</p>`,
};

const Conversation = {
    props: ['leg'],
    directives: { follow },
    setup: props => {
        const speakers = { ivr: 'IVR says', caller: 'Caller says', callee: 'Callee says' };
        return {
            shown, shownEntry,
            said: computed(() => state.entries.filter(entry => entry.who in speakers
                && entry.call_control_id === props.leg.call_control_id)),
            speaker: entry => entry.detail?.digits ? 'Digits' : speakers[entry.who],
            words: ({ detail }) => detail?.speech ?? (detail?.audio && `♪ ${detail.audio}`),
            digits: ({ detail }) => state.redacted ? detail.digits.replace(/./g, '•') : detail.digits,
        };
    },
    template: `
        <div class="conversation" role="log" aria-live="polite" aria-label="Conversation" tabindex="0" v-follow>
          <p v-for="entry in said" :key="entry.number" :class="[entry.who, entry.detail ? 'bubble' : 'aside']">
            <template v-if="entry.detail"><span class="hidden">{{ speaker(entry) }}: </span>
              <kbd v-if="entry.detail.digits">{{ digits(entry) }}</kbd><template v-else>{{ shown(words(entry)) }}</template>
            </template>
            <template v-else>{{ shownEntry(entry) }}</template>
          </p>
        </div>`,
};

const KEYS = [...'123456789*0#'];
const LETTERS = { 2: 'ABC', 3: 'DEF', 4: 'GHI', 5: 'JKL', 6: 'MNO', 7: 'PQRS', 8: 'TUV', 9: 'WXYZ', 0: '+' };
const TEXT_FIELDS = 'textarea, select, input:not([type=checkbox])';

const KeyPad = {
    props: ['enabled'],
    setup: props => {
        const down = ref('');
        let lifting;
        const press = key => {
            hush();
            down.value = key;
            clearTimeout(lifting);
            lifting = setTimeout(() => { down.value = ''; }, 180);
            act('press', { digits: key });
        };
        const typed = event => {
            const meant = KEYS.includes(event.key) && !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey;
            if (meant && props.enabled && !event.target.closest(TEXT_FIELDS)) {
                event.preventDefault();
                press(event.key);
            }
        };
        onMounted(() => window.addEventListener('keydown', typed));
        onUnmounted(() => window.removeEventListener('keydown', typed));
        return { KEYS, LETTERS, down, press };
    },
    template: `
        <div class="keys" role="group" aria-label="Keypad">
          <button v-for="key in KEYS" :key="key" type="button" :class="{ down: down === key }" :disabled="!enabled"
              :aria-label="{ '*': 'star', '#': 'hash' }[key] ?? key" @click="press(key)">
            <b>{{ key }}</b><small aria-hidden="true">{{ LETTERS[key] }}</small></button>
        </div>`,
};

/** A text field and the button that says its text. */
const Say = {
    props: ['label', 'verb', 'enabled', 'hint'],
    setup: props => {
        const text = ref('');
        return {
            text,
            say: async () => {
                if (await act(props.verb, { text: text.value })) {
                    text.value = '';
                }
            },
        };
    },
    template: `
        <form class="say" @submit.prevent="say" :title="enabled ? null : hint">
          <input v-model="text" :aria-label="label" :placeholder="enabled ? label + ' …' : hint" :disabled="!enabled" required>
          <button :disabled="!enabled" :aria-label="label">Say</button>
        </form>`,
};

export const Phone = {
    components: { Conversation, Duration, Icon, KeyPad, Say },
    setup: () => ({
        call, shown, person, situation, act,
        talking: computed(() => ['answered', 'bridged'].includes(call.value.state)),
        over: computed(() => call.value.state === 'ended'),
        recording: computed(() => '/control/' + pathOf(call.value, 'recording')),
        file: computed(() => `recording-${call.value.start_time.slice(0, 19).replaceAll(':', '-')}.json`),
        state,
    }),
    template: `
        <div v-if="call" class="card phone" :class="call.state">
          <header class="screen">
            <strong class="number">{{ shown(person(call)) }}</strong> <duration :of="call"/>
            <span class="situation">{{ shown(situation(call)) }}</span>
            <span class="activity">{{ call.gathering ? 'collecting digits' : call.playing ? 'playing' : '' }}</span>
          </header>
          <conversation :leg="call" :key="call.call_control_id"/>
          <key-pad :enabled="talking"/>
          <button class="hang-up" :disabled="over" @click="act('hang_up')"><icon name="hang-up"/> Hang up</button>
          <say label="Say to the AI" verb="say" :enabled="call.conversation !== ''" hint="No AI is listening"/>
          <details class="tester"><summary>For testers</summary>
            <say label="The assistant says" verb="assistant_say" :enabled="call.conversation === 'assistant'"
                hint="No AI assistant on this call"/>
            <p class="row"><button :disabled="over" @click="act('drop')">Drop the call</button>
              <a class="button" :href="recording" :download="file"><icon name="save"/> Save recording</a></p>
            <p class="hint" v-if="state.redacted"><icon name="alert"/> A recording contains all digits, not redacted.</p>
          </details>
        </div>
        <p v-else class="card hint empty on-hook"><icon name="phone"/> The phone is on the hook.</p>`,
};
