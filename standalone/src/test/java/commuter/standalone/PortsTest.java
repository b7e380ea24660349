package commuter.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.standalone.data.StartRefusedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_taken_port_is_named_with_what_it_is_for_and_the_option_that_moves_it() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = Ports.free().with(Port.REDIS, other.getLocalPort());

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + ", for Redis, is in use")
                    .hasMessageContaining("--redis-port");
        }
    }

    @Test
    void a_port_that_is_wanted_twice_is_refused() {
        Ports free = Ports.free();
        int wanted = free.of(Port.RESERVOIR);
        Ports ports = free.with(Port.SPAWNER, wanted);

        assertThatThrownBy(ports::requireFree)
                .hasMessageContaining(Integer.toString(wanted))
                .hasMessageContaining("--reservoir-port")
                .hasMessageContaining("--spawner-port");
    }

    @Test
    void zero_takes_a_free_port_and_leaves_the_others_alone() {
        Ports ports = Ports.usual().with(Port.KAFKA, 0).chosen();

        assertThat(ports.of(Port.KAFKA)).isPositive();
        assertThat(ports.of(Port.NOTIFIER)).isEqualTo(8080);
    }

    @Test
    void free_ports_are_all_different() {
        Ports ports = Ports.free();

        assertThat(Arrays.stream(Port.values()).map(ports::of)).doesNotHaveDuplicates();
    }
}
