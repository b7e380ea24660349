package commuter.access;

import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/**
 * Reads the access settings without Spring Boot's binding: Spring Boot's report of an invalid setting repeats its
 * value, and a misspelt setting would be ignored.
 */
final class BoundSettings {
    private BoundSettings() {}

    static AccessSettings read(Binder binder) {
        try {
            return binder.bindOrCreate(
                    AccessSettings.PREFIX,
                    Bindable.of(AccessSettings.class),
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
        } catch (BindException e) {
            throw new UnsafeStartException(explain(e));
        }
    }

    private static String explain(BindException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsException problem) {
                return String.valueOf(problem.getMessage());
            }
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return unbound.getUnboundProperties().stream()
                                .map(property -> property.getName().toString())
                                .collect(Collectors.joining(", "))
                        + ": there is no such setting";
            }
        }
        return e.getName() + ": cannot be read as " + e.getTarget().getType();
    }
}
