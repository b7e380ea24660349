package commuter.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** The JSON format of all records. Thread-safe. */
public final class Json {
    /** The mapper itself, for code that streams or embeds the records. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(InstantJson.module())
            .build();

    /** Twice the number of values in 5,000 passengers with all fields. */
    private static final int MOST_TOKENS = 400_000;

    private static final JsonMapper BODIES = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private Json() {}

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * Reads one record.
     *
     * @throws InvalidRecordException when the bytes are not JSON, or a field is missing or malformed
     */
    public static <T> T read(byte @Nullable [] bytes, Class<T> type) {
        if (bytes == null || bytes.length == 0) {
            throw new InvalidRecordException("$", "is empty");
        }
        try {
            T value = MAPPER.readValue(bytes, type);
            return Require.present("$", value);
        } catch (JacksonException e) {
            throw explain(e);
        }
    }

    /**
     * Reads what a caller has sent. It also refuses a field that appears twice, so that the caller learns of this
     * mistake. Small values take many times their bytes in memory, so their number is limited.
     *
     * @throws InvalidRecordException when the bytes are not JSON, an object has a field twice, or there are too many
     *     values
     */
    public static JsonNode readBody(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            throw new InvalidRecordException("$", "is empty");
        }
        try {
            return BODIES.readTree(bytes);
        } catch (StreamConstraintsException e) {
            throw new InvalidRecordException(
                    "$", "has too much in it: at most " + MOST_TOKENS + " names, values and brackets. " + firstLine(e));
        } catch (JacksonException e) {
            throw explain(e);
        }
    }

    private static InvalidRecordException explain(JacksonException e) {
        String path = path(e);
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidRecordException invalid) {
                return invalid;
            }
        }
        if (e instanceof InvalidFormatException format) {
            return new InvalidRecordException(path, "'" + format.getValue() + "' must be " + expected(format));
        }
        if (e instanceof MismatchedInputException mismatch && isRecord(mismatch.getTargetType())) {
            return new InvalidRecordException(path, "must be an object");
        }
        if (e instanceof InputCoercionException && e.processor() instanceof JsonParser json) {
            return new InvalidRecordException(String.valueOf(json.currentName()), firstLine(e));
        }
        if (e instanceof DatabindException) {
            return new InvalidRecordException(path, firstLine(e));
        }
        return new InvalidRecordException("$", "is no JSON: " + firstLine(e));
    }

    private static String path(JacksonException e) {
        String path = e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "$" : path;
    }

    private static String expected(InvalidFormatException e) {
        Class<?> target = e.getTargetType();
        Object[] constants = target.getEnumConstants();
        if (constants != null) {
            return "one of " + Arrays.toString(constants);
        }
        return target == java.time.Instant.class
                ? "an ISO-8601 instant, e.g. 2026-01-31T07:30:00Z"
                : target.getSimpleName();
    }

    /** The names of our classes mean nothing to a caller. */
    private static boolean isRecord(@Nullable Class<?> target) {
        return target != null && target.isRecord();
    }

    private static String firstLine(JacksonException e) {
        String message = e.getOriginalMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
