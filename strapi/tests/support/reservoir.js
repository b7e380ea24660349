'use strict';

const assert = require('node:assert/strict');
const { asRead } = require('./passengers');

const PASSENGERS = '/api/active-passengers';

/** What the reservoir does with Strapi, for tests; `system.strapi` is the one that runs at the moment. */
function reservoirOf(system) {
  const post = (path, body) => system.strapi.request('POST', `${PASSENGERS}/${path}`, body);
  const get = (path) => system.strapi.request('GET', `${PASSENGERS}${path}`);

  async function write(...rows) {
    const { status, body } = await post('bulk', { rows });
    assert.equal(status, 200, JSON.stringify(body));
    return body.results;
  }

  async function outcomes(...rows) {
    return (await write(...rows)).map((result) => result.outcome);
  }

  async function read(...rows) {
    const found = await lookUp(...rows);
    return found.map((row) => row && asRead(row));
  }

  /** With the events that made them. */
  async function lookUp(...rows) {
    const { body } = await post('lookup', { passenger_ids: rows.map((row) => row.passenger_id) });
    return rows.map((row) => body.data.find((found) => found.passenger_id === row.passenger_id));
  }

  async function invalid(...rows) {
    const { status, body } = await post('bulk', { rows });
    assert.equal(status, 422);
    return body.results;
  }

  async function document(row) {
    const { body } = await get(`?filters[passenger_id]=${row.passenger_id}`);
    return body.data[0];
  }

  return { post, get, write, outcomes, read, lookUp, invalid, document };
}

module.exports = { PASSENGERS, reservoirOf };
