// Hides the digits of phone numbers and those that callers press, on the page and in what is copied from it.
import { state } from '/page/simulator.js';

const PHONE_NUMBER = /(\+|%2B|sips?:)\d{3,}/gi;
const PRESSES = /(?<=presses )\S+/g;
/** Two digits or more, also "4 7 1 1": the IVR often reads back what a caller has pressed. A single one belongs to a menu. */
const SPOKEN = /\d(?:[\s,.-]*\d)+/g;
const DIGITS = /^digits?$/;
/** Names of fields without phone numbers and digits: ids, times, addresses, settings. */
const HARMLESS = /(^id|_id|time|_at|url|path|type|valid_digits|method|operation|model|voice|_key)$/;

const dots = text => text.replace(/[0-9A-D*#]/g, '•');

/** Redacts a text for people. */
export function shown(text) {
    return state.redacted ? numbers(text).replace(PRESSES, dots).replace(SPOKEN, dots) : text;
}

/** Redacts the text of an entry, except the statuses and attempts of commands and webhooks. */
export function shownEntry(entry) {
    return !state.redacted || isSpoken(entry) ? shown(entry.text) : numbers(entry.text);
}

/** Formats a value as indented JSON, redacted if required. */
export function json(value) {
    return JSON.stringify(state.redacted ? hidden(value) : value, null, 2);
}

function isSpoken(entry) {
    return !['api', 'webhook'].includes(entry.who);
}

function numbers(text) {
    return text.replace(PHONE_NUMBER, number => number.replace(/\d(?!B)/g, '•'));
}

function hidden(value, name = '') {
    if (Array.isArray(value)) {
        return value.map(item => hidden(item, name));
    }
    if (value !== null && typeof value === 'object') {
        const fields = Object.entries(value).map(([key, item]) => [key, hidden(item, key)]);
        return { ...Object.fromEntries(fields), ...value.who && value.text && { text: shownEntry(value) } };
    }
    if (DIGITS.test(name)) {
        return value && dots(String(value));
    }
    if (name === 'client_state') {
        // base64 of any data of the application
        return value && '•';
    }
    if (typeof value === 'number') {
        return value < 1e7 ? value : dots(String(value));
    }
    return typeof value !== 'string' ? value : HARMLESS.test(name) ? numbers(value) : shown(value);
}
