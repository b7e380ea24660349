'use strict';

const UID = 'api::untold-edit.untold-edit';
const AT_ONCE = 100;

/** The edits that the reservoir has yet to be told of, in the database: they outlive this process and an absent reservoir. */
class UntoldEdits {
  constructor(strapi) {
    this.strapi = strapi;
    this.tell = () => {};
  }

  get table() {
    return this.strapi.db.query(UID);
  }

  /** @param listener is called when there may be something to tell */
  onEdit(listener) {
    this.tell = listener;
  }

  /** Belongs to the transaction that it is called in. */
  note(eventId, { passenger_id, reservoir }) {
    return this.table.create({ data: { event_id: eventId, passenger_id, reservoir, edited_at: new Date() } });
  }

  oldest() {
    return this.table.findMany({ orderBy: { id: 'asc' }, limit: AT_ONCE });
  }

  forget({ id }) {
    return this.table.delete({ where: { id } });
  }
}

/** For a Strapi without a reservoir to tell. */
const NOBODY_TO_TELL = { note: async () => {}, tell: () => {} };

module.exports = { UntoldEdits, NOBODY_TO_TELL };
