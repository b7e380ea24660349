package commuter.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Markdown file of the project, as people read it and as a hosting site renders it. */
record Markdown(Path file, String text) {
    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", "data");
    private static final Pattern LINK_TARGET = Pattern.compile("]\\([^)\\s]+\\)");

    static Markdown of(Path file) {
        try {
            return new Markdown(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * All Markdown files under a folder, without licences, hidden folders, and files that were installed, built or
     * written by a run.
     */
    static List<Markdown> under(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean skip = !folder.equals(root) && (name.startsWith(".") || NOT_OURS.contains(name));
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md") && !file.endsWith("LICENSE.md")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files.stream().sorted().map(Markdown::of).toList();
    }

    /** The first group of each match of a pattern. */
    Set<String> all(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The lines outside of tables and code blocks, without the targets of their links. */
    List<String> prose() {
        return outsideOfCode().stream()
                .filter(line -> !line.startsWith("|"))
                .map(line -> LINK_TARGET.matcher(line).replaceAll("]"))
                .toList();
    }

    /** The anchors that GitHub makes from the headings. */
    Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        outsideOfCode().stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .forEach(anchors::add);
        return anchors;
    }

    private List<String> outsideOfCode() {
        List<String> lines = new ArrayList<>();
        boolean code = false;
        for (String line : text.lines().toList()) {
            if (line.stripLeading().startsWith("```")) {
                code = !code;
            } else if (!code) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
