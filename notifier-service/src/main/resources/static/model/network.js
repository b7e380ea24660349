// The network as the spawner tells it: names, colours, shapes and stops. The page works without, on bare ids.

const COLOR = /^#[0-9a-f]{6}$/i;
const NAMELESS = { label: undefined, name: '', color: undefined };

export class Network {
  routes = [];
  stops = new Map();
  depots = new Map();
  #places = new Map();

  get isKnown() {
    return this.#places.size > 0;
  }

  /** Takes a GeoJSON FeatureCollection, anew. */
  read({ features = [] }) {
    this.routes = [];
    this.stops = new Map();
    this.depots = new Map();
    this.#places = new Map();
    for (const { geometry, properties = {} } of features) this.#add(geometry, properties);
  }

  /** Label, name and colour of a reservoir such as route:1A. */
  find(reservoir) {
    return this.#places.get(reservoir) ?? NAMELESS;
  }

  /** How a reservoir is called on the page. */
  label(reservoir) {
    const [kind, id] = split(reservoir);
    return kind === 'depot' ? this.depots.get(id)?.name || id : this.find(reservoir).label ?? id;
  }

  /** Where somebody waits: his stop or depot if it is known, else where he stands. */
  placeOf(passenger) {
    const { stop_id: stop, depot_id: depot } = passenger;
    if (stop) {
      const known = this.stops.get(stop);
      return place(`stop:${stop}`, known?.name ?? `Stop ${stop}`, known ?? passenger);
    }
    if (depot) {
      const known = this.depots.get(depot);
      return place(`depot:${depot}`, known?.name ?? `Depot ${depot}`, known ?? passenger);
    }
    const { latitude, longitude } = passenger;
    return place(`at:${latitude.toFixed(4)},${longitude.toFixed(4)}`, 'Beside the stops', passenger);
  }

  /** All names by which the page calls the places of a passenger. */
  namesOf(passenger) {
    const reservoirs = [passenger.reservoir, `route:${passenger.route_id}`];
    return [...reservoirs.flatMap((id) => [this.label(id), this.find(id).name]), this.placeOf(passenger).name];
  }

  #add(geometry, { kind, route_id, depot_id, stop_id, short_name, long_name = '', name = '', color = '', route_ids = [] }) {
    if (kind === 'route') {
      const route = {
        id: route_id, label: short_name || route_id, name: long_name, color: COLOR.test(color) ? color : undefined,
        line: geometry.coordinates.map(([longitude, latitude]) => [latitude, longitude]),
      };
      this.routes.push(route);
      this.#places.set(`route:${route_id}`, route);
    } else {
      const [longitude, latitude] = geometry.coordinates;
      const point = { id: stop_id ?? depot_id, name, latitude, longitude, routes: route_ids };
      if (kind === 'stop') this.stops.set(stop_id, point);
      if (kind === 'depot') {
        this.depots.set(depot_id, point);
        this.#places.set(`depot:${depot_id}`, { label: name || depot_id, name: '', color: undefined });
      }
    }
  }
}

export function split(reservoir) {
  const colon = reservoir.indexOf(':');
  return [reservoir.slice(0, colon), reservoir.slice(colon + 1)];
}

function place(key, name, { latitude, longitude }) {
  return { key, name, latitude, longitude };
}
