/**
 * How many units of an item the shopper may still try for. The server decides; this only keeps the page from offering
 * what would be refused.
 */

const MANY = 100;

/** A rule as the API may write it, UNLIMITED or {perItem: 3} or "PER_ITEM:3", as {kind, units}. */
export function readRule(rule) {
  if (typeof rule === 'object' && rule !== null) {
    return { kind: 'PER_ITEM', units: rule.perItem ?? 1 };
  }
  const [kind, units] = String(rule).split(':');
  return { kind, units: units ? Number(units) : kind === 'UNLIMITED' ? MANY : 1 };
}

/** @param live the shopper's live purchases in this sale */
export function room(rule, live, sku) {
  const { kind, units } = readRule(rule);
  const counted = kind === 'ONE_ITEM_PER_SALE' ? live : live.filter((purchase) => purchase.sku === sku);
  return Math.max(0, units - counted.length);
}
