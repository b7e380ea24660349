// Light or dark: as the system says, unless chosen here. Tells the canvases which colours that means.

import { hex } from '../model/color.js';
import { byId } from './dom.js';

const KEY = 'commuter.theme';
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const dark = matchMedia('(prefers-color-scheme: dark)');

export class Theme extends EventTarget {
  #colors = new Map();
  #probe = document.createElement('span');

  constructor() {
    super();
    this.#probe.hidden = true;
    document.body.append(this.#probe);
    dark.addEventListener('change', () => this.#changed());
    byId('theme').addEventListener('click', () => {
      localStorage.setItem(KEY, NEXT[this.#chosen]);
      this.#changed();
    });
    this.#changed();
  }

  /** A colour of the style sheet, such as --waiting, as #rrggbb. */
  color(name) {
    if (!this.#colors.has(name)) {
      this.#probe.style.color = `var(${name})`;
      this.#colors.set(name, hex(getComputedStyle(this.#probe).color.match(/[\d.]+/g).slice(0, 3).map(Number)));
    }
    return this.#colors.get(name);
  }

  get #chosen() {
    const stored = localStorage.getItem(KEY);
    return stored in NEXT ? stored : 'auto';
  }

  #changed() {
    const chosen = this.#chosen;
    if (chosen === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    byId('theme').textContent = { auto: 'Auto', light: 'Light', dark: 'Dark' }[chosen];
    byId('theme').setAttribute('aria-label', `Colours: ${chosen}. Change`);
    this.#colors.clear();
    this.dispatchEvent(new Event('change'));
  }
}
