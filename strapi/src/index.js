'use strict';

const settings = require('./settings');
const { versionEveryEdit } = require('./passengers/edits');
const { ensureReservoirToken } = require('./reservoir-token');

// Here and not in register(): Strapi connects to the database before that, and fails with a page of text. Building the
// admin panel does not load this file, so it needs no secrets.
settings.refuseToStartIfIncomplete();

module.exports = {
  register({ strapi }) {
    strapi.documents.use(versionEveryEdit(strapi));
  },

  async bootstrap({ strapi }) {
    if (settings.database.client === 'sqlite') {
      // Readers no longer wait for the writer, and a commit is one fsync instead of several.
      await strapi.db.connection.raw('PRAGMA journal_mode = WAL');
    }
    await ensureReservoirToken(strapi, settings.secrets.reservoirToken);
  },
};
