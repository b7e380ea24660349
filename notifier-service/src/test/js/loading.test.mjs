import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Loading } from '../../main/resources/static/model/loading.js';

test('nobody knows how many wait until the last place has told, and meanwhile it is said how many have', () => {
  const loading = new Loading();
  assert.equal(loading.text, 'loading');
  loading.onSnapshot({ remaining: 330 });
  loading.onSnapshot({ remaining: 329 });
  assert.equal(loading.text, 'loading, 2 of 331 places');
  assert.equal(loading.isOver, false);
  for (let remaining = 328; remaining >= 0; remaining--) loading.onSnapshot({ remaining });
  assert.equal(loading.isOver, true);
});

test('after a gap all places tell anew', () => {
  const loading = new Loading();
  loading.onSnapshot({ remaining: 0 });
  loading.begin();
  assert.equal(loading.isOver, false);
  loading.onSnapshot({ remaining: 1 });
  assert.equal(loading.text, 'loading, 1 of 2 places');
});

test('a place whose list was lacking and comes later does not begin it anew', () => {
  const loading = new Loading();
  loading.onSnapshot({ remaining: 0 });
  loading.onSnapshot({ remaining: 3 });
  assert.equal(loading.isOver, true);
});

test('where no list can be read nothing more comes, and where some can it goes on', () => {
  const loading = new Loading();
  loading.onUnavailable();
  assert.equal(loading.isOver, true);
  loading.onSnapshot({ remaining: 1 });
  assert.equal(loading.isOver, false);
  loading.onSnapshot({ remaining: 0 });
  assert.equal(loading.isOver, true);
});
