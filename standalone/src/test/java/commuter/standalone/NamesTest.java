package commuter.standalone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One name for one thing, in the code of all modules and in the documents. */
class NamesTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Path MAIN_CODE = Path.of("src", "main", "java");
    /** As documents name a class: {@code `package.Class`}, with the last part of its package. */
    private static final Pattern CLASS = Pattern.compile("`([a-z][a-z0-9]*\\.[A-Z]\\w+)`");

    /** A reader who finds a name anywhere must know which class it is. */
    @Test
    void no_two_classes_have_the_same_simple_name() throws IOException {
        Map<String, Set<String>> packages = classes().stream()
                .collect(groupingBy(
                        NamesTest::simpleName,
                        mapping(file -> ROOT.relativize(file.getParent()).toString(), toSet())));

        assertThat(packages).allSatisfy((name, folders) -> assertThat(folders).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("documentsOfToday")
    void every_class_that_a_document_names_by_its_package_exists(Markdown document) throws IOException {
        Set<String> known = classes().stream()
                .map(file -> file.getParent().getFileName() + "." + simpleName(file))
                .collect(toSet());

        assertThat(known).containsAll(document.all(CLASS));
    }

    /** Decisions and the changelog use the names of their time. */
    static List<Markdown> documentsOfToday() throws IOException {
        return Markdown.under(ROOT).stream()
                .filter(document -> !document.file().toString().matches(".*/(decisions/\\d{4}-.*|CHANGELOG\\.md)"))
                .toList();
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<Path> classes() throws IOException {
        try (var modules = Files.list(ROOT)) {
            List<Path> roots = modules.map(module -> module.resolve(MAIN_CODE))
                    .filter(Files::isDirectory)
                    .toList();
            assertThat(roots).hasSizeGreaterThan(5);
            return roots.stream().flatMap(NamesTest::sources).toList();
        }
    }

    private static Stream<Path> sources(Path root) {
        try (var files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
