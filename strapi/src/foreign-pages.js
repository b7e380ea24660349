'use strict';

const net = require('node:net');

const THIS_MACHINE = /^([a-z0-9-]+\.)?localhost$/;
const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Tells the calls that pages of others make through a person's browser: under a name that somebody has pointed to this machine
 * (DNS rebinding), or with a call that a browser sends without asking. An address of digits cannot be pointed anywhere.
 */
class ForeignPages {
  /** @param allowed hosts, and origins of pages, beside this machine's own, as { hosts, origins } */
  constructor({ hosts, origins }) {
    this.hosts = new Set(hosts);
    this.origins = new Set(origins);
  }

  /** Returns why a call is refused; undefined if it is not. */
  refusal({ method, host, origin }) {
    const called = urlOf(`http://${host}`);
    if (!called || !this.isOurs(called.hostname)) {
      return `Host '${host ?? ''}' is not known here: call localhost, or list it in ALLOWED_HOSTS`;
    }
    if (READING.includes(method) || origin === undefined || this.origins.has(origin) || urlOf(origin)?.host === called.host) {
      return undefined;
    }
    return `Origin '${origin}' is another page: list it in ALLOWED_ORIGINS`;
  }

  isOurs(hostname) {
    return THIS_MACHINE.test(hostname) || net.isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 || this.hosts.has(hostname);
  }
}

/** With its host name in lower case and without a default port. */
function urlOf(text) {
  return URL.canParse(text) ? new URL(text) : undefined;
}

module.exports = { ForeignPages };
