'use strict';

const { COLUMNS } = require('./fields');

const EARTH_KM = 6371.0088;

// The haversine of the angle between two places, which grows with their distance: all that an order and a limit need. The same in SQLite
// and PostgreSQL.
const HAVERSINE = `
  power(sin(radians(latitude - ?) / 2), 2) + cos(radians(?)) * cos(radians(latitude)) * power(sin(radians(longitude - ?) / 2), 2)`;

const DEGREE = Math.PI / 180;
/** More than rounding takes away. */
const A_LITTLE = 1e-9;

/** Of those who wait only: nearly all who ask want those, and each row in an index costs the writes something. */
const PLACE_INDEX = `
  CREATE INDEX IF NOT EXISTS active_passengers_place_index ON active_passengers (status, latitude, longitude) WHERE status = 'WAITING'`;

/**
 * The passengers of these statuses within a distance of a place, nearest first, then by spawn time and id; with how many there are besides
 * those beyond the limit. The index on place finds those who wait in the box around the place; nothing but the rows of the answer leaves the
 * database.
 *
 * @param query the knex query of the passengers' table
 * @param asked as requests.js has checked it
 * @param instant turns an instant into what the database compares instants with
 */
function nearby(query, asked, instant) {
  const { latitude, longitude, radius_km: radius, limit } = asked;
  const place = [latitude, latitude, longitude];
  const farthest = Math.sin(radius / (2 * EARTH_KM)) ** 2;
  const there = (those) => wanted(those, asked, instant).whereRaw(`${HAVERSINE} <= ?`, [...place, farthest]);
  // A count over the rows themselves would carry all of them, with all their columns, through the sort.
  const total = there(query.clone()).count('*').as('total');
  return there(query).select(COLUMNS).select(total).orderByRaw(HAVERSINE, place).orderBy(['spawned_at', 'passenger_id']).limit(limit);
}

function wanted(query, { latitude, longitude, radius_km: radius, statuses, route_ids: routes, at }, instant) {
  const { south, north, west, east } = boxAround(latitude, longitude, radius / EARTH_KM);
  // Of a list, even of one, SQLite does not see that a partial index holds it.
  const status = statuses.length === 1 ? ['status', '=', statuses[0]] : ['status', 'in', statuses];
  query.where(...status).whereBetween('latitude', [south, north]).whereBetween('longitude', [west, east]);
  if (routes) {
    query.whereIn('route_id', routes);
  }
  if (at) {
    query.where('spawned_at', '<=', instant(at)).where('expires_at', '>', instant(at));
  }
  return query;
}

/** All longitudes, where the circle reaches over a pole or the antimeridian: the distance alone then decides. */
function boxAround(latitude, longitude, angle) {
  const south = latitude - angle / DEGREE - A_LITTLE;
  const north = latitude + angle / DEGREE + A_LITTLE;
  // NaN over a pole.
  const aside = Math.asin(Math.sin(angle) / Math.cos(latitude * DEGREE)) / DEGREE + A_LITTLE;
  const [west, east] = [longitude - aside, longitude + aside];
  return south > -90 && north < 90 && west >= -180 && east <= 180 ? { south, north, west, east } : { south, north, west: -180, east: 180 };
}

/** Any number, the same for all instances of Strapi on one database. */
const PLACE_INDEX_LOCK = 7_402_218;

/**
 * Makes the index if it is not there. Strapi knows no partial indexes, and removes this one when it changes the table. In PostgreSQL
 * instances that start together would fail at each other's half-made index, so they take turns.
 */
async function prepare(knex) {
  if (knex.client.config.client === 'postgres' || knex.client.config.client === 'pg') {
    await knex.transaction(async (transaction) => {
      await transaction.raw('SELECT pg_advisory_xact_lock(?)', [PLACE_INDEX_LOCK]);
      await transaction.raw(PLACE_INDEX);
    });
  } else {
    await knex.raw(PLACE_INDEX);
  }
}

module.exports = { nearby, prepare };
