import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stageOf } from '../../../main/resources/site/assets/stage.js';
import { readRule, room } from '../../../main/resources/site/assets/rule.js';
import { TABLE } from './stages.mjs';

describe('the stage of the one big button', () => {
  for (const [name, given, stage, does] of TABLE) {
    it(`${name}: ${stage}`, () => {
      const found = stageOf(given);
      assert.deepEqual([found.name, found.do], [stage, does]);
    });
  }
});

describe('how many more one may try for', () => {
  const live = [{ sku: 'A', state: 'HELD' }, { sku: 'A', state: 'PAID' }];

  for (const [rule, sku, expected] of [
    ['UNLIMITED', 'A', 98],
    ['ONE_PER_ITEM', 'A', 0],
    ['ONE_PER_ITEM', 'B', 1],
    ['ONE_ITEM_PER_SALE', 'B', 0],
    [{ perItem: 3 }, 'A', 1],
    ['PER_ITEM:3', 'A', 1],
    ['PER_ITEM:2', 'A', 0],
  ]) {
    it(`${JSON.stringify(rule)} leaves ${expected} of ${sku}`, () => assert.equal(room(rule, live, sku), expected));
  }

  it('reads a rule in either spelling', () => assert.deepEqual(readRule({ perItem: 3 }), readRule('PER_ITEM:3')));
});
