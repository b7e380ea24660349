'use strict';

/**
 * Strapi lets whoever comes first make themselves its administrator. Here only the one who starts it may: by the environment, or
 * by Strapi's own command, `strapi admin:create-user`.
 */
function closeRegistration(strapi) {
  strapi.get('controllers').extend('admin::authentication', (controller) => ({
    ...controller,
    registerAdmin: (ctx) => ctx.forbidden('The first administrator is made from ADMIN_EMAIL and ADMIN_PASSWORD when Strapi starts'),
  }));
}

/** Makes the first administrator; where there is one already, whoever it is, nothing changes. */
async function ensureAdministrator(strapi, { email, password }) {
  const users = strapi.service('admin::user');
  if (email && !(await users.exists())) {
    await users.createFirstAdmin({ email, password, firstname: 'Administrator' });
  }
}

module.exports = { closeRegistration, ensureAdministrator };
