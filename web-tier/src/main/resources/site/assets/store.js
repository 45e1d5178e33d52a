/**
 * What this tab remembers over a reload: the session, the keys of requests not yet decided, reservations known to stand.
 * Storage may be forbidden or full; then the page forgets on reload and says nothing.
 */
export class Store {
  #area;
  #kept = new Map();

  /** @param area sessionStorage, localStorage or null */
  constructor(area) {
    this.#area = area;
  }

  get(name) {
    try {
      return JSON.parse(this.#area?.getItem(`tapgrid.${name}`) ?? 'null') ?? this.#kept.get(name) ?? null;
    } catch {
      return this.#kept.get(name) ?? null;
    }
  }

  set(name, value) {
    this.#kept.set(name, value);
    try {
      this.#area?.setItem(`tapgrid.${name}`, JSON.stringify(value));
    } catch {
      // Kept in memory alone.
    }
  }

  drop(name) {
    this.#kept.delete(name);
    try {
      this.#area?.removeItem(`tapgrid.${name}`);
    } catch {
      // Nothing was kept there.
    }
  }
}

/** The browser's storage, or null where even naming it throws. */
export function areaOf(name) {
  try {
    return globalThis[name] ?? null;
  } catch {
    return null;
  }
}
