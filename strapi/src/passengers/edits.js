'use strict';

const crypto = require('node:crypto');
const { errors } = require('@strapi/utils');
const lineage = require('./lineage');

const UID = 'api::active-passenger.active-passenger';

/**
 * A document service middleware that makes an edit by hand (admin panel, scripts) a new version with an event id of its own, so that
 * the reservoir's next write of this passenger conflicts instead of undoing the edit. The bulk route does not pass here.
 */
function versionEveryEdit(strapi) {
  return (context, next) => {
    if (context.uid !== UID) {
      return next();
    }
    if (context.action === 'create') {
      stamp(context.params, 1, '');
    }
    return context.action === 'update' ? updateNextVersion(strapi, context.params, next) : next();
  };
}

/** In one transaction with the row locked: the version it counts from must still be there when the edit is written. */
function updateNextVersion(strapi, params, next) {
  return strapi.db.transaction(async ({ trx }) => {
    const current = await trx('active_passengers')
      .where({ document_id: params.documentId })
      .forUpdate()
      .first('version', 'event_ids');
    if (current) {
      refuseIfOutdated(params.data?.version, current.version);
      stamp(params, current.version + 1, current.event_ids);
    }
    return next();
  });
}

/** The panel sends the whole form, with the version that its user was looking at. */
function refuseIfOutdated(seen, current) {
  if (seen !== undefined && seen !== null && Number(seen) !== current) {
    throw new errors.ValidationError(
      `version ${seen}: the passenger is at version ${current} by now. Reload it and edit again; the version counts by itself.`,
    );
  }
}

function stamp(params, version, earlierEvents) {
  const eventId = crypto.randomUUID();
  params.data = { ...params.data, version, event_id: eventId, event_ids: lineage.append(earlierEvents, eventId).trim() };
}

module.exports = { versionEveryEdit };
