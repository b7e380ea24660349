'use strict';

const { conformance } = require('./conformance');
const { startPostgres } = require('./support/postgres');

conformance('PostgreSQL', startPostgres);
