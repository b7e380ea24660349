// Where people wait: how many at each stop and depot, for whom the filter lets through.

/**
 * @param waiting passengers who wait
 * @return by key {key, name, latitude, longitude, count, since, routes}; since is when the first of them appeared
 */
export function places(waiting, network, filter) {
  const found = new Map();
  for (const passenger of waiting) {
    if (filter.hasPassenger(passenger)) add(found, passenger, network);
  }
  return found;
}

/** Where somebody is bound for. */
export function destination({ destination_stop_id: stop, destination_lat: latitude, destination_lon: longitude }) {
  return { key: stop ?? `${latitude},${longitude}`, latitude, longitude };
}

function add(found, passenger, network) {
  const key = keyOf(passenger);
  let place = key && found.get(key);
  if (!place) {
    const known = network.placeOf(passenger);
    place = found.get(known.key) ?? { ...known, count: 0, since: passenger.spawned_at, routes: new Map() };
    found.set(place.key, place);
  }
  place.count++;
  if (passenger.spawned_at < place.since) place.since = passenger.spawned_at;
  place.routes.set(passenger.route_id, (place.routes.get(passenger.route_id) ?? 0) + 1);
}

function keyOf({ stop_id: stop, depot_id: depot }) {
  if (stop) return `stop:${stop}`;
  return depot ? `depot:${depot}` : undefined;
}
