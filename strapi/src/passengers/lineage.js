'use strict';

/**
 * A row remembers the events that made it, so that a writer that repeats itself is recognised even when it has been further
 * already: after a crash the reservoir replays a passenger's steps one by one, while the row may be at the last of them.
 */

/** Characters that are kept: some fifty events, far more than the steps that one crash can lose. */
const KEPT_EVENT_IDS = 2000;

function append(eventIds, eventId) {
  return `${eventIds} ${eventId}`.slice(-KEPT_EVENT_IDS);
}

function includes(eventIds, eventId) {
  return eventIds.split(' ').includes(eventId);
}

/** Oldest first. The oldest that is kept may have lost its beginning. */
function list(eventIds) {
  return (eventIds ?? '').split(' ').filter((id) => id !== '');
}

module.exports = { KEPT_EVENT_IDS, append, includes, list };
