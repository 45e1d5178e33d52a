import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFileSync, readdirSync } from 'node:fs';
import { Words, leftUntil, pickLanguage } from '../../../main/resources/site/assets/words.js';
import en from '../../../main/resources/site/assets/lang/en.js';
import zh from '../../../main/resources/site/assets/lang/zh.js';
import { TABLE } from './stages.mjs';

const ASSETS = new URL('../../../main/resources/site/assets/', import.meta.url);
/** The reasons as the kernel knows them, in the contract's words. */
const KERNEL = new URL('../../../../../grid-node/domain/src/main/java/io/tapgrid/domain/Reason.java', import.meta.url);
const REASONS = [...readFileSync(KERNEL, 'utf8').matchAll(/^ {4}([A-Z_]+)[,;]$/gm)].map(([, name]) => name.toLowerCase().replaceAll('_', '-'));

/** Keys without their plural form: English has two, Chinese one. */
const stems = (dictionary) => [...new Set(Object.keys(dictionary).map((key) => key.replace(/\.(one|other)$/, '')))].sort();
const holes = (words) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const wordsFor = (language) => new Words(language, { en, zh }[language], 'Asia/Shanghai');

describe('the dictionaries', () => {
  it('have the same keys', () => assert.deepEqual(stems(zh), stems(en)));

  it('have the same holes to fill', () => {
    for (const key of Object.keys(zh)) {
      assert.deepEqual(holes(zh[key]), holes(en[key]), key);
    }
  });

  it('have no empty words', () => {
    for (const [key, words] of [...Object.entries(en), ...Object.entries(zh)]) {
      assert.ok(words.trim().length > 0, key);
    }
  });

  it('explain every reason there is, and what could help', () => {
    assert.ok(REASONS.length >= 33 && REASONS.includes('sold-out'), 'the reasons are found in the kernel');
    for (const reason of REASONS) {
      for (const dictionary of [en, zh]) {
        assert.ok(dictionary[`no.${reason}`] && dictionary[`no.${reason}.help`], reason);
      }
    }
  });

  it('have a label and a note for every stage', () => {
    for (const [, , name] of TABLE) {
      assert.ok(en[`${name}.label`] && en[`${name}.note`], name);
    }
  });

  it('have no key that nothing says', () => {
    const source = sources().map(read).join('\n');
    const built = /^(no|sale|purchase|time)\.|\.(label|note|spoken|title|text|yes|no)$/;
    const idle = stems(en).filter((key) => !source.includes(`'${key}'`) && !built.test(key));
    assert.deepEqual(idle, []);
  });

  it('have every key that is said', () => {
    const said = sources().flatMap((file) => [...read(file).matchAll(/say\('([\w.-]+)'/g)].map(([, key]) => key));
    assert.ok(said.length > 30, 'the keys are found in the source');
    assert.deepEqual(said.filter((key) => !stems(en).includes(key)), []);
  });
});

describe('words', () => {
  it('fill holes with numbers as the language writes them', () => {
    assert.equal(wordsFor('en').say('item.left', { count: 1000 }), '1,000 left');
    assert.equal(wordsFor('en').say('item.left', { count: 1 }), 'Last one');
    assert.equal(wordsFor('zh').say('item.left', { count: 1 }), '还剩 1 件');
  });

  it('never show a key nobody wrote', () => assert.throws(() => wordsFor('en').say('no.such.key')));

  it('show prices by the minor units of their currency', () => {
    assert.equal(wordsFor('en').price(199900, 'CNY'), '¥1,999');
    assert.equal(wordsFor('zh').price(199950, 'CNY'), '¥1,999.50');
    assert.equal(wordsFor('en').price(1999, 'JPY'), '¥1,999');
    assert.equal(wordsFor('en').price(1999, 'KWD').replace(/\s/, ' '), 'KWD 1.999');
  });

  it('show times in the zone of the shopper', () => {
    assert.equal(wordsFor('en').clock('2026-12-01T04:00:00Z'), '12:00:00');
    assert.equal(wordsFor('zh').moment('2026-12-01T04:00:00Z'), '12月1日周二 12:00');
  });

  it('take a name in the language, else in English, else any, else the id', () => {
    assert.equal(wordsFor('zh').name({ en: 'Phone', zh: '手机' }, 'P'), '手机');
    assert.equal(wordsFor('zh').name({ en: 'Phone' }, 'P'), 'Phone');
    assert.equal(wordsFor('zh').name({ fr: 'Téléphone' }, 'P'), 'Téléphone');
    assert.equal(wordsFor('zh').name(undefined, 'P'), 'P');
    assert.equal(wordsFor('zh').name('Phone', 'P'), 'Phone');
  });

  it('count down', () => {
    const deadline = '2026-12-01T04:00:00Z';
    const before = (ms) => leftUntil(deadline, Date.parse(deadline) - ms);
    assert.deepEqual([-1, 0, 1, 5_000, 65_000, 3_665_000].map(before), ['0:00', '0:00', '0:01', '0:05', '1:05', '1:01:05']);
  });
});

describe('the language', () => {
  for (const [name, given, expected] of [
    ['is what the address asks for', { search: '?lang=zh', saved: 'en', preferred: ['en'] }, 'zh'],
    ['else what was chosen before', { search: '', saved: 'zh', preferred: ['en'] }, 'zh'],
    ['else the first of the browser that is spoken here', { search: '', saved: null, preferred: ['fr-FR', 'zh-Hant-TW', 'en'] }, 'zh'],
    ['else English', { search: '?lang=xx', saved: 'constructor', preferred: ['fr'] }, 'en'],
  ]) {
    it(name, () => assert.equal(pickLanguage(given), expected));
  }
});

function sources() {
  return readdirSync(ASSETS, { recursive: true }).filter((file) => file.endsWith('.js') && !file.startsWith('lang'));
}

function read(file) {
  return readFileSync(new URL(file, ASSETS), 'utf8');
}
