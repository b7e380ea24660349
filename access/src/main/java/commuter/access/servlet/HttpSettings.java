package commuter.access.servlet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What callers may send.
 *
 * @param maxBody most bytes of a body
 */
@ConfigurationProperties("commuter.http")
public record HttpSettings(@DefaultValue("4MB") DataSize maxBody) {
    private static final DataSize LEAST = DataSize.ofKilobytes(1);

    public HttpSettings {
        if (maxBody.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("commuter.http.max-body " + maxBody + ": must be at least 1KB");
        }
    }
}
