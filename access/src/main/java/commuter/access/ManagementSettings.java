package commuter.access;

import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A port besides the service's own that has health and metrics only, with connections and threads of its own: it
 * answers when the other is overloaded. The settings {@code commuter.management.*}.
 *
 * @param port where it listens; 0 is any free one, -1 none
 * @param address on which
 */
@ConfigurationProperties(ManagementSettings.PREFIX)
public record ManagementSettings(
        @DefaultValue("-1") int port,
        @DefaultValue("127.0.0.1") InetAddress address) {
    static final String PREFIX = "commuter.management";

    /** What is to be had there: nothing else is. */
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
