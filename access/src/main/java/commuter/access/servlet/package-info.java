/**
 * Access for services in a servlet container: Spring Security's filters, asking {@code commuter.access.Authenticator}
 * who calls.
 */
@NullMarked
package commuter.access.servlet;

import org.jspecify.annotations.NullMarked;
