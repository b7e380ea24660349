'use strict';

const assert = require('node:assert/strict');
const { reservoirOf } = require('./reservoir');
const { ADMINISTRATOR } = require('./strapi');

const PASSENGERS = '/content-manager/collection-types/api::active-passenger.active-passenger';

/** The admin panel's own requests; a test logs in before it uses them. */
function panelOf(system) {
  const { document } = reservoirOf(system);
  let jwt;

  async function logIn() {
    const answer = await system.strapi.request('POST', '/admin/login', ADMINISTRATOR, null);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    jwt = answer.body.data.token;
  }

  const panel = (method, path, body) => system.strapi.request(method, PASSENGERS + path, body, jwt);

  async function opened(row) {
    const { body } = await panel('GET', `/${(await document(row)).documentId}`);
    return body.data;
  }

  async function make(row) {
    const { base_version, version, event_id, event_ids, ...form } = row;
    const { status, body } = await panel('POST', '', form);
    assert.equal(status, 201, JSON.stringify(body));
    return body.data;
  }

  async function edit(row, changes) {
    const { documentId } = await opened(row);
    const { status, body } = await panel('PUT', `/${documentId}`, changes);
    assert.equal(status, 200, JSON.stringify(body));
    return body.data;
  }

  return { panel, opened, make, edit, logIn };
}

module.exports = { panelOf };
