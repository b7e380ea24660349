'use strict';

// The stock create, update and delete routes are left out: a write that skips the version check would break the reservoir.
module.exports = {
  routes: [
    { method: 'POST', path: '/active-passengers/bulk', handler: 'active-passenger.bulk' },
    { method: 'POST', path: '/active-passengers/lookup', handler: 'active-passenger.lookup' },
    { method: 'POST', path: '/active-passengers/purge', handler: 'active-passenger.purge' },
    { method: 'GET', path: '/active-passengers/available', handler: 'active-passenger.available' },
    { method: 'POST', path: '/active-passengers/waiting', handler: 'active-passenger.waiting' },
    { method: 'POST', path: '/active-passengers/nearby', handler: 'active-passenger.nearby' },
    { method: 'GET', path: '/active-passengers/ready', handler: 'active-passenger.ready', config: { auth: false } },
    { method: 'GET', path: '/active-passengers', handler: 'active-passenger.find' },
    { method: 'GET', path: '/active-passengers/:id', handler: 'active-passenger.findOne' },
  ],
};
