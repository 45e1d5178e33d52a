import { h, s } from '../dom.js';

/**
 * A picture for what has none: a lattice of dots whose sizes follow a wave that begins at one touched dot. Field, colours
 * and the touched place follow from the name alone, so an item looks the same everywhere and always. One path per ring
 * of brightness keeps a page of a hundred items light.
 */

const WIDTH = 480;
const HEIGHT = 360;
const STEP = 20;
const SHADES = [0.22, 0.45, 0.8];

/** Light, middle and deep: from the top right, where the touched dot is, to the bottom left, where words may stand. */
const PALETTES = [
  ['#ff6a3d', '#cf1f5c', '#3a1160'],
  ['#19b8d0', '#1763c6', '#141e61'],
  ['#9a6bff', '#5b21c9', '#1d0f55'],
  ['#17c690', '#0a7d72', '#052f3f'],
  ['#ffae33', '#ef4d2a', '#6d1238'],
  ['#ff66a6', '#b3238f', '#3a1160'],
  ['#6d8bff', '#3547bd', '#0f1640'],
  ['#8fd23f', '#1b9570', '#083a4a'],
];

/** The picture as an element that fills its positioned parent; the colours of the ground are handed to the style sheet. */
export function art(seed) {
  const random = generator(seed);
  const colours = PALETTES[Math.floor(random() * PALETTES.length)];
  const tap = {
    x: STEP * (17 + Math.floor(random() * 4)) + STEP / 2,
    y: STEP * (3 + Math.floor(random() * 4)) + STEP / 2,
  };
  const field = FIELDS[Math.floor(random() * FIELDS.length)](random, tap);
  const ground = h('div', { class: 'art', 'aria-hidden': 'true' }, lattice(field, tap));
  colours.forEach((colour, i) => ground.style.setProperty(`--art-${i + 1}`, colour));
  return ground;
}

function lattice(field, tap) {
  return s(
    'svg',
    { class: 'art__dots', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'xMaxYMin slice', focusable: 'false' },
    ...dots(field, tap),
    s('circle', { class: 'art__ring', cx: tap.x, cy: tap.y, r: 26, fill: 'none', stroke: '#fff', 'stroke-width': 2.5 }),
    s('circle', { class: 'art__tap', cx: tap.x, cy: tap.y, r: 12, fill: '#fff' }),
  );
}

function dots(field, tap) {
  const paths = SHADES.map(() => []);
  for (let y = STEP / 2; y < HEIGHT; y += STEP) {
    for (let x = STEP / 2; x < WIDTH; x += STEP) {
      const strength = Math.hypot(x - tap.x, y - tap.y) < 1.6 * STEP ? 0 : field(x, y);
      if (strength > 0.04) {
        paths[Math.min(SHADES.length - 1, Math.floor(strength * SHADES.length))].push(dot(x, y, strength * STEP * 0.36));
      }
    }
  }
  return paths.map((path, i) => s('path', { d: path.join(''), fill: '#fff', 'fill-opacity': SHADES[i] }));
}

function dot(x, y, radius) {
  const r = radius.toFixed(1);
  return `M${(x - radius).toFixed(1)} ${y}a${r} ${r} 0 1 0 ${(2 * radius).toFixed(1)} 0a${r} ${r} 0 1 0-${(2 * radius).toFixed(1)} 0`;
}

/** Each makes a function of a place, from 0 (no dot) to 1 (the largest). */
const FIELDS = [
  function ripple(random, tap) {
    const length = 34 + random() * 30;
    return (x, y) => {
      const away = Math.hypot(x - tap.x, y - tap.y);
      return (0.5 + 0.5 * Math.cos(away / length * Math.PI)) * Math.exp(-away / 300);
    };
  },
  function tide(random, tap) {
    const [a, b] = [40 + random() * 30, 50 + random() * 40];
    return (x, y) => {
      const away = Math.hypot(x - tap.x, y - tap.y);
      return (0.5 + 0.5 * Math.sin(y / a * 2 + Math.sin(x / b) * 1.6)) * Math.exp(-away / 380);
    };
  },
  function bloom(random, tap) {
    const petals = 5 + Math.floor(random() * 4);
    const twist = 70 + random() * 60;
    return (x, y) => {
      const away = Math.hypot(x - tap.x, y - tap.y);
      const angle = Math.atan2(y - tap.y, x - tap.x);
      return (0.5 + 0.5 * Math.cos(angle * petals + away / twist)) * Math.exp(-away / 300);
    };
  },
  function weave(random, tap) {
    const length = 46 + random() * 26;
    return (x, y) => {
      const away = Math.hypot(x - tap.x, y - tap.y);
      return Math.abs(Math.sin((x - tap.x) / length) * Math.cos((y - tap.y) / length)) ** 0.8 * Math.exp(-away / 420);
    };
  },
];

/** A small generator of numbers in [0, 1) that starts from a text: FNV-1a for the seed, then mulberry32. */
function generator(seed) {
  let state = 0x811c9dc5;
  for (const letter of seed) {
    state = Math.imul(state ^ letter.codePointAt(0), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
