package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The settings in the documents are those in the metadata, with which editors complete them. */
class SettingsTest {
    private static final Path ROOT = Checkout.find().root();
    private static final List<String> MODULES =
            List.of("access", "spawner-service", "reservoir-service", "notifier-service");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(commuter\\.[a-z.-]+)` \\| ([^|]*) \\|");
    private static final Pattern SETTING = Pattern.compile("`(commuter\\.[a-z.-]+)`");
    private static final Pattern READ_WITHOUT_RECORD = Pattern.compile("@Value\\(\"\\$\\{(commuter[a-z.-]*)");

    /** The text that the annotation processor makes of several values. */
    private static final Pattern LIST = Pattern.compile("\\[(.*)]");

    /** The name of a logger, which looks like a setting. */
    private static final String LOGGER = "commuter.audit";

    @Test
    void everySettingIsInTheConfigurationWithItsDefaultAndNoOther() {
        Map<String, String> told = new TreeMap<>();
        ROW.matcher(read(ROOT.resolve("docs/configuration.md")))
                .results()
                .forEach(row ->
                        told.put(row.group(1), row.group(2).replace("`", "").replaceFirst("^(empty|required)$", "")));

        assertThat(told).isEqualTo(defaults());
    }

    @Test
    void everySettingHasADescription() {
        settings()
                .forEach(setting -> assertThat(setting.path("description").asString(""))
                        .as(setting.path("name").asString())
                        .isNotBlank()
                        .doesNotContain("{@"));
    }

    @Test
    void everySettingThatAGuideNamesExists() throws IOException {
        TreeSet<String> known = new TreeSet<>(defaults().keySet());
        known.add(LOGGER);

        for (Path guide : guides()) {
            assertThat(named(SETTING, read(guide))).as(guide.toString()).isSubsetOf(known);
        }
    }

    /** Such a setting would have neither metadata nor a check at start. */
    @Test
    void noSettingIsReadWithoutARecord() throws IOException {
        for (String module : MODULES) {
            for (Path source : files(ROOT.resolve(module).resolve("src/main/java"), ".java")) {
                assertThat(named(READ_WITHOUT_RECORD, read(source)))
                        .as(source.toString())
                        .isEmpty();
            }
        }
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new TreeMap<>();
        settings().forEach(setting -> {
            String text = setting.path("defaultValue").asString("");
            Matcher list = LIST.matcher(text);
            defaults.put(
                    setting.path("name").asString(),
                    list.matches() ? list.group(1).replace(", ", " ") : text);
        });
        return defaults;
    }

    private static Stream<JsonNode> settings() {
        return MODULES.stream()
                .map(module ->
                        ROOT.resolve(module).resolve("target/classes/META-INF/spring-configuration-metadata.json"))
                .map(file -> JsonMapper.shared().readTree(read(file)).path("properties"))
                .flatMap(properties -> StreamSupport.stream(properties.spliterator(), false));
    }

    /** Without documents of the past, which name settings that no longer exist. */
    private static List<Path> guides() throws IOException {
        List<Path> guides = files(ROOT.resolve("docs"), ".md").stream()
                .filter(file -> !file.getParent().endsWith("decisions"))
                .collect(Collectors.toList());
        List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md", "SECURITY.md", "strapi/README.md")
                .forEach(name -> guides.add(ROOT.resolve(name)));
        return guides;
    }

    private static List<Path> files(Path folder, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(extension)).toList();
        }
    }

    private static TreeSet<String> named(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
