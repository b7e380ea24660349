package commuter.standalone;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The settings of the services by name, each with its default, as their sources declare them. The services' classes are
 * not on the class path here, so the compiler's parser reads the records that bind the settings.
 */
final class DeclaredSettings {
    /** The marker for a default that is computed. */
    static final String COMPUTED = "computed";

    private final Map<String, String> defaults = new TreeMap<>();
    private final Map<String, ClassTree> records = new HashMap<>();

    private DeclaredSettings() {}

    static Map<String, String> of(Path module) {
        DeclaredSettings settings = new DeclaredSettings();
        sources(module).forEach(settings::read);
        return settings.defaults;
    }

    private static List<Path> sources(Path module) {
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith("Settings.java"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path source) {
        records.clear();
        Map<String, String> roots = new HashMap<>();
        Map<String, String> constants = new HashMap<>();
        for (Tree file : parse(source)) {
            file.accept(
                    new TreeScanner<Void, Void>() {
                        @Override
                        public Void visitClass(ClassTree type, Void nothing) {
                            String name = type.getSimpleName().toString();
                            records.put(name, type);
                            annotation(type.getModifiers().getAnnotations(), "ConfigurationProperties")
                                    .ifPresent(found -> roots.put(name, value(found)));
                            return super.visitClass(type, nothing);
                        }

                        @Override
                        public Void visitVariable(VariableTree field, Void nothing) {
                            if (field.getInitializer() instanceof LiteralTree literal) {
                                constants.put(field.getName().toString(), String.valueOf(literal.getValue()));
                            }
                            return super.visitVariable(field, nothing);
                        }
                    },
                    null);
        }
        roots.forEach((type, prefix) ->
                add(prefix.contains(".PREFIX") ? constants.get("PREFIX") : prefix, records.get(type)));
    }

    private void add(String prefix, ClassTree record) {
        for (Tree member : record.getMembers()) {
            if (member instanceof VariableTree component && !isConstant(component)) {
                String name = prefix + '.' + kebab(component.getName().toString());
                ClassTree nested = records.get(component.getType().toString());
                if (nested == null) {
                    defaults.put(name, defaultOf(component));
                } else {
                    add(name, nested);
                }
            }
        }
    }

    private static boolean isConstant(VariableTree field) {
        return field.getInitializer() != null;
    }

    private static String defaultOf(VariableTree component) {
        return annotation(component.getModifiers().getAnnotations(), "DefaultValue")
                .map(DeclaredSettings::value)
                .orElse("");
    }

    private static Optional<? extends AnnotationTree> annotation(
            List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(found -> found.getAnnotationType().toString().equals(name))
                .findFirst();
    }

    private static String value(AnnotationTree annotation) {
        return annotation.getArguments().stream()
                .map(DeclaredSettings::text)
                .findFirst()
                .orElse("");
    }

    private static String text(ExpressionTree expression) {
        if (expression instanceof AssignmentTree assignment) {
            return text(assignment.getExpression());
        }
        if (expression instanceof NewArrayTree array) {
            return array.getInitializers().stream().map(DeclaredSettings::text).collect(Collectors.joining(" "));
        }
        if (expression instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
        }
        return expression.getKind() == Tree.Kind.MEMBER_SELECT ? expression.toString() : COMPUTED;
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Iterable<? extends Tree> parse(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            return ((JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source)))
                    .parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
