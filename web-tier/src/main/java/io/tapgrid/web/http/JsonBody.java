package io.tapgrid.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.micronaut.http.HttpRequest;
import io.tapgrid.domain.Reason;
import io.tapgrid.web.problem.Layer;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The body of a request: one flat JSON object of strings and whole numbers, at most {@link #BYTES_MAX} bytes. Everything
 * else is refused with the name of the field: unknown and repeated fields, wrong types, nesting. Strict, since whatever
 * is let through silently today is relied upon tomorrow.
 */
public final class JsonBody {
    /** The server is configured with it, so a larger body does not even get here. */
    public static final int BYTES_MAX = 16 * 1024;

    private static final int NUMBER_DIGITS_MAX = 19;
    private static final int NAME_LENGTH_MAX = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(NUMBER_DIGITS_MAX + 1)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .build())
            .build();

    private final Map<String, Object> values;

    private JsonBody(Map<String, Object> values) {
        this.values = values;
    }

    /** For calls that take nothing: no body at all, or an empty object. */
    public static void requireEmpty(HttpRequest<?> request, byte[] body) {
        if (body.length > 0) {
            read(request, body, List.of());
        }
    }

    /** Reads an object that has no other fields than those; which of them must be there is seen when they are asked for. */
    public static JsonBody read(HttpRequest<?> request, byte[] body, List<String> fields) {
        if (body.length == 0) {
            return new JsonBody(Map.of());
        }
        requireJson(request);
        if (isEmptyObject(body)) {
            return new JsonBody(Map.of());
        }
        try (JsonParser parser = JSON.createParser(decode(body))) {
            return new JsonBody(object(parser, fields));
        } catch (JsonParseException e) {
            throw invalid("body", "not JSON, or a field twice: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw invalid("body", "nested too deeply, or a name or number too long");
        }
    }

    private static boolean isEmptyObject(byte[] body) {
        return body.length == 2 && body[0] == '{' && body[1] == '}';
    }

    private static void requireJson(HttpRequest<?> request) {
        String type = request.getHeaders().get("Content-Type");
        if (type == null || !isJson(type)) {
            throw new ProblemException(Problem.of(Reason.UNSUPPORTED_MEDIA_TYPE, Layer.WEB));
        }
        if (request.getHeaders().contains("Content-Encoding")) {
            throw new ProblemException(
                    Problem.of(Reason.UNSUPPORTED_MEDIA_TYPE, Layer.WEB).withDetail("bodies are taken as they are"));
        }
    }

    private static boolean isJson(String type) {
        if (type.equals("application/json")) {
            return true;
        }
        String plain = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        return plain.equals("application/json") || plain.equals("application/json;charset=utf-8");
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid("body", "not UTF-8");
        }
    }

    private static Map<String, Object> object(JsonParser parser, List<String> fields) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw invalid("body", "expected one JSON object");
        }
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!fields.contains(name)) {
                throw invalid(shown(name), fields.isEmpty() ? "expected no fields" : "expected only " + fields);
            }
            values.put(name, value(parser, name));
        }
        if (parser.nextToken() != null) {
            throw invalid("body", "expected one JSON object and nothing after it");
        }
        return values;
    }

    private static Object value(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        throw invalid(name, "expected a string or a whole number of at most 64 bits");
    }

    private static String shown(String name) {
        return name.length() <= NAME_LENGTH_MAX ? name : name.substring(0, NAME_LENGTH_MAX);
    }

    public String text(String field) {
        if (values.get(field) instanceof String text) {
            return text;
        }
        throw invalid(field, "expected a string");
    }

    public long number(String field) {
        if (values.get(field) instanceof Long number) {
            return number;
        }
        throw invalid(field, "expected a whole number");
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(Problem.invalid(field, detail));
    }
}
