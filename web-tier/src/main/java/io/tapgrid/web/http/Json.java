package io.tapgrid.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Writes JSON as UTF-8 bytes. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int TYPICAL_BYTES = 256;

    private Json() {}

    /** Writes the fields of one object. */
    public interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    public static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("nothing here can fail to be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** ISO-8601 in UTC. */
    public static void time(JsonGenerator out, String field, Instant time) throws IOException {
        out.writeStringField(field, time.toString());
    }

    /** A name in each language, in the order of the tags, so that the same names give the same bytes. */
    public static void names(JsonGenerator out, String field, Map<String, String> names) throws IOException {
        out.writeObjectFieldStart(field);
        for (Map.Entry<String, String> name : new TreeMap<>(names).entrySet()) {
            out.writeStringField(name.getKey(), name.getValue());
        }
        out.writeEndObject();
    }
}
