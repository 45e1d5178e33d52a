import { text } from '../dom.js';

const SILENCE_AFTER_MS = 12_000;
const TOAST_MS = 8_000;

/**
 * The two live regions of the page, and a line that is both seen and heard. What is said within one turn is joined, so
 * that one message does not wipe out another before it is read.
 */
export class Announcer {
  #regions;
  #toast;
  #waiting = { polite: [], assertive: [] };
  #timers = {};

  /** @param toast element whose text everybody sees */
  constructor({ polite, assertive, toast }) {
    this.#regions = { polite, assertive };
    this.#toast = toast;
  }

  /** Heard only; for what the page shows by itself. */
  say(words, how = 'polite') {
    if (this.#waiting[how].length === 0) {
      setTimeout(() => this.#speak(how), 50);
    }
    this.#waiting[how].push(words);
  }

  /** Heard and seen for a while; for what has no place on the page. */
  tell(words) {
    this.say(words, 'assertive');
    text(this.#toast, words);
    this.#toast.hidden = false;
    clearTimeout(this.#timers.toast);
    this.#timers.toast = setTimeout(() => (this.#toast.hidden = true), TOAST_MS);
  }

  #speak(how) {
    const region = this.#regions[how];
    const words = [...new Set(this.#waiting[how])].join(' ');
    this.#waiting[how] = [];
    // The same words once more are news only when the text differs.
    text(region, region.textContent === words ? `${words}\u00a0` : words);
    clearTimeout(this.#timers[how]);
    this.#timers[how] = setTimeout(() => text(region, ''), SILENCE_AFTER_MS);
  }
}
