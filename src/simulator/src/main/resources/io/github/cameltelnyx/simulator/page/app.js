// The page: a header and four sections.
import { send, call, connect, state } from '/page/simulator.js';
import { shown } from '/page/redaction.js';
import { aloud, canSpeak } from '/page/voice.js';
import { Calls, Dial, Icon, Phone } from '/page/phone.js';
import { Timeline } from '/page/timeline.js';
import { Faults } from '/page/faults.js';

const { computed, createApp, ref } = Vue;

const Time = {
    setup: () => {
        const seconds = ref(5);
        return {
            seconds,
            mode: computed(() => state.info?.time.mode),
            text: computed(() => {
                const { mode, scale } = state.info?.time ?? {};
                const now = state.now ? new Date(state.now).toISOString().slice(11, 19) : '';
                return mode === 'virtual' ? `Virtual time ${now}` : mode === 'scaled' ? `${scale} times real time` : '';
            }),
            advance: () => send('POST', 'advance', { millis: Math.round(seconds.value * 1000) }),
        };
    },
    template: `
        <span v-if="text" class="time">{{ text }}</span>
        <form v-if="mode === 'virtual'" class="row" @submit.prevent="advance" aria-label="Virtual time">
          <input type="number" min="0.1" step="any" v-model.number="seconds" aria-label="Seconds" required> s
          <button>Advance</button>
        </form>`,
};

createApp({
    components: { Calls, Dial, Faults, Icon, Phone, Time, Timeline },
    setup: () => {
        connect();
        return { aloud, call, canSpeak, shown, state };
    },
    template: `
        <header class="bar">
          <h1><icon name="phone"/> Telnyx simulator</h1>
          <p class="link" role="status" :class="{ lost: !state.connected }">
            {{ state.connected ? 'live' : 'connection lost, trying again' }}</p>
          <time-control/>
          <span class="row">
            <label class="switch"><input type="checkbox" role="switch" v-model="aloud" :disabled="!canSpeak"> Speak aloud</label>
            <label class="switch"><input type="checkbox" role="switch" v-model="state.redacted"> Redact digits</label>
          </span>
        </header>
        <div role="alert" class="alert"><p v-if="state.problem"><icon name="alert"/> <span>{{ shown(state.problem) }}</span>
          <button @click="state.problem = ''">Dismiss</button></p></div>
        <nav class="places" aria-label="Sections of this page"><a v-for="place in ['Calls', 'Phone', 'Timeline', 'Faults']"
            :href="'#at-' + place.toLowerCase()">{{ place }}</a></nav>
        <main>
          <section id="at-calls" aria-labelledby="calls"><h2 id="calls">Calls</h2><dial/><calls/></section>
          <section id="at-phone" aria-labelledby="call"><h2 id="call">Phone</h2><phone/></section>
          <section id="at-timeline" aria-labelledby="timeline"><h2 id="timeline">Timeline</h2><timeline/></section>
          <section id="at-faults" aria-labelledby="faults"><h2 id="faults">Faults</h2><faults/></section>
        </main>
        <p role="status" class="notice">{{ state.notice }}</p>`,
}).component('TimeControl', Time).mount('#app');
