/**
 * What all programs of the pipeline that write for people have in common: UTF-8, and no control characters of
 * strangers.
 */
@NullMarked
package commuter.text;

import org.jspecify.annotations.NullMarked;
