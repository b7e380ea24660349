/** What all programs of the pipeline need that write for people: UTF-8, and no control characters from outside. */
@NullMarked
package commuter.text;

import org.jspecify.annotations.NullMarked;
