'use strict';

/**
 * The admin panel keeps `status` for draft, published and modified even where a type has no drafts: it shows that instead of the
 * passenger's status and refuses to save any other. These few methods give the attribute back; other types are untouched.
 */

const { errors, setCreatorFields } = require('@strapi/utils');

const UID = 'api::active-passenger.active-passenger';

module.exports = (plugin) => {
  showPassengerStatus(plugin.services);
  const controller = plugin.controllers['collection-types'];
  plugin.controllers['collection-types'] = {
    ...controller,
    create: (ctx) => (ctx.params.model === UID ? create(ctx) : controller.create(ctx)),
    update: (ctx) => (ctx.params.model === UID ? update(ctx) : controller.update(ctx)),
  };
  return plugin;
};

function showPassengerStatus(services) {
  const stock = services['document-metadata'];
  services['document-metadata'] = (dependencies) => {
    const metadata = stock(dependencies);
    const { getStatus, formatDocumentWithMetadata } = metadata;
    return Object.assign(metadata, {
      getStatus: (document, others) => document?.status ?? getStatus.call(metadata, document, others),
      async formatDocumentWithMetadata(uid, document, options) {
        const formatted = await formatDocumentWithMetadata.call(metadata, uid, document, options);
        return uid === UID ? { ...formatted, data: document } : formatted;
      },
    });
  };
}

async function create(ctx) {
  const allowed = permissions(ctx);
  if (allowed.cannot.create()) {
    throw new errors.ForbiddenError();
  }
  const data = setCreatorFields({ user: ctx.state.user })(await allowed.sanitizeCreateInput(ctx.request.body));
  ctx.status = 201;
  ctx.body = await shown(allowed, await strapi.documents(UID).create({ data }));
}

async function update(ctx) {
  const allowed = permissions(ctx);
  const documentId = ctx.params.id;
  const document = await strapi.documents(UID).findOne({ documentId });
  if (!document) {
    throw new errors.NotFoundError();
  }
  if (allowed.cannot.update(document)) {
    throw new errors.ForbiddenError();
  }
  const input = await allowed.sanitizeUpdateInput(document)(ctx.request.body);
  const data = setCreatorFields({ user: ctx.state.user, isEdition: true })(input);
  ctx.body = await shown(allowed, await strapi.documents(UID).update({ documentId, data }));
}

function permissions(ctx) {
  const checker = strapi.plugin('content-manager').service('permission-checker');
  return checker.create({ userAbility: ctx.state.userAbility, model: UID });
}

async function shown(allowed, document) {
  return { data: await allowed.sanitizeOutput(document), meta: { availableLocales: [], availableStatus: [] } };
}
