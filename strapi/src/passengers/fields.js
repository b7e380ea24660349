'use strict';

/**
 * The columns of a passenger: the one list that validation, SQL and answers share. A check returns what is wrong with a
 * value, or undefined. The rules are those of Java's ValueRules: schemas/src/test/resources/value-cases.json holds both to
 * them.
 */

const MAX_TEXT = 255;
const MAX_INTEGER = 2_147_483_647;
const PASSENGER_ID = /^PASS_[0-9A-F]{32}$/;
const RESERVOIR = /^(route|depot):.*\S/s;
const INSTANT = /^\d{4}-(0[1-9]|1[0-2])-[0-3]\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** Kafka has no time before 1970, and what is added to a time must stay one that every part can write. */
const EARLIEST = '1970';
const TOO_LATE = '2200';
/** What nearly every text looks like; none of the other checks can fail then. */
const PLAIN_TEXT = /^[!-~][ -~]{0,254}$/;
/** Every month has so many days. */
const SHORTEST_MONTH = 28;

function text(value) {
  if (typeof value !== 'string') {
    return 'must be a string';
  }
  if (PLAIN_TEXT.test(value)) {
    return undefined;
  }
  if (value.trim() === '') {
    return 'must not be blank';
  }
  if (value.length > MAX_TEXT) {
    return `must have at most ${MAX_TEXT} characters, has ${value.length}`;
  }
  // PostgreSQL can store neither NUL nor half a pair; SQLite must not accept what PostgreSQL refuses. The other control
  // characters may be orders to a terminal; names of several lines exist.
  if (CONTROL.test(value) || !value.isWellFormed()) {
    return 'must not contain control characters or half surrogate pairs';
  }
}

function matching(pattern, reason) {
  return (value) => text(value) ?? (pattern.test(value) ? undefined : reason);
}

function oneOf(...values) {
  return (value) => (values.includes(value) ? undefined : `must be one of ${values.join(', ')}`);
}

function degrees(limit) {
  return (value) => (Number.isFinite(value) && Math.abs(value) <= limit ? undefined : `must be -${limit} to ${limit}`);
}

function integer(least, most) {
  return (value) => (Number.isInteger(value) && value >= least && value <= most ? undefined : `must be ${least} to ${most}`);
}

function instant(value) {
  if (typeof value !== 'string' || !INSTANT.test(value) || !isDay(value)) {
    return 'must be an instant in UTC such as 2026-01-31T08:30:00.000Z';
  }
  return value >= EARLIEST && value < TOO_LATE ? undefined : 'must be of the years 1970 to 2199';
}

/** The day is compared because Date takes the 30th of February for the 2nd of March. */
function isDay(value) {
  const day = Number(value.slice(8, 10));
  return (day >= 1 && day <= SHORTEST_MONTH) || new Date(value).getUTCDate() === day;
}

/** The statuses in which a passenger's trip is over. */
const FINISHED = ['ALIGHTED', 'CANCELLED', 'EXPIRED'];

const required = (type, check) => ({ type, check, required: true });
const optional = (type, check) => ({ type, check, required: false });

const FIELDS = {
  passenger_id: required('text', matching(PASSENGER_ID, 'must be PASS_ and 32 upper-case hex digits')),
  reservoir: required('text', matching(RESERVOIR, 'must be route:<route_id> or depot:<depot_id>')),
  route_id: required('text', text),
  depot_id: optional('text', text),
  direction: required('text', oneOf('OUTBOUND', 'INBOUND')),
  stop_id: optional('text', text),
  latitude: required('double precision', degrees(90)),
  longitude: required('double precision', degrees(180)),
  destination_stop_id: optional('text', text),
  destination_lat: required('double precision', degrees(90)),
  destination_lon: required('double precision', degrees(180)),
  destination_name: required('text', text),
  spawned_at: required('timestamp', instant),
  expires_at: required('timestamp', instant),
  boarded_at: optional('timestamp', instant),
  alighted_at: optional('timestamp', instant),
  cancelled_at: optional('timestamp', instant),
  vehicle_id: optional('text', text),
  status: required('text', oneOf('WAITING', 'BOARDED', ...FINISHED)),
  priority: required('integer', integer(1, 5)),
  version: required('integer', integer(1, MAX_INTEGER)),
  event_id: required('text', text),
};

const COLUMNS = Object.keys(FIELDS);
// The events that made the row what it is, oldest first: kept to recognise a replay, and told to the reservoir alone.
const WRITTEN_COLUMNS = [...COLUMNS, 'event_ids'];
const INSTANTS = COLUMNS.filter((name) => FIELDS[name].type === 'timestamp');
const BASE_VERSION = required('integer', integer(0, MAX_INTEGER));

/** The events that lead from the base version to the row, oldest first; the last one is event_id. */
const EVENT_IDS = required('text', (value) => {
  const isList = Array.isArray(value) && value.length > 0 && value.every((id) => /^\S{1,64}$/.test(id));
  return isList ? undefined : 'must be a list of event ids, each of 1 to 64 characters without blanks';
});

function isReservoir(value) {
  return FIELDS.reservoir.check(value) === undefined;
}

module.exports = { FIELDS, COLUMNS, WRITTEN_COLUMNS, INSTANTS, FINISHED, BASE_VERSION, EVENT_IDS, instant, integer, isReservoir };
