package commuter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents are readable: their links are valid, and their lines and the README are short. */
class MarkdownTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern DATE_AND_STATE =
            Pattern.compile("^# \\d{4}: .*\n\nDate: \\d{4}-\\d\\d-\\d\\d\\. State: (accepted|replaced by)");
    private static final int LONGEST_LINE = 120;
    private static final int README_WORDS = 1200;

    @ParameterizedTest
    @MethodSource("documents")
    void every_file_and_every_heading_that_a_document_links_to_exists(Markdown document) {
        for (String target : document.all(LINK)) {
            if (!target.contains("://")) {
                String[] parts = target.split("#", 2);
                Path file =
                        parts[0].isEmpty() ? document.file() : document.file().resolveSibling(parts[0]);
                assertThat(file).exists();
                if (parts.length == 2) {
                    assertThat(Markdown.of(file).anchors()).as(target).contains(parts[1]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void no_line_of_prose_is_longer_than_an_editor_is_wide(Markdown document) {
        assertThat(document.prose()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(LONGEST_LINE));
    }

    @Test
    void the_readme_is_one_screen_and_a_bit() {
        String[] words = Markdown.of(ROOT.resolve("README.md")).text().strip().split("\\s+");

        assertThat(words).hasSizeLessThanOrEqualTo(README_WORDS);
    }

    @Test
    void every_document_in_docs_stands_in_its_index() throws IOException {
        Path docs = ROOT.resolve("docs");
        try (var files = Files.list(docs)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .toList();

            assertThat(Markdown.of(docs.resolve("README.md")).all(LINK)).containsAll(names);
        }
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void every_decision_has_a_date_and_a_state_and_stands_in_the_index(Markdown decision) {
        String name = decision.file().getFileName().toString();
        Markdown index = Markdown.of(decision.file().resolveSibling("README.md"));

        assertThat(decision.text()).containsPattern(DATE_AND_STATE);
        assertThat(index.all(LINK)).contains(name);
    }

    static List<Markdown> decisions() throws IOException {
        return documents().stream()
                .filter(document -> document.file().getFileName().toString().matches("\\d{4}-.*"))
                .toList();
    }

    static List<Markdown> documents() throws IOException {
        return Markdown.under(ROOT);
    }
}
