package commuter.standalone;

import commuter.standalone.data.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The number of each port. Immutable. */
public final class Ports {
    private static final int HIGHEST = 65535;

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    /** The numbers in the documentation. */
    public static Ports usual() {
        return allOf(Port::usual);
    }

    /** Numbers of free ports. */
    public static Ports free() {
        return allOf(port -> 0).chosen();
    }

    /** This many different numbers of free ports. */
    public static List<Integer> free(int count) {
        return findFree(count, List.of());
    }

    /** The same, with another number for one port; 0 means any free one. */
    public Ports with(Port port, int number) {
        if (number < 0 || number > HIGHEST) {
            throw new StartRefusedException(
                    port.option() + " " + number + " must be 0 (any free port) to " + HIGHEST + ".");
        }
        Map<Port, Integer> changed = new EnumMap<>(numbers);
        changed.put(port, number);
        return new Ports(changed);
    }

    /** The same, with a free number for each port that is 0. */
    public Ports chosen() {
        List<Port> open =
                numbers.keySet().stream().filter(port -> of(port) == 0).toList();
        List<Integer> free = findFree(open.size(), numbers.values());
        Map<Port, Integer> chosen = new EnumMap<>(numbers);
        for (int i = 0; i < open.size(); i++) {
            chosen.put(open.get(i), free.get(i));
        }
        return new Ports(chosen);
    }

    public int of(Port port) {
        return numbers.getOrDefault(port, 0);
    }

    /**
     * Checks that every port is free.
     *
     * @throws StartRefusedException when one is in use, or two are the same; it names the option that changes it
     */
    public void requireFree() {
        Map<Integer, Port> seen = new HashMap<>();
        numbers.forEach((port, number) -> {
            Port other = seen.put(number, port);
            if (other != null) {
                throw new StartRefusedException(
                        "Port " + number + " is wanted twice, for " + other.purpose() + " and for " + port.purpose()
                                + ". Move one with " + other.option() + " or " + port.option() + ".");
            }
            if (isTaken(number)) {
                throw new StartRefusedException("Port " + number + ", for " + port.purpose()
                        + ", is in use by another program. Stop that program, or move the port with " + port.option()
                        + " N (0 takes any free port).");
            }
        });
    }

    /** A free port that is none of these. */
    public int anotherFree() {
        return findFree(1, numbers.values()).get(0);
    }

    private static boolean isTaken(int number) {
        try (ServerSocket socket = new ServerSocket()) {
            // Like the servers: a connection that is still closing does not block the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static List<Integer> findFree(int count, Collection<Integer> excluded) {
        List<ServerSocket> held = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        try {
            while (found.size() < count) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                if (!excluded.contains(socket.getLocalPort())) {
                    found.add(socket.getLocalPort());
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Ports::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ports allOf(ToIntFunction<Port> number) {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, number.applyAsInt(port));
        }
        return new Ports(numbers);
    }
}
