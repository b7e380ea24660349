'use strict';

const crypto = require('node:crypto');
const { errors } = require('@strapi/utils');
const lineage = require('../passengers/lineage');
const { checked } = require('./rules');

const UID = 'api::active-passenger.active-passenger';

/**
 * A document service middleware for all that is done by hand (admin panel, scripts). It makes an edit a new version with an event id
 * of its own, so that the reservoir's next write of this passenger conflicts instead of undoing the edit; holds it to the rules of
 * the bulk route; and notes it, in the same transaction, to be told to the reservoir. The bulk route does not pass here.
 */
function watchEdits(strapi, untold) {
  const inTransaction = (work) => strapi.db.transaction(work);

  function create(params, next) {
    return inTransaction(async ({ onCommit }) => {
      params.data = checked(params.data, { whole: true });
      const eventId = stamp(params, 1, '');
      const created = await next();
      await untold.note(eventId, params.data);
      onCommit(() => untold.tell());
      return created;
    });
  }

  /** The form of a copy holds what is to differ; the rest was checked when the original was written. */
  function clone(params, next) {
    return inTransaction(async ({ onCommit }) => {
      params.data = checked(params.data);
      const eventId = stamp(params, 1, '');
      const created = await next();
      for (const passenger of created.entries) {
        await untold.note(eventId, passenger);
      }
      onCommit(() => untold.tell());
      return created;
    });
  }

  /** With the row locked: the version it counts from must still be there when the edit is written. */
  function update(params, next) {
    return inTransaction(async ({ trx, onCommit }) => {
      const current = await locked(trx, params.documentId);
      if (!current) {
        return next();
      }
      refuseIfOutdated(params.data?.version, current.version);
      params.data = checked(params.data, { current });
      const eventId = stamp(params, current.version + 1, current.event_ids);
      const updated = await next();
      await untold.note(eventId, current);
      onCommit(() => untold.tell());
      return updated;
    });
  }

  function remove(params, next) {
    return inTransaction(async ({ trx, onCommit }) => {
      const current = await locked(trx, params.documentId);
      const removed = await next();
      if (current) {
        await untold.note(crypto.randomUUID(), current);
        onCommit(() => untold.tell());
      }
      return removed;
    });
  }

  const actions = { create, clone, update, delete: remove };
  return (context, next) => {
    const action = context.uid === UID ? actions[context.action] : undefined;
    return action ? action(context.params, next) : next();
  };
}

function locked(trx, documentId) {
  return trx('active_passengers')
    .where({ document_id: documentId })
    .forUpdate()
    .first('passenger_id', 'reservoir', 'version', 'event_ids');
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
  return eventId;
}

module.exports = { watchEdits };
