// The map: the network's lines and stops, which stand, and above them what lives (marks.js).

import { readable } from '../model/color.js';
import { button, byId } from './dom.js';
import { Marks } from './marks.js';

const EMPTY_VIEW = [[13.19, -59.54], 11];
const MARGIN = 28;

export class NetworkMap extends EventTarget {
  #map;
  #theme;
  #lines = new Map();
  #stops = L.layerGroup();
  #network = null;
  #chosen = null;
  #pointedRoute = null;
  #moved = false;
  marks;

  /** @param tiles {tiles_url, tiles_attribution}, or undefined */
  constructor(theme, tiles) {
    super();
    this.#theme = theme;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#map = L.map('map', {
      attributionControl: false, zoomControl: false, preferCanvas: true, zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 120,
      zoomAnimation: !still, fadeAnimation: !still, inertia: !still,
      renderer: L.canvas({ padding: 0.4, tolerance: 6 }),
    });
    L.control.zoom({ position: 'topright' }).addTo(this.#map);
    this.#map.addControl(fitAllControl(() => this.#fitAll()));
    L.control.scale({ imperial: false, position: 'bottomright' }).addTo(this.#map);
    this.#map.createPane('live');
    this.#map.getPane('live').style.zIndex = 450;
    this.#map.getPane('live').style.pointerEvents = 'none';
    if (tiles?.tiles_url) this.#addTiles(tiles);
    this.#map.setView(...EMPTY_VIEW);
    this.marks = new Marks(this.#map, theme);
    this.marks.routeAt = () => this.#pointedRoute;
    this.marks.addEventListener('place', ({ detail }) => this.#emit('place', detail));
    this.marks.addEventListener('route', ({ detail }) => this.#emit('choose', `route:${detail}`));
    theme.addEventListener('change', () => this.#restyle());
    for (const touch of ['pointerdown', 'wheel', 'keydown']) {
      byId('map').addEventListener(touch, () => { this.#moved = true; }, { passive: true });
    }
    new ResizeObserver(() => this.#resize()).observe(byId('map'));
  }

  showNetwork(network) {
    this.#network = network;
    byId('no-network').hidden = true;
    for (const line of this.#lines.values()) line.remove();
    this.#lines.clear();
    for (const route of network.routes) this.#lines.set(route.id, this.#line(route));
    this.#stops.clearLayers();
    for (const stop of network.stops.values()) this.#stops.addLayer(this.#stop(stop));
    this.#stops.addTo(this.#map);
    this.#restyle();
    this.#showAll();
  }

  /** Brings one route to the front, or all when null. */
  choose(reservoir) {
    this.#chosen = reservoir?.startsWith('route:') ? reservoir.slice('route:'.length) : null;
    this.#restyle();
  }

  /** A popup of one place, or none. */
  openPopup(place, content) {
    L.popup({ maxWidth: 320, autoPanPadding: [20, 20] })
      .setLatLng([place.latitude, place.longitude]).setContent(content).openOn(this.#map);
  }

  closePopup() {
    this.#map.closePopup();
  }

  #fitAll() {
    this.#moved = false;
    if (this.#network) this.#showAll();
  }

  #showAll() {
    const all = [...this.#network.stops.values(), ...this.#network.depots.values()]
      .map(({ latitude, longitude }) => [latitude, longitude]);
    if (all.length > 0 && this.#hasRoom()) {
      this.#map.fitBounds(L.latLngBounds(all), { padding: [MARGIN, MARGIN], animate: false });
    }
  }

  /** In a panel that is smaller than its margins Leaflet finds no zoom, and stays without a place for good. */
  #hasRoom() {
    const { x, y } = this.#map.getSize();
    return Math.min(x, y) > 4 * MARGIN;
  }

  /** Whoever has chosen what to look at goes on looking at it. */
  #resize() {
    this.#map.invalidateSize({ pan: false });
    if (this.#network && !this.#moved) this.#showAll();
  }

  #line(route) {
    const line = L.polyline(route.line, { smoothFactor: 1.5, lineJoin: 'round', lineCap: 'round' }).addTo(this.#map);
    line.on('mouseover', () => { this.#pointedRoute = route.id; });
    line.on('mouseout', () => { if (this.#pointedRoute === route.id) this.#pointedRoute = null; });
    return line;
  }

  #stop({ latitude, longitude }) {
    return L.circleMarker([latitude, longitude], { radius: 2, weight: 1, interactive: false });
  }

  #restyle() {
    const ground = this.#theme.color('--map');
    for (const { id, color } of this.#network?.routes ?? []) {
      const own = color ? readable(color, ground, 2.2) : this.#theme.color('--quiet');
      const dimmed = this.#chosen !== null && this.#chosen !== id;
      const line = this.#lines.get(id);
      line.setStyle({ color: own, weight: this.#chosen === id ? 5 : 3, opacity: dimmed ? 0.18 : 0.85 });
      if (this.#chosen === id) line.bringToFront();
    }
    this.#stops.eachLayer((stop) => stop.setStyle({
      color: this.#theme.color('--stop'), fillColor: ground, fillOpacity: 1, opacity: this.#chosen === null ? 0.9 : 0.4,
    }));
  }

  #addTiles({ tiles_url: url, tiles_attribution: attribution }) {
    L.tileLayer(url, { maxZoom: 19 }).addTo(this.#map);
    if (attribution) L.control.attribution({ prefix: false }).addAttribution(attribution).addTo(this.#map);
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Brings everybody home who has lost their way. */
function fitAllControl(onClick) {
  const control = L.control({ position: 'topright' });
  control.onAdd = () => {
    const bar = L.DomUtil.create('div', 'leaflet-bar fit-all');
    const fit = button('', '⤢', onClick);
    fit.id = 'fit-all';
    fit.title = 'Show the whole network';
    fit.setAttribute('aria-label', fit.title);
    bar.append(fit);
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  return control;
}
