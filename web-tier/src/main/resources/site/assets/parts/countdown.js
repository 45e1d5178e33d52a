import { attr, h, text } from '../dom.js';

const UNITS = ['days', 'hours', 'minutes', 'seconds'];

/** Four numbers of fixed width; the days are left out below one. role="timer" is silent: herald.js says what matters. */
export class Countdown {
  #words;
  #cells;
  #title = h('p', { class: 'countdown__title' });
  #row;

  constructor(words) {
    this.#words = words;
    this.#cells = UNITS.map((unit) => ({
      number: h('span', { class: 'countdown__number' }, '--'),
      unit: h('span', { class: 'countdown__unit' }, words.say(`time.${unit}`)),
    }));
    this.#row = h(
      'div',
      { class: 'countdown__row', role: 'timer' },
      ...this.#cells.map(({ number, unit }) => h('span', { class: 'countdown__cell' }, number, unit)),
    );
    this.node = h('div', { class: 'countdown' }, this.#title, this.#row);
  }

  /** Shows the time to the sale's next turn; after its end the place is kept and stays empty. */
  show(sale, now) {
    const [key, target] = nextTurn(sale, now);
    const title = key ? this.#words.say(key) : '';
    text(this.#title, title || '\u00a0');
    attr(this.#row, 'aria-label', title);
    attr(this.node, 'data-over', key === null);
    const seconds = Math.max(0, Math.ceil((target - now) / 1000));
    attr(this.node, 'data-soon', key === 'sale.opensIn' && seconds <= 60);
    const values = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
    values.forEach((value, i) => text(this.#cells[i].number, Number.isNaN(value) ? '--' : String(value).padStart(2, '0')));
    this.#cells[0].number.parentNode.hidden = !(values[0] > 0);
  }
}

/** What a sale counts down to: its opening, then its end, then nothing. */
export function nextTurn(sale, now) {
  if (sale.state === 'CLOSED' || now >= Date.parse(sale.closesAt)) {
    return [null, now];
  }
  const opensAt = Date.parse(sale.opensAt);
  return now >= opensAt ? ['sale.closesIn', Date.parse(sale.closesAt)] : ['sale.opensIn', opensAt];
}
