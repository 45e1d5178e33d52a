package io.tapgrid.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A body that no call takes.
 *
 * @param field what the refusal must name
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record BrokenBody(String what, byte[] bytes, String field) {
    private static BrokenBody text(String what, String text, String field) {
        return new BrokenBody(what, text.getBytes(StandardCharsets.UTF_8), field);
    }

    @Override
    public String toString() {
        return what;
    }

    static List<BrokenBody> of(Endpoint endpoint) {
        String field = endpoint.takesFields() ? endpoint.field() : "x";
        List<BrokenBody> bodies = new ArrayList<>(List.of(
                text("no JSON", "nonsense", "body"),
                text("half an object", "{", "body"),
                text("a list", "[]", "body"),
                text("a string", "\"x\"", "body"),
                text("a number", "1", "body"),
                text("null", "null", "body"),
                text("two objects", "{} {}", "body"),
                text("something after it", "{}x", "body"),
                text("white space only", "  ", "body"),
                text("an unknown field", "{\"extra\":\"x\"}", "extra"),
                text("an unknown field of a bad name", "{\"e\\u0000\\n\":\"x\"}", "e\u0000\n"),
                text("a name too long", "{\"" + "n".repeat(16_000) + "\":1}", "body"),
                text("a byte order mark", "\uFEFF{}", "body")));
        bodies.add(new BrokenBody("no UTF-8", new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}, "body"));
        bodies.add(new BrokenBody("UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE), "body"));
        if (endpoint.takesFields()) {
            bodies.addAll(brokenFields(field));
        }
        return bodies;
    }

    private static List<BrokenBody> brokenFields(String field) {
        return List.of(
                text("nothing in it", "{}", field),
                text("a number for a string", "{\"" + field + "\":7}", field),
                text("null for a string", "{\"" + field + "\":null}", field),
                text("true for a string", "{\"" + field + "\":true}", field),
                text("a list for a string", "{\"" + field + "\":[\"x\"]}", field),
                text("an object for a string", "{\"" + field + "\":{}}", field),
                text("deep nesting", "{\"" + field + "\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}", field),
                text("a number without end", "{\"" + field + "\":1e99999}", field),
                text("a number of 10,000 digits", "{\"" + field + "\":" + "9".repeat(10_000) + "}", "body"),
                text("the field twice", "{\"" + field + "\":\"a\",\"" + field + "\":\"b\"}", "body"),
                text("a control character", "{\"" + field + "\":\"a\u0001\"}", "body"),
                text("a tab", "{\"" + field + "\":\"a\tb\"}", "body"));
    }
}
