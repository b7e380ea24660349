// The row of figures at the top.

import { byId, delay, perSecond, setText, span, whole } from './dom.js';

const TOTALS = ['spawned', 'boarded', 'alighted', 'cancelled', 'expired'];

/** @param wait of all who wait: {median, longest} in ms, or undefined */
export function showFigures(total, history, second, wait, vehicles) {
  setText(byId('waiting'), whole(total.waiting));
  setText(byId('onboard'), whole(total.onboard));
  setText(byId('waiting-aside'), wait ? `median ${span(wait.median)}, longest ${span(wait.longest)}` : 'nobody has to wait');
  setText(byId('onboard-aside'), `in ${whole(vehicles)} ${vehicles === 1 ? 'vehicle' : 'vehicles'}`);
  for (const type of TOTALS) {
    setText(byId(type), whole(total[type]));
    setText(byId(`${type}-rate`), `${perSecond(history.rate(type, second))} / s`);
  }
}

export function showDelay({ median, p95 }) {
  setText(byId('delay'), delay(median));
  setText(byId('delay-aside'), `95 of 100 within ${delay(p95)}`);
}

/** For those who listen instead of looking; to be called seldom. */
export function announce(total) {
  setText(byId('summary'), `${whole(total.waiting)} waiting, ${whole(total.onboard)} on board`);
}
