import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Aboard } from '../../main/resources/static/model/aboard.js';
import { alighted, boarded, event, passenger } from './support.mjs';

test('a vehicle stands where somebody last boarded or alighted, with those who are on board', () => {
  const aboard = new Aboard();
  const [one, two] = [passenger(), passenger()].map((who) => boarded(who, 'BUS-7'));
  aboard.onEvent(event('BOARDED', 1, one));
  aboard.onEvent(event('BOARDED', 2, two));
  assert.deepEqual(aboard.vehicles().map(({ id, count, latitude }) => [id, count, latitude]), [['BUS-7', 2, 13.1]]);
  aboard.onEvent(event('ALIGHTED', 3, alighted(one), { occurred_at: '2026-01-31T12:05:00Z' }));
  assert.deepEqual(aboard.vehicles().map(({ count, latitude }) => [count, latitude]), [[1, 13.2]]);
});

test('an empty vehicle is shown no more', () => {
  const aboard = new Aboard();
  const one = boarded(passenger(), 'BUS-7');
  aboard.onEvent(event('BOARDED', 1, one));
  aboard.onEvent(event('ALIGHTED', 2, alighted(one)));
  assert.deepEqual(aboard.vehicles(), []);
});

test('a list that was read before somebody alighted does not bring him back', () => {
  const aboard = new Aboard();
  const one = boarded(passenger(), 'BUS-7');
  aboard.onEvent(event('ALIGHTED', 2, alighted(one)));
  aboard.onList([one]);
  assert.equal(aboard.size, 0);
});
