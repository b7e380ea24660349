/** The only package that talks to Strapi. Data access only: no cache, no events, no decisions. */
@NullMarked
package commuter.reservoir.repository.strapi;

import org.jspecify.annotations.NullMarked;
