// Names and colours of routes and depots, as far as the spawner tells them; the page works without.

const NAMELESS = { label: undefined, name: '', color: undefined };
const COLOR = /^#?([0-9a-f]{6})$/i;

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

  #add(p) {
    const color = COLOR.exec(p.color ?? p.route_color ?? '');
    if (p.route_id !== undefined && p.stop_id === undefined && p.depot_id === undefined) {
      this.#places.set(`route:${p.route_id}`, {
        label: p.short_name ?? p.route_short_name,
        name: p.long_name ?? p.route_long_name ?? p.name ?? '',
        color: color ? `#${color[1]}` : undefined,
      });
    }
    if (p.depot_id !== undefined) {
      this.#places.set(`depot:${p.depot_id}`, { label: undefined, name: p.name ?? '', color: undefined });
    }
  }
}
