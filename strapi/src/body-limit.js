'use strict';

/** Bytes. 10,000 rows, the most that the bulk route takes, are about 8 MB. */
module.exports = { BODY_LIMIT: 32 * 1024 * 1024 };
