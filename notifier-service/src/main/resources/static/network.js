// Names and colours of routes and depots, as far as the spawner tells them; the page works without.

const NAMELESS = { label: undefined, name: '', color: undefined };
const COLOR = /^#[0-9a-f]{6}$/i;

export class Network {
  #places = new Map();

  /** True when something is known. */
  async load() {
    const response = await fetch('api/network');
    if (response.status !== 200) return false;
    const { features = [] } = await response.json();
    for (const { properties = {} } of features) this.#add(properties);
    return this.#places.size > 0;
  }

  find(reservoir) {
    return this.#places.get(reservoir) ?? NAMELESS;
  }

  #add({ kind, route_id, depot_id, short_name, long_name = '', name = '', color = '' }) {
    if (kind === 'route') {
      const safe = COLOR.test(color) ? color : undefined;
      this.#places.set(`route:${route_id}`, { label: short_name, name: long_name, color: safe });
    } else if (kind === 'depot') {
      this.#places.set(`depot:${depot_id}`, { ...NAMELESS, name });
    }
  }
}
