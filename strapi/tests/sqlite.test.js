'use strict';

const { conformance } = require('./conformance');
const { startSqlite } = require('./support/sqlite');

conformance('SQLite', startSqlite);
