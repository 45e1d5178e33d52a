/**
 * Words, numbers, prices and times in the shopper's language. A dictionary is a module per language: `lang/en.js`.
 * Names in braces are filled in; `key.one` and `key.other` are picked by the plural rules of the language for `count`.
 */

export const LANGUAGES = { en: 'English', zh: '中文' };
const LOCALES = { en: 'en', zh: 'zh-Hans' };

/** The wish in the address, else the saved choice, else the first of the browser's that is spoken here, else English. */
export function pickLanguage({ search, saved, preferred }) {
  const wishes = [new URLSearchParams(search).get('lang'), saved, ...preferred];
  return wishes.map((wish) => String(wish ?? '').toLowerCase().split(/[-_]/)[0]).find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? 'en';
}

export async function loadWords(language, zone = undefined) {
  const { default: dictionary } = await import(`./lang/${language}.js`);
  return new Words(language, dictionary, zone);
}

export class Words {
  #dictionary;
  #locale;
  #plural;
  #formats = new Map();
  #zone;

  /** @param zone an IANA time zone; the device's own when undefined */
  constructor(language, dictionary, zone = undefined) {
    this.language = language;
    this.#dictionary = dictionary;
    this.#locale = LOCALES[language] ?? language;
    this.#plural = new Intl.PluralRules(this.#locale);
    this.#zone = zone;
  }

  say(key, values = {}) {
    const pluralKey = `${key}.${'count' in values ? this.#plural.select(values.count) : ''}`;
    const words = this.#dictionary[pluralKey] ?? this.#dictionary[`${key}.other`] ?? this.#dictionary[key];
    if (words === undefined) {
      throw new Error(`words: ${key} (expected: a key of lang/${this.language}.js)`);
    }
    return words.replaceAll(/\{(\w+)\}/g, (_, name) => this.#shown(values[name]));
  }

  has(key) {
    return Object.hasOwn(this.#dictionary, key);
  }

  /** A name that may come in several languages, `{en: …, zh: …}`, or as one string. */
  name(names, otherwise) {
    if (typeof names === 'string') {
      return names;
    }
    return names?.[this.language] ?? names?.en ?? Object.values(names ?? {})[0] ?? otherwise;
  }

  number(value) {
    return this.#format('number', Intl.NumberFormat, {}).format(value);
  }

  /** Minor units as money: 199900 CNY is ¥1,999, 1999 JPY is ¥1,999. */
  price(minor, currency) {
    const money = this.#format(`money ${currency}`, Intl.NumberFormat, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      trailingZeroDisplay: 'stripIfInteger',
    });
    return money.format(minor / 10 ** new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits);
  }

  /** 12:00:00 */
  clock(time) {
    return this.#format('clock', Intl.DateTimeFormat, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
      new Date(time),
    );
  }

  /** Tue, 1 Dec, 12:00 */
  moment(time) {
    return this.#format('moment', Intl.DateTimeFormat, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(new Date(time));
  }

  /** The name of the zone all times are shown in. */
  get zone() {
    return new Intl.DateTimeFormat(this.#locale, { timeZone: this.#zone }).resolvedOptions().timeZone;
  }

  #shown(value) {
    return typeof value === 'number' ? this.number(value) : String(value ?? '');
  }

  #format(name, Format, options) {
    if (!this.#formats.has(name)) {
      const zone = Format === Intl.DateTimeFormat ? { timeZone: this.#zone } : {};
      this.#formats.set(name, new Format(this.#locale, { ...options, ...zone }));
    }
    return this.#formats.get(name);
  }
}

/** 4:05, or 1:04:05 from an hour on: what is left until a deadline, never negative. */
export function leftUntil(deadline, now) {
  const seconds = Math.max(0, Math.ceil((Date.parse(deadline) - now) / 1000));
  const two = (n) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
