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
    api.addEventListener('unauthorized', ({ detail }) => this.ask(detail));
    this.#label();
  }

  /** @param why what was given is not accepted, if something was */
  ask(why) {
    const refused = this.#api.token !== '';
    // Several calls are refused for the same token, and the first has told.
    if (!byId('sign-in').hidden && !refused) return;
    this.#api.token = '';
    setText(byId('sign-in-why'), refused ? `Not accepted: ${why}` : 'It is kept in this tab only.');
    byId('sign-in-why').classList.toggle('refused', refused);
    byId('sign-in').hidden = false;
    byId('sign').hidden = false;
    this.#label();
    // Whoever is in the midst of something else is not torn out of it.
    if (document.activeElement === document.body) byId('token').focus();
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
