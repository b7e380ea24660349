package commuter.access.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses calls with a parameter that their controller does not have, that is given twice, or that is empty. Otherwise
 * it would be ignored or joined without a message, and the caller would get the answer to another question. The
 * parameters of a controller are read from its method. Thread-safe.
 */
final class KnownParameters implements HandlerInterceptor {
    private final Map<Method, SortedSet<String>> known = new ConcurrentHashMap<>();
    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && OwnControllers.have(method)) {
            SortedSet<String> allowed = known.computeIfAbsent(method.getMethod(), key -> namesOf(method));
            parameters(request).forEach((name, values) -> check(name, values, allowed));
        }
        return true;
    }

    private SortedSet<String> namesOf(HandlerMethod method) {
        SortedSet<String> found = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                parameter.initParameterNameDiscovery(names);
                String name = annotation.name().isEmpty() ? parameter.getParameterName() : annotation.name();
                if (name != null) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) {
            throw Problem.badRequest(
                    "query", String.valueOf(request.getQueryString()), "UTF-8, percent-encoded", "cannot be read");
        }
    }

    private static void check(String name, String[] values, SortedSet<String> allowed) {
        if (!allowed.contains(name)) {
            String others = allowed.isEmpty() ? "none" : String.join(", ", allowed);
            throw Problem.badRequest(
                    name,
                    values[0],
                    others,
                    "is no parameter of this call" + meant(name, allowed) + "; it takes " + others);
        }
        if (values.length > 1) {
            String given = Arrays.stream(values).map(value -> "'" + value + "'").collect(Collectors.joining(", "));
            throw Problem.badRequest(name, String.join(" ", values), "one value", given + " must be one value");
        }
        if (values[0].isBlank()) {
            throw Problem.badRequest(
                    name, values[0], "a value, or no " + name + " at all", "must have a value, or be left out");
        }
    }

    /** The parameter that was probably meant: in another spelling, or with one or two other letters. */
    private static String meant(String name, SortedSet<String> allowed) {
        return allowed.stream()
                .filter(other -> Spelling.isNear(name, other))
                .findFirst()
                .map(other -> " (did you mean " + other + "?)")
                .orElse("");
    }
}
