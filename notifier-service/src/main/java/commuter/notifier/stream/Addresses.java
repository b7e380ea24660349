package commuter.notifier.stream;

import commuter.notifier.NotifierSettings;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts the clients of each address, so that nobody takes all places. Thread-safe. */
@Component
final class Addresses {
    private final int most;
    private final Map<InetAddress, Integer> clients = new ConcurrentHashMap<>();

    Addresses(NotifierSettings settings) {
        this.most = settings.maxConnectionsPerAddress();
    }

    /** False when the address has as many as allowed. */
    boolean admit(InetAddress address) {
        boolean[] admitted = new boolean[1];
        clients.compute(address, (key, count) -> {
            int now = count == null ? 0 : count;
            admitted[0] = now < most;
            return admitted[0] ? Integer.valueOf(now + 1) : count;
        });
        return admitted[0];
    }

    void leave(InetAddress address) {
        clients.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}
