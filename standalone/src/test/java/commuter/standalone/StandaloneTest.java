package commuter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandaloneTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "--speed 0, --speed",
        "--for 0, --for",
        "--json, --for",
        "--kafka-port 70000, --kafka-port",
        "--seed many, --seed",
        "--sped 3, --sped"
    })
    void a_wrong_option_is_named_and_ends_with_exit_code_2(String arguments, String named) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(named);
    }

    @Test
    void a_wrong_option_is_named_and_not_buried_under_the_help() {
        assertThat(run("--for", "abc")).isEqualTo(2);
        assertThat(err.toString()).contains("--for", "abc", "--help").hasLineCount(2);
    }

    @Test
    void a_taken_port_ends_with_exit_code_2_before_anything_is_touched(@TempDir Path folder) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            assertThat(runOnFreePorts(Map.of(Port.STRAPI, port), "--data", folder.toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--strapi-port").hasLineCount(1);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void a_foreign_data_folder_ends_with_exit_code_2_and_is_left_as_it_is(@TempDir Path folder) throws Exception {
        Path precious = Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThat(runOnFreePorts(Map.of(), "--fresh", "--data", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--data").contains(folder.toString());
        assertThat(precious).hasContent("years of work");
    }

    /** Free ports, because the usual ones may be used by a pipeline that runs during the tests. */
    private int runOnFreePorts(Map<Port, String> others, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        for (Port port : Port.values()) {
            all.addAll(List.of(port.option(), others.getOrDefault(port, "0")));
        }
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Standalone.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
