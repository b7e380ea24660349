'use strict';

const crypto = require('node:crypto');

/** A valid new row of the bulk route; `changes` replace fields. */
function newPassenger(changes = {}) {
  return withEvents({
    passenger_id: `PASS_${crypto.randomBytes(16).toString('hex').toUpperCase()}`,
    reservoir: 'route:1A',
    route_id: '1A',
    depot_id: null,
    direction: 'OUTBOUND',
    stop_id: 'S1',
    latitude: 13.0975,
    longitude: -59.6167,
    destination_stop_id: 'S9',
    destination_lat: 13.1132,
    destination_lon: -59.5988,
    destination_name: 'Destination',
    spawned_at: '2026-07-01T08:00:00.123Z',
    expires_at: '2026-07-01T08:30:00.123Z',
    boarded_at: null,
    alighted_at: null,
    cancelled_at: null,
    vehicle_id: null,
    status: 'WAITING',
    priority: 3,
    version: 1,
    base_version: 0,
    event_id: crypto.randomUUID(),
    ...changes,
  });
}

/** Unless a test says otherwise, a row is one step from its base. */
function withEvents(row) {
  return { event_ids: [row.event_id], ...row };
}

/** The row's next version. */
function next(row, changes = {}) {
  const { event_ids, ...before } = row;
  return withEvents({ ...before, version: row.version + 1, base_version: row.version, event_id: crypto.randomUUID(), ...changes });
}

function boarded(row, vehicle) {
  return next(row, { status: 'BOARDED', vehicle_id: vehicle, boarded_at: '2026-07-01T08:10:00.000Z' });
}

/** What the reads give back of a row. */
function asRead({ base_version, event_ids, ...row }) {
  return row;
}

/** Several steps of one passenger as the one row that the reservoir sends for them. */
function merged(...steps) {
  return { ...steps.at(-1), base_version: steps[0].base_version, event_ids: steps.map((step) => step.event_id) };
}

module.exports = { merged, newPassenger, next, boarded, asRead };
