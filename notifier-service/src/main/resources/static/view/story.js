// A passenger's story: who he is, what has happened to him, and what may be done with him.

import { byId, chip, clock, element, setText, span } from './dom.js';
import { fillPool } from './pool.js';
import { Commands } from './commands.js';

const RETRY_MS = 2000;
const HINT = 'Give an id, choose one in the events, or click a stop. You see all that happened to the passenger.';

export class StoryView {
  #api;
  #live;
  #looks;
  #id = null;
  #retry;
  #passenger = null;
  #events = new Map();
  #complete = true;
  #commands;
  #box = byId('story');

  /** @param live knows who has come by; looks tells {network, theme} */
  constructor(api, live, looks) {
    this.#api = api;
    this.#live = live;
    this.#looks = looks;
    this.#commands = new Commands(api, (passenger) => this.#learn(passenger));
    this.#tell(HINT);
    byId('find').addEventListener('submit', (submitted) => {
      submitted.preventDefault();
      this.#find(byId('passenger').value.trim());
    });
  }

  async show(id) {
    clearTimeout(this.#retry);
    this.#id = id;
    this.#passenger = null;
    this.#events.clear();
    this.#commands.clear();
    byId('passenger').value = id;
    for (const event of this.#live.feed.of(id)) this.#add(event);
    if (this.#passenger) this.#draw();
    else this.#tell('Asking …');
    await this.#ask(id);
  }

  /** Goes on with the story that is shown. */
  onEvent(event) {
    if (event.passenger.passenger_id !== this.#id) return;
    this.#add(event);
    this.#draw();
  }

  redraw() {
    if (this.#passenger) this.#draw();
  }

  #find(text) {
    const id = /^PASS_[0-9A-F]{32}$/i.test(text) ? text.toUpperCase() : this.#live.findId(text);
    if (id) this.show(id);
    else this.#tell(text === '' ? HINT : 'No single passenger who waits, rides or has just left has an id that begins so; give the whole id, PASS_ and 32 digits.');
  }

  async #ask(id) {
    const { status, body } = await this.#api.get(`api/passengers/${encodeURIComponent(id)}`);
    if (id !== this.#id) return;
    if (status === 200) this.#learn(body);
    else if (!this.#passenger) {
      this.#tell(whyNot(status, body));
      this.#againIfAway(status, () => this.#ask(id));
      return;
    }
    await this.#askLog(id);
  }

  /** What is away for a moment is asked again; what was refused, or is not there, is not. */
  #againIfAway(status, ask) {
    clearTimeout(this.#retry);
    if (status === 0 || status >= 500) this.#retry = setTimeout(ask, RETRY_MS);
  }

  async #askLog(id) {
    const path = `api/passengers/${encodeURIComponent(id)}/events?reservoir=${encodeURIComponent(this.#passenger.reservoir)}`;
    const { status, body } = await this.#api.get(path);
    if (id !== this.#id) return;
    this.#complete = status === 200 && body.complete;
    if (status === 200) body.events.forEach((event) => this.#add(event));
    this.#againIfAway(status, () => this.#askLog(id));
    this.#draw();
  }

  #learn(passenger) {
    if (passenger.passenger_id !== this.#id) return;
    if (!this.#passenger || passenger.version > this.#passenger.version) this.#passenger = passenger;
    this.#draw();
  }

  #add(event) {
    this.#events.set(event.event_id, event);
    if (!this.#passenger || event.passenger.version > this.#passenger.version) this.#passenger = event.passenger;
  }

  #tell(text) {
    this.#box.replaceChildren(element('p', 'empty', text));
  }

  #draw() {
    const passenger = this.#passenger;
    const facts = element('dl', 'facts');
    const pool = element('span');
    fillPool(pool, passenger.reservoir, this.#looks.network, this.#looks.theme);
    fact(facts, 'Waits at', pool);
    fact(facts, 'Stop', this.#looks.network.placeOf(passenger).name);
    fact(facts, 'Bound for', passenger.destination_name);
    fact(facts, 'Vehicle', passenger.vehicle_id ?? '–');
    const events = [...this.#events.values()].sort((a, b) => a.sequence - b.sequence);
    const list = element('ol', 'timeline');
    events.forEach((event, index) => list.append(step(event, events[index - 1])));
    const head = element('p', 'who');
    head.append(element('code', 'whole-id', passenger.passenger_id), status(passenger));
    const note = this.#complete ? '' : 'Older events are not in the log any more, or too far back.';
    // The commands stay where they are: somebody may be typing there.
    if (!this.#commands.element.isConnected) this.#box.replaceChildren(element('div'), this.#commands.element);
    this.#box.firstChild.replaceChildren(head, facts, list, element('p', 'hint', note));
    this.#commands.show(passenger);
  }
}

function status({ status: now }) {
  const type = now === 'WAITING' ? 'spawned' : now.toLowerCase();
  const created = chip(type);
  setText(created, now[0] + now.slice(1).toLowerCase());
  return created;
}

function step(event, before) {
  const line = element('li');
  const { passenger } = event;
  line.append(element('span', 'time', clock(event.occurred_at)), chip(event.type.toLowerCase()));
  const words = [];
  if (event.type === 'BOARDED') words.push(passenger.vehicle_id);
  if (before) words.push(`after ${span(Date.parse(event.occurred_at) - Date.parse(before.occurred_at))}`);
  line.append(element('span', 'hint', words.join(', ')));
  line.title = `${event.reservoir} #${event.sequence}, version ${passenger.version}${event.command_id ? `, command ${event.command_id}` : ''}`;
  return line;
}

function fact(list, name, value) {
  const pair = element('div');
  const data = element('dd');
  data.append(value);
  pair.append(element('dt', '', name), data);
  list.append(pair);
}

function whyNot(code, body) {
  if (code === 404) return 'There is no such passenger. Those who have finished are forgotten after a while.';
  if (code === 401) return 'Sign in to see passengers.';
  return body?.detail ?? `The answer was ${code}.`;
}
