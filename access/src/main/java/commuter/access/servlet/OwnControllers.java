package commuter.access.servlet;

import org.springframework.web.method.HandlerMethod;

/**
 * Distinguishes this project's controllers from those of libraries, such as the API's page and the actuator, which have
 * their own rules.
 */
final class OwnControllers {
    private OwnControllers() {}

    static boolean have(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("commuter.");
    }
}
