package commuter.access;

import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/**
 * Before anything else is started: reads the settings of access, and refuses a start that would open the service to a network
 * without asking anybody who he is. Then {@link Access} is a bean.
 */
final class AccessAtStart implements ApplicationContextInitializer<GenericApplicationContext>, Ordered {
    private static final Logger log = LoggerFactory.getLogger(AccessAtStart.class);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        Binder binder = Binder.get(context.getEnvironment());
        AccessSettings settings = BoundSettings.read(binder);
        if (!settings.isSet()) {
            checkAddress(settings, binder, "server.address");
            if (binder.bind("management.server.port", Bindable.of(Integer.class))
                    .isBound()) {
                checkAddress(settings, binder, "management.server.address");
            }
        }
        Access access = Access.of(settings);
        context.registerBean(Access.class, () -> access);
    }

    private static void checkAddress(AccessSettings settings, Binder binder, String setting) {
        InetAddress address =
                binder.bind(setting, Bindable.of(InetAddress.class)).orElse(null);
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
