// What lives on the map: who waits where, vehicles, and pulses. Two canvases, for what changes a few times a second and for
// what moves, so that a pulse does not redraw two thousand stops.

import { inkOn, readable } from '../model/color.js';
import { CanvasLayer } from './canvas-layer.js';
import { element, FONT, span, whole } from './dom.js';

const REACH_PX = 6;
const NEAR_DEG = 0.0005;
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

export class Marks extends EventTarget {
  routeAt = () => null;
  #map;
  #theme;
  #marks;
  #motion;
  #places = [];
  #vehicles = [];
  #depots = [];
  #pulses = [];
  #network = null;
  #tip = L.tooltip({ direction: 'top', offset: [0, -6], className: 'tip', opacity: 1 });

  constructor(map, theme) {
    super();
    this.#map = map;
    this.#theme = theme;
    this.#marks = new CanvasLayer('marks', (context) => this.#drawMarks(context)).addTo(map);
    this.#motion = new CanvasLayer('motion', (context) => this.#drawPulses(context)).addTo(map);
    map.on('mousemove', (pointed) => this.#point(pointed));
    map.on('mouseout', () => this.#tip.remove());
    map.on('click', (clicked) => this.#click(clicked));
    theme.addEventListener('change', () => this.#marks.redraw());
  }

  showNetwork(network) {
    this.#network = network;
    this.#depots = [...network.depots.values()];
  }

  /** @param places of {key, name, latitude, longitude, count, since, routes} */
  show(places, vehicles) {
    this.#places = [...places].sort((a, b) => b.count - a.count);
    this.#vehicles = vehicles;
    this.#marks.redraw();
  }

  /** @return whether there is still something to see */
  showPulses(pulses) {
    const busy = pulses.length > 0 || this.#pulses.length > 0;
    this.#pulses = pulses;
    if (busy) this.#motion.redraw();
    return busy;
  }

  #at({ latitude, longitude }) {
    return this.#map.latLngToContainerPoint([latitude, longitude]);
  }

  #drawMarks(context) {
    this.#drawDepots(context);
    const [fill, edge] = [this.#theme.color('--waiting'), this.#theme.color('--map')];
    const ink = inkOn(fill);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const place of this.#places) {
      const { x, y } = this.#at(place);
      place.radius = radius(place.count);
      circle(context, x, y, place.radius);
      context.globalAlpha = 0.88;
      context.fillStyle = fill;
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = edge;
      context.lineWidth = 1.25;
      context.stroke();
      if (place.radius >= 8) write(context, whole(place.count), x, y + 0.5, ink, place.count > 99 ? 10 : 11);
    }
    this.#drawNames(context);
    for (const vehicle of this.#vehicles) this.#drawVehicle(context, vehicle);
  }

  #drawDepots(context) {
    for (const depot of this.#depots) {
      const { x, y } = this.#at(depot);
      context.beginPath();
      context.rect(x - 4.5, y - 4.5, 9, 9);
      context.fillStyle = this.#theme.color('--map');
      context.fill();
      context.strokeStyle = this.#theme.color('--text');
      context.lineWidth = 1.5;
      context.stroke();
    }
  }

  /** Names of depots, beside their marks, where there is room. */
  #drawNames(context) {
    const taken = [];
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 3.5;
    context.font = `500 12px ${FONT}`;
    context.strokeStyle = this.#theme.color('--map');
    context.fillStyle = this.#theme.color('--text');
    for (const depot of this.#depots) {
      const { x, y } = this.#at(depot);
      const left = x + this.#sizeAt(depot) + 6;
      const box = { left, top: y - 8, right: left + context.measureText(depot.name).width, bottom: y + 8 };
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      context.strokeText(depot.name, left, y);
      context.fillText(depot.name, left, y);
    }
  }

  /** How far a mark at a point reaches. */
  #sizeAt({ latitude, longitude }) {
    const place = this.#places.find((other) => Math.abs(other.latitude - latitude) + Math.abs(other.longitude - longitude) < NEAR_DEG);
    return Math.max(6, place?.radius ?? 0);
  }

  /** Beside the stop it was seen at last, so that both can be read. */
  #drawVehicle(context, vehicle) {
    const { x, y } = this.#at(vehicle);
    const color = this.#network?.find(`route:${vehicle.route}`).color;
    const fill = color ? readable(color, this.#theme.color('--map'), 3) : this.#theme.color('--quiet');
    const text = whole(vehicle.count);
    const width = 8 + text.length * 7;
    vehicle.center = { x: x - 9 - width / 2, y: y - 11 };
    context.beginPath();
    context.roundRect(vehicle.center.x - width / 2, vehicle.center.y - 8, width, 16, 4);
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = this.#theme.color('--map');
    context.lineWidth = 1.5;
    context.stroke();
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    write(context, text, vehicle.center.x, vehicle.center.y + 0.5, inkOn(fill), 11);
  }

  #drawPulses(context) {
    const colors = { boarded: this.#theme.color('--boarded'), alighted: this.#theme.color('--alighted') };
    for (const pulse of this.#pulses) {
      const { x, y } = this.#at(pulse);
      const age = STILL.matches ? 0.4 : pulse.age;
      const size = 6 + Math.min(10, Math.sqrt(pulse.count) * 2);
      circle(context, x, y, size + age * 18);
      context.globalAlpha = (1 - age) ** 1.5;
      context.lineWidth = 3 - age * 1.5;
      context.strokeStyle = colors[pulse.kind];
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  #hit({ x, y }) {
    const vehicle = this.#vehicles.find(({ center }) => center && Math.abs(center.x - x) < 14 && Math.abs(center.y - y) < 10);
    if (vehicle) return { vehicle };
    let [nearest, least] = [null, Infinity];
    for (const place of this.#places) {
      const at = this.#at(place);
      const distance = Math.hypot(at.x - x, at.y - y) - (place.radius ?? 0);
      if (distance < REACH_PX && distance < least) [nearest, least] = [place, distance];
    }
    return nearest ? { place: nearest } : null;
  }

  #point({ latlng, containerPoint }) {
    const hit = this.#hit(containerPoint);
    const route = hit ? null : this.routeAt();
    this.#map.getContainer().classList.toggle('is-pointing', Boolean(hit ?? route));
    if (!hit && route === null) {
      this.#tip.remove();
      return;
    }
    const content = hit?.vehicle ? vehicleTip(hit.vehicle) : hit ? this.#placeTip(hit.place) : this.#routeTip(route);
    const at = hit?.place ? [hit.place.latitude, hit.place.longitude] : latlng;
    this.#tip.setContent(content).setLatLng(at);
    if (!this.#map.hasLayer(this.#tip)) this.#tip.addTo(this.#map);
  }

  #click({ containerPoint }) {
    const hit = this.#hit(containerPoint);
    if (hit?.place) this.#emit('place', hit.place);
    else if (hit?.vehicle) this.#emit('route', hit.vehicle.route);
    else if (this.routeAt() !== null) this.#emit('route', this.routeAt());
  }

  #routeTip(route) {
    const { label = route, name } = this.#network.find(`route:${route}`);
    return tip(`${label} ${name}`, ['click to filter']);
  }

  #placeTip({ name, count, since, routes }) {
    const byRoute = [...routes].sort((a, b) => b[1] - a[1]).slice(0, 5)
      .map(([route, people]) => `${this.#network?.label(`route:${route}`) ?? route}: ${whole(people)}`).join(', ');
    return tip(name, [`${whole(count)} waiting, longest ${span(Date.now() - Date.parse(since))}`, byRoute]);
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function vehicleTip({ id, count, at }) {
  return tip(`Vehicle ${id}`, [`${whole(count)} on board`, `seen here ${span(Date.now() - at)} ago`]);
}

function tip(title, lines) {
  const box = element('div');
  box.append(element('b', '', title), ...lines.filter(Boolean).map((line) => element('div', '', line)));
  return box;
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function radius(count) {
  return Math.min(22, 2.6 + 1.45 * Math.sqrt(count));
}

function circle(context, x, y, size) {
  context.beginPath();
  context.arc(x, y, size, 0, 2 * Math.PI);
}

function write(context, text, x, y, ink, size) {
  context.font = `600 ${size}px ${FONT}`;
  context.fillStyle = ink;
  context.fillText(text, x, y);
}
