'use strict';

const { errors } = require('@strapi/utils');
const { ForeignPages } = require('../foreign-pages');
const { showsToken } = require('../reservoir-token');
const settings = require('../settings');

/** Refuses the calls of foreign pages. Whoever shows the reservoir's token is no page: no browser keeps it. */
module.exports = () => {
  const pages = new ForeignPages(settings.allowed);

  return (ctx, next) => {
    const { host, origin, authorization } = ctx.req.headers;
    const refusal = pages.refusal({ method: ctx.method, host, origin });
    if (refusal && !showsToken(authorization)) {
      throw new errors.ForbiddenError(refusal);
    }
    return next();
  };
};
