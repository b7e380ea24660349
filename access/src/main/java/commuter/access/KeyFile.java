package commuter.access;

import commuter.access.AccessSettings.KeySettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A YAML file with keys by their names. Each has the same fields as in the settings. Immutable. */
final class KeyFile {
    private static final String PREFIX = AccessSettings.PREFIX + ".keys.";
    private static final int MOST_BYTES = 1 << 20;
    private static final String NONE = "{}";

    private final Path path;

    KeyFile(String path) {
        this.path = Path.of(path).toAbsolutePath();
    }

    /** The file cannot be used. The message says why and never repeats its content. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why);
        }
    }

    Path path() {
        return path;
    }

    /** The present content. */
    String content() throws UnusableException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UnusableException("is longer than " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UnusableException("does not exist");
        } catch (AccessDeniedException e) {
            throw new UnusableException("may not be read by this process");
        } catch (IOException e) {
            throw new UnusableException("cannot be read: " + e.getMessage());
        }
    }

    /** The keys of this content. */
    static Map<String, KeySettings> keys(String content) throws UnusableException {
        if (content.replaceAll("(?m)#.*$", "").strip().equals(NONE)) {
            return Map.of();
        }
        Map<String, Object> fields = fields(content);
        if (fields.isEmpty()) {
            // Perhaps the file is just being written.
            throw new UnusableException("has no key; where nobody may call, say " + NONE);
        }
        try {
            return BoundSettings.read(new Binder(new MapConfigurationPropertySource(fields)))
                    .keys();
        } catch (UnsafeStartException e) {
            throw new UnusableException(String.valueOf(e.getMessage()).replace(PREFIX, ""));
        }
    }

    private static Map<String, Object> fields(String content) throws UnusableException {
        Map<String, Object> fields = new HashMap<>();
        try {
            List<PropertySource<?>> documents = new YamlPropertySourceLoader()
                    .load("keys", new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)));
            for (PropertySource<?> document : documents) {
                for (String name : ((EnumerablePropertySource<?>) document).getPropertyNames()) {
                    fields.put(PREFIX + name, String.valueOf(document.getProperty(name)));
                }
            }
            return fields;
        } catch (MarkedYAMLException e) {
            throw new UnusableException("is no YAML: look at line "
                    + (e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1));
        } catch (RuntimeException | IOException e) {
            throw new UnusableException("is no YAML with the names of keys and their fields");
        }
    }
}
