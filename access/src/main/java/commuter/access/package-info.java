/**
 * Authentication and authorization of callers: API keys, tokens, scopes, and the rule that nothing is open to a network
 * by mistake. This package does not depend on a web server; {@code servlet} is for the services that run in a servlet
 * container.
 */
@NullMarked
package commuter.access;

import org.jspecify.annotations.NullMarked;
