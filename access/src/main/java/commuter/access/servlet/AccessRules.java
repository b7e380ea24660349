package commuter.access.servlet;

import commuter.access.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What each call of a service requires. The first matching rule applies. Without a matching rule, reading requires the
 * scope read, and everything else is closed: a new call that is forgotten here is not open. Immutable.
 */
public final class AccessRules {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Requirement NOTHING = new Requirement.Nothing();
    private static final Requirement OWN_SECRET = new Requirement.OwnSecret();
    private static final Requirement IMPOSSIBLE = new Requirement.Impossible();

    private record Rule(Set<HttpMethod> methods, PathPattern path, Requirement need) {
        boolean fits(HttpMethod method, PathContainer asked) {
            return (methods.isEmpty() || methods.contains(method)) && path.matches(asked);
        }
    }

    private final List<Rule> rules;

    private AccessRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * The rules of every service: health is open, metrics need the scope read, and the rest of the actuator is closed.
     */
    public static AccessRules ofService() {
        return new AccessRules(List.of())
                .open("/actuator/health/**")
                .needs(Scope.READ, HttpMethod.GET, "/actuator/info")
                .needs(Scope.READ, HttpMethod.GET, "/actuator/prometheus")
                .and(new Rule(Set.of(), pattern("/actuator/**"), IMPOSSIBLE));
    }

    public AccessRules open(String path) {
        return and(new Rule(Set.of(), pattern(path), NOTHING));
    }

    /** The call checks the header Authorization itself. */
    public AccessRules ownSecret(HttpMethod method, String path) {
        return and(new Rule(Set.of(method), pattern(path), OWN_SECRET));
    }

    public AccessRules needs(Scope scope, HttpMethod method, String path) {
        return and(new Rule(Set.of(method), pattern(path), new Requirement.One(scope, false)));
    }

    /**
     * The same for a call that itself filters by the routes to which a caller is restricted. Other calls are closed to
     * restricted callers.
     */
    public AccessRules needsByRoute(Scope scope, HttpMethod method, String path) {
        return and(new Rule(Set.of(method), pattern(path), new Requirement.One(scope, true)));
    }

    Requirement of(HttpServletRequest request) {
        // The same interpretation of the path as the one that finds its controller.
        return of(
                HttpMethod.valueOf(request.getMethod()),
                ServletRequestPathUtils.parseAndCache(request).pathWithinApplication());
    }

    public Requirement of(HttpMethod method, PathContainer path) {
        return rules.stream()
                .filter(rule -> rule.fits(method, path))
                .map(Rule::need)
                .findFirst()
                .orElse(READING.contains(method) ? new Requirement.One(Scope.READ, false) : IMPOSSIBLE);
    }

    private AccessRules and(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new AccessRules(more);
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }
}
