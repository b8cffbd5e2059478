// Speaks the words of the IVR, if the browser supports speech and the user has switched it on.
const { ref, watch } = Vue;

export const canSpeak = 'speechSynthesis' in window;
export const aloud = ref(canSpeak && remembered() === 'true');

watch(aloud, wanted => {
    hush();
    try {
        localStorage.setItem('aloud', wanted);
    } catch {
        // without storage the switch works until the page is closed
    }
});

function remembered() {
    try {
        return localStorage.getItem('aloud');
    } catch {
        return null;
    }
}

/** Speaks an entry of the IVR; a digit or a word of the person interrupts it, as on a phone. */
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
