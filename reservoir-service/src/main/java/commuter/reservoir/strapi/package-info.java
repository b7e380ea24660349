/** The only package that talks to Strapi. Data access and nothing else: no cache, no events, no decisions. */
@NullMarked
package commuter.reservoir.strapi;

import org.jspecify.annotations.NullMarked;
