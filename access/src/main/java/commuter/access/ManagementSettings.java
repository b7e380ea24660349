package commuter.access;

import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A second port for health and metrics only, with its own connections and threads: it answers when the main port is
 * overloaded. The settings {@code commuter.management.*}.
 *
 * @param port second port, which has /actuator only; 0 is any free one, -1 none
 * @param address address of the second port
 */
@ConfigurationProperties(ManagementSettings.PREFIX)
public record ManagementSettings(
        @DefaultValue("-1") int port,
        @DefaultValue("127.0.0.1") InetAddress address) {
    static final String PREFIX = "commuter.management";

    /** The only paths on this port. */
    public static final String PATH = "/actuator/";

    public ManagementSettings {
        if (port < -1 || port > 0xffff) {
            throw new IllegalArgumentException(
                    PREFIX + ".port " + port + ": must be a port, 0 for any free one, or -1 for none");
        }
    }

    public boolean isOn() {
        return port >= 0;
    }
}
