'use strict';

const { closeRegistration, ensureAdministrator } = require('./administrator');
const settings = require('./settings');
const { watchEdits } = require('./edits/middleware');
const { Messenger } = require('./edits/messenger');
const { NOBODY_TO_TELL, UntoldEdits } = require('./edits/untold');
const { passengersIn } = require('./passengers/table');
const { ensureReservoirToken } = require('./reservoir-token');

// Here and not in register(): Strapi connects to the database before that, and fails with a page of text. Building the
// admin panel does not load this file, so it needs no secrets.
settings.refuseToStartIfIncomplete();

let messenger;

module.exports = {
  register({ strapi }) {
    closeRegistration(strapi);
    const url = settings.reservoirWebhookUrl;
    const untold = url ? new UntoldEdits(strapi) : NOBODY_TO_TELL;
    strapi.documents.use(watchEdits(strapi, untold));
    messenger = url && new Messenger(untold, { url, token: settings.secrets.reservoirToken, log: strapi.log });
  },

  async bootstrap({ strapi }) {
    await passengersIn(strapi).prepare();
    await ensureReservoirToken(strapi, settings.secrets.reservoirToken);
    await ensureAdministrator(strapi, settings.administrator);
    messenger?.start();
  },

  async destroy() {
    await messenger?.stop();
  },
};
