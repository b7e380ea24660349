'use strict';

const { COLUMNS } = require('./fields');

const EARTH_KM = 6371.0088;

// The haversine of the angle between two places, which grows with their distance: all that an order and a limit need. The same in SQLite
// and PostgreSQL.
const HAVERSINE = `
  power(sin(radians(latitude - ?) / 2), 2) + cos(radians(?)) * cos(radians(latitude)) * power(sin(radians(longitude - ?) / 2), 2)`;

/**
 * The passengers of these statuses within a distance of a place, nearest first, then by spawn time and id; with how many there are besides
 * those beyond the limit. One pass over those of these statuses, whatever the distance; nothing but the rows of the answer leaves the
 * database.
 *
 * @param query the knex query of the passengers' table
 * @param asked as requests.js has checked it
 * @param instant turns an instant into what the database compares instants with
 */
function nearby(query, asked, instant) {
  const { latitude, longitude, radius_km: radius, statuses, route_ids: routes, at, limit } = asked;
  const place = [latitude, latitude, longitude];
  const farthest = Math.sin(radius / (2 * EARTH_KM)) ** 2;
  query.select(COLUMNS).whereIn('status', statuses).whereRaw(`${HAVERSINE} <= ?`, [...place, farthest]);
  if (routes) {
    query.whereIn('route_id', routes);
  }
  if (at) {
    query.where('spawned_at', '<=', instant(at)).where('expires_at', '>', instant(at));
  }
  const { client } = query;
  return query
    .select(client.raw('count(*) OVER () AS total'))
    .orderByRaw(HAVERSINE, place)
    .orderBy(['spawned_at', 'passenger_id'])
    .limit(limit);
}

module.exports = { nearby };
