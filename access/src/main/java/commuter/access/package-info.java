/**
 * Who may call a service, and what for: API keys, tokens, scopes, and the rule that nothing is open to a network by
 * mistake. Knows nothing of a web server; {@code servlet} is for those services that run in a servlet container.
 */
@NullMarked
package commuter.access;

import org.jspecify.annotations.NullMarked;
