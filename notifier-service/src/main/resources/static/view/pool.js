// How a route or depot looks wherever it is named: a swatch in its colour, and its label.

import { readable } from '../model/color.js';
import { split } from '../model/network.js';
import { element } from './dom.js';

export function routeColor(network, reservoir, theme, least) {
  const { color } = network.find(reservoir);
  return color ? readable(color, theme.color('--panel'), least) : theme.color('--quiet');
}

export function fillPool(box, reservoir, network, theme) {
  const [kind] = split(reservoir);
  box.className = `pool ${kind}`;
  const swatch = element('span', 'swatch');
  swatch.ariaHidden = 'true';
  swatch.style.setProperty('--route', routeColor(network, reservoir, theme));
  box.replaceChildren(swatch, element('span', 'label', network.label(reservoir)));
  const { name } = network.find(reservoir);
  if (name) box.append(element('span', 'pool-name', name));
  box.title = [reservoir, name].filter(Boolean).join(' – ');
}
