// Asks for a key or token where the server wants one.

import { byId, setText } from './dom.js';

export class SignIn {
  #api;

  /** @param onSignedIn is called when there is a new token */
  constructor(api, onSignedIn) {
    this.#api = api;
    byId('sign').addEventListener('click', () => this.#toggle());
    byId('sign-in').addEventListener('submit', (submitted) => {
      submitted.preventDefault();
      api.token = byId('token').value.trim();
      byId('token').value = '';
      byId('sign-in').hidden = true;
      this.#label();
      onSignedIn();
    });
    api.addEventListener('unauthorized', () => this.ask());
    this.#label();
  }

  get isAsking() {
    return !byId('sign-in').hidden;
  }

  ask() {
    byId('sign').hidden = false;
    if (this.isAsking) return;
    setText(byId('sign-in-why'), this.#api.token ? 'What was given is not accepted any more.' : 'It is kept in this tab only.');
    this.#api.token = '';
    this.#label();
    byId('sign-in').hidden = false;
  }

  #toggle() {
    if (this.#api.token) {
      this.#api.token = '';
      location.reload();
    } else {
      byId('sign-in').hidden = !byId('sign-in').hidden;
      byId('token').focus();
    }
  }

  #label() {
    if (this.#api.token) byId('sign').hidden = false;
    setText(byId('sign'), this.#api.token ? 'Sign out' : 'Sign in');
  }
}
