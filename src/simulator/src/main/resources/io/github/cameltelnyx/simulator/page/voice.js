// Speaks what the IVR says, where the browser can and the user wants it.
const { ref, watch } = Vue;

export const canSpeak = 'speechSynthesis' in window;
export const aloud = ref(canSpeak && remembered() === 'true');

watch(aloud, wanted => {
    hush();
    try {
        localStorage.setItem('aloud', wanted);
    } catch {
        // a browser that keeps nothing: the switch works until the page is left
    }
});

function remembered() {
    try {
        return localStorage.getItem('aloud');
    } catch {
        return null;
    }
}

/** Speaks an entry of the IVR; a key or a word of the person interrupts it, as on a phone. */
export function announce(entry) {
    if (entry.who === 'caller' || entry.who === 'callee') {
        hush();
    } else if (aloud.value && entry.detail?.speech) {
        speechSynthesis.speak(new SpeechSynthesisUtterance(entry.detail.speech));
    }
}

export function hush() {
    if (canSpeak) {
        speechSynthesis.cancel();
    }
}
