// The faults: those that are active, and forms to begin others.
import { act, send, call, state } from '/page/simulator.js';
import { Icon } from '/page/phone.js';

const { computed, reactive } = Vue;

const WEBHOOKS = {
    drop: 'never arrives', duplicate: 'arrives twice', delay: 'arrives late', swap: 'overtaken by the next',
    wrong_signature: 'wrong signature', missing_signature: 'no signature', stale_signature: 'old signature',
};
const RESPONSES = {
    status: 'error status', silence: 'no response', cut: 'connection cut', lose_response: 'executed, response lost',
    execute_in_silence: 'executed, no response', slow: 'slow response',
};

/** The fault with the fields that it needs only. */
function webhookFault({ fault, delay, event }) {
    return { fault, ...fault === 'delay' && { delay_ms: delay }, ...event && { event_type: event } };
}

function responseFault({ fault, delay, status, retryAfter }) {
    return {
        fault,
        ...fault === 'slow' && { delay_ms: delay },
        ...fault === 'status' && { status, headers: retryAfter === '' ? {} : { 'Retry-After': String(retryAfter) } },
    };
}

export const Faults = {
    components: { Icon },
    setup: () => {
        const webhook = reactive({ fault: 'drop', delay: 1000, event: '' });
        const response = reactive({ fault: 'status', status: 503, retryAfter: '', delay: 700 });
        const random = reactive({ probability: 0.2, seed: '' });
        return {
            WEBHOOKS, RESPONSES, webhook, response, random, call, act, send,
            active: computed(() => {
                const faults = state.info?.faults ?? {};
                return [
                    WEBHOOKS[faults.webhook] && `Every webhook: ${WEBHOOKS[faults.webhook]}`,
                    RESPONSES[faults.response] && `Every response: ${RESPONSES[faults.response]}`,
                    ...(faults.next_webhooks ?? []).map(fault => `Next webhook: ${WEBHOOKS[fault]}`),
                    ...(faults.next_responses ?? []).map(fault => `Next response: ${RESPONSES[fault]}`),
                    faults.random && `Random: probability ${faults.random.probability}, seed ${faults.random.seed}`,
                ].filter(Boolean);
            }),
            nextWebhook: () => send('POST', 'webhook_faults', [webhookFault(webhook)]),
            everyWebhook: () => send('PUT', 'webhook_faults', webhookFault(webhook)),
            nextResponse: () => send('POST', 'response_faults', [responseFault(response)]),
            everyResponse: () => send('PUT', 'response_faults', responseFault(response)),
            noWebhooks: () => send('PUT', 'webhook_faults', { fault: 'drop' }),
            start: () => send('PUT', 'random_faults',
                { probability: random.probability, ...random.seed !== '' && { seed: random.seed } }),
            endAll: () => send('DELETE', 'random_faults'),
        };
    },
    template: `
        <div class="card faults">
          <div class="row">
            <ul class="active" aria-label="Active faults" aria-live="polite">
              <li v-for="fault in active" class="mark failed"><icon name="alert"/> {{ fault }}</li>
              <li v-if="!active.length" class="hint">No fault</li>
            </ul>
            <button @click="noWebhooks">No webhooks at all</button>
            <button :disabled="!call || call.state === 'ended'" @click="act('drop')">Drop the call</button>
            <button @click="endAll">End all faults</button>
          </div>
          <form @submit.prevent="nextWebhook"><fieldset><legend>Webhooks</legend>
            <select v-model="webhook.fault" aria-label="Webhook fault">
              <option v-for="(text, name) in WEBHOOKS" :value="name">{{ text }}</option></select>
            <label v-if="webhook.fault === 'delay'">ms <input type="number" min="0" v-model.number="webhook.delay" required></label>
            <input v-model.trim="webhook.event" aria-label="Only events of this type" placeholder="any event type">
            <span class="row"><button>Next</button><button type="button" @click="everyWebhook">Every</button></span>
          </fieldset></form>
          <form @submit.prevent="nextResponse"><fieldset><legend>Responses of the API</legend>
            <select v-model="response.fault" aria-label="Response fault">
              <option v-for="(text, name) in RESPONSES" :value="name">{{ text }}</option></select>
            <template v-if="response.fault === 'status'">
              <label>status <input type="number" min="400" max="599" v-model.number="response.status" required></label>
              <label>Retry-After <input type="number" min="0" v-model="response.retryAfter" placeholder="none"></label>
            </template>
            <label v-if="response.fault === 'slow'">ms <input type="number" min="0" v-model.number="response.delay" required></label>
            <span class="row"><button>Next</button><button type="button" @click="everyResponse">Every</button></span>
          </fieldset></form>
          <form @submit.prevent="start"><fieldset><legend>At random</legend>
            <label>probability <input type="number" min="0" max="1" step="0.05" v-model.number="random.probability" required></label>
            <label>seed <input type="number" v-model="random.seed" placeholder="any"></label>
            <span class="row"><button>Start</button></span>
          </fieldset></form>
        </div>`,
};
