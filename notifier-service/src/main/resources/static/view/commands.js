// Board and cancel, with the answer. A call that got no answer is repeated under the same key, so it is the same command.

import { button, element, setText } from './dom.js';

const TRIES = 4;
const PAUSE_MS = 1000;

export class Commands {
  element = element('div', 'commands');
  #api;
  #onPassenger;
  #passenger = null;
  #vehicle = element('input');
  #board;
  #cancel;
  #sure;
  #keep;
  #answer = element('p', 'answer');

  /** @param onPassenger is told how the passenger stands when an answer says so */
  constructor(api, onPassenger) {
    this.#api = api;
    this.#onPassenger = onPassenger;
    this.#vehicle.placeholder = 'Vehicle, e.g. BUS-7';
    this.#vehicle.setAttribute('aria-label', 'Vehicle that boards the passenger');
    this.#vehicle.autocomplete = 'off';
    this.#board = button('', 'Board', () => this.#boardNow());
    this.#cancel = button('', 'Cancel passenger', () => this.#ask(true));
    this.#sure = button('danger', 'Really cancel', () => this.#cancelNow());
    this.#keep = button('', 'Keep', () => this.#leave());
    for (const control of [this.#sure, this.#keep]) {
      control.addEventListener('keydown', (pressed) => pressed.key === 'Escape' && this.#leave());
    }
    this.#answer.setAttribute('role', 'status');
    this.element.append(this.#vehicle, this.#board, this.#cancel, this.#sure, this.#keep, this.#answer);
  }

  clear() {
    setText(this.#answer, '');
    this.#vehicle.value = '';
    this.#passenger = null;
    this.#ask(false);
  }

  show(passenger) {
    this.#passenger = passenger;
    const waits = passenger.status === 'WAITING';
    this.#vehicle.hidden = !waits;
    this.#board.hidden = !waits;
    const cancellable = waits || passenger.status === 'BOARDED';
    if (!cancellable) this.#ask(false);
    this.#cancel.hidden = !cancellable || !this.#sure.hidden;
  }

  #ask(sure) {
    this.#sure.hidden = !sure;
    this.#keep.hidden = !sure;
    this.#cancel.hidden = sure;
    if (sure) this.#sure.focus();
  }

  #leave() {
    this.#ask(false);
    this.#cancel.focus();
  }

  #boardNow() {
    const vehicle = this.#vehicle.value.trim();
    if (vehicle === '') {
      this.#say('refused', 'Which vehicle?');
      this.#vehicle.focus();
      return;
    }
    this.#send('board', { vehicle_id: vehicle });
  }

  #cancelNow() {
    this.#ask(false);
    this.#send('cancel', {});
  }

  async #send(verb, body) {
    const { passenger_id: id } = this.#passenger;
    const key = newKey();
    this.#busy(true);
    this.#say('', 'Sent, waiting for the answer …');
    let result;
    for (let tries = 0; tries < TRIES; tries++) {
      result = await this.#api.patch(`api/passengers/${id}/${verb}`, body, key);
      if (result.status !== 202 && result.status !== 0) break;
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
    }
    this.#busy(false);
    if (this.#passenger?.passenger_id === id) this.#tell(verb, result);
  }

  #tell(verb, { status, body }) {
    if (status === 200) {
      this.#say('accepted', verb === 'board' ? `Accepted: on board ${body?.vehicle_id}` : 'Accepted: cancelled');
      this.#onPassenger(body);
      return;
    }
    this.#say('refused', REFUSALS[status] ?? `Refused: ${body?.detail ?? body?.message ?? `answer ${status}`}`);
    if (body?.passenger) this.#onPassenger(body.passenger);
  }

  #busy(busy) {
    for (const control of [this.#board, this.#cancel, this.#sure, this.#keep]) control.disabled = busy;
  }

  #say(outcome, text) {
    this.#answer.dataset.outcome = outcome;
    setText(this.#answer, text);
  }
}

const REFUSALS = {
  0: 'No answer: the notifier cannot be reached. Whether the command was carried out is not known.',
  202: 'Not decided yet: the reservoir is behind. The events will tell.',
  401: 'Refused: sign in first.',
  403: 'Refused: your key lacks the scope “command”.',
};

/** crypto.randomUUID would need HTTPS. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `page-${[...bytes].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
