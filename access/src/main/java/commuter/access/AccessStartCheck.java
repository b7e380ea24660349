package commuter.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/**
 * Runs before all other parts of the service start. It reads the access settings, and refuses to start if the service
 * would be open to the network without authentication. Then {@link Authenticator} is a bean.
 */
final class AccessStartCheck implements ApplicationContextInitializer<GenericApplicationContext>, Ordered {
    private static final Logger log = LoggerFactory.getLogger(AccessStartCheck.class);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        Binder binder = Binder.get(context.getEnvironment());
        AccessSettings settings = BoundSettings.read(binder);
        if (!settings.isSet()) {
            checkAddress(settings, binder, "server.address", null);
            if (binder.bind("management.server.port", Bindable.of(Integer.class))
                    .isBound()) {
                checkAddress(settings, binder, "management.server.address", null);
            }
            if (binder.bind(ManagementSettings.PREFIX + ".port", Bindable.of(Integer.class))
                            .orElse(-1)
                    >= 0) {
                checkAddress(
                        settings, binder, ManagementSettings.PREFIX + ".address", InetAddress.getLoopbackAddress());
            }
        }
        Authenticator authenticator = Authenticator.of(settings);
        context.registerBean(Authenticator.class, () -> authenticator);
        if (!settings.keyFile().isEmpty()) {
            KeyFileWatch watch = KeyFileWatch.begin(settings, authenticator);
            context.registerBean(KeyFileWatch.class, () -> watch);
        }
    }

    /** @param usual the address if none is set; null means all addresses */
    private static void checkAddress(
            AccessSettings settings, Binder binder, String setting, @Nullable InetAddress usual) {
        InetAddress address =
                binder.bind(setting, Bindable.of(InetAddress.class)).orElse(usual);
        if (address != null && address.isLoopbackAddress()) {
            return;
        }
        String where = setting + '=' + (address == null ? "" : address.getHostAddress());
        if (!settings.open()) {
            throw new UnsafeStartException(where
                    + " would open this service to the network without asking who calls: set API keys (commuter.access.keys.*)"
                    + " or tokens (commuter.access.jwt.*), or listen on 127.0.0.1, or say commuter.access.open=true");
        }
        log.warn(
                "Everybody who reaches {} may read, command and seed: commuter.access.open=true. Set commuter.access.keys.* or"
                        + " commuter.access.jwt.* instead",
                where);
    }
}
