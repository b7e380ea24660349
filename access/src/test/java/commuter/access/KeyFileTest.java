package commuter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import commuter.access.AccessSettings.JwtSettings;
import commuter.access.AccessSettings.KeySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The keys of the file are the valid ones, without a restart. */
@ExtendWith(OutputCaptureExtension.class)
class KeyFileTest {
    private static final String BUS = "bus-".repeat(10);
    private static final String MAP = "map-".repeat(10);
    private static final String FIXED = "fixed-".repeat(10);

    @TempDir
    Path folder;

    private Path file;
    private Authenticator authenticator;
    private KeyFileWatch watch;

    @BeforeEach
    void begin() throws Exception {
        file = folder.resolve("keys.yaml");
        write(key("bus", BUS, "read") + key("map", MAP, "read, command") + "  routes: [1A, 2B]\n");
        AccessSettings settings = new AccessSettings(
                false,
                Map.of("fixed", new KeySettings(FIXED, "", List.of("seed"), null)),
                file.toString(),
                new JwtSettings("", null, "", "", false),
                "a secret that two instances share");
        authenticator = Authenticator.of(settings);
        watch = KeyFileWatch.begin(settings, authenticator, Duration.ofMillis(50));
    }

    @AfterEach
    void end() {
        watch.close();
    }

    @Test
    void aKeyOfTheFileOpensWhatStandsThereBesideThoseOfTheSettings() {
        Caller map = authenticator.identify(MAP);

        assertThat(map.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.COMMAND);
        assertThat(map.routes()).containsExactlyInAnyOrder("1A", "2B");
        assertThat(authenticator.identify(FIXED).name()).isEqualTo("fixed");
    }

    @Test
    void aKeyThatIsRemovedOpensNothingMoreAndEndsWhatItHasOpened(CapturedOutput log) throws Exception {
        Caller bus = authenticator.identify(BUS);
        Caller map = authenticator.identify(MAP);
        String ticket = authenticator.ticketFor(bus);
        Caller byTicket = authenticator.identifyByTicket(ticket);
        assertThat(List.of(bus, map, byTicket)).allMatch(authenticator::holds);

        write(key("map", MAP, "read, command") + "  routes: [2B, 1A]\n");

        patiently().untilAsserted(() -> assertThat(authenticator.holds(bus)).isFalse());
        assertThat(authenticator.holds(byTicket)).isFalse();
        assertThat(authenticator.holds(map)).as("the other key").isTrue();
        assertThat(authenticator.holds(authenticator.identify(FIXED))).isTrue();
        assertRefused(() -> authenticator.identify(BUS));
        assertRefused(() -> authenticator.identifyByTicket(ticket));
        patiently().untilAsserted(() -> assertThat(log).contains("read again", "[bus, map]"));
    }

    @Test
    void aKeyThatOpensLessEndsWhatItHasOpened() throws Exception {
        Caller map = authenticator.identify(MAP);

        write(key("bus", BUS, "read") + key("map", MAP, "read, command") + "  routes: [1A]\n");

        patiently().untilAsserted(() -> assertThat(authenticator.holds(map)).isFalse());
        assertThat(authenticator.identify(MAP).routes()).containsExactly("1A");
    }

    @ParameterizedTest
    @CsvSource({
        "'bus: [', is no YAML: look at line",
        "'bus: {value: "
                + "bus-bus-bus-bus-bus-bus-bus-bus-bus-bus-, scopes: drive}', bus.scopes: 'drive' must be one of",
        "'bus: {sha256: abc, scopes: read}', bus.sha256: must be 64 hex digits",
        "'bus: {value: bus-bus-bus-bus-bus-bus-bus-bus-bus-bus-, scopes: read, route: 1A}', bus.route: there is no such setting",
        "'fixed: {value: bus-bus-bus-bus-bus-bus-bus-bus-bus-bus-, scopes: read}', fixed: is in the settings",
        "'', 'has no key; where nobody may call, say {}'",
        "'just a text', ",
    })
    void aFileThatIsWrongChangesNothingAndIsNamed(String content, String why, CapturedOutput log) throws Exception {
        Caller bus = authenticator.identify(BUS);

        write(content);

        patiently().until(() -> watch.problem().isPresent());
        assertThat(watch.problem().orElseThrow().text()).contains(file.toString(), why == null ? "" : why);
        patiently().untilAsserted(() -> assertThat(log).contains("ERROR", file.toString(), "is corrected"));
        assertThat(log.getAll()).doesNotContain(BUS);
        assertThat(authenticator.holds(bus)).isTrue();
        write("{} # nobody\n");
        patiently().untilAsserted(() -> assertThat(authenticator.holds(bus)).isFalse());
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    void aFileThatGoesChangesNothingUntilItIsBack() throws Exception {
        Caller bus = authenticator.identify(BUS);
        Path elsewhere = Files.move(file, folder.resolve("elsewhere"));

        patiently().until(() -> watch.problem().isPresent());
        assertThat(watch.problem().orElseThrow().text()).contains("does not exist");
        assertThat(authenticator.holds(bus)).isTrue();

        Files.move(elsewhere, file);
        patiently().until(() -> watch.problem().isEmpty());
        assertThat(authenticator.identify(BUS).name()).isEqualTo("bus");
    }

    @Test
    void withoutAUsableFileNothingStarts() {
        AccessSettings settings = new AccessSettings(
                false, Map.of(), folder.resolve("none.yaml").toString(), new JwtSettings("", null, "", "", false), "");

        assertThatThrownBy(() -> KeyFileWatch.begin(settings, Authenticator.of(settings)))
                .isInstanceOf(UnsafeStartException.class)
                .hasMessageContainingAll("commuter.access.key-file", "none.yaml", "does not exist");
        assertThat(settings.isSet()).as("whether callers are asked").isTrue();
    }

    private static String key(String name, String value, String scopes) {
        return name + ":\n  sha256: " + Sha256.hex(value) + "\n  scopes: " + scopes + '\n';
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    /** Replaces the file as editors do. */
    private void write(String content) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), content);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThat(catchThrowableOfType(RefusedException.class, call).refusal().status())
                .isEqualTo(401);
    }
}
