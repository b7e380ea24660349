/**
 * Access control for services in a servlet container: Spring Security's filters, which use
 * {@code commuter.access.Authenticator}.
 */
@NullMarked
package commuter.access.servlet;

import org.jspecify.annotations.NullMarked;
