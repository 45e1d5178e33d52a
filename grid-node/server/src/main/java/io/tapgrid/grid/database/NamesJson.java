package io.tapgrid.grid.database;

import java.util.Map;
import java.util.TreeMap;

/**
 * Names by language as the JSON object that stands in the tables, keys in order, so that equal names give equal text.
 * Reads no other JSON than an object of texts.
 */
public final class NamesJson {
    private NamesJson() {}

    public static String write(Map<String, String> names) {
        StringBuilder json = new StringBuilder("{");
        new TreeMap<>(names).forEach((language, name) -> {
            json.append(json.length() > 1 ? "," : "");
            writeText(json, language);
            json.append(':');
            writeText(json, name);
        });
        return json.append('}').toString();
    }

    public static Map<String, String> read(String json) {
        return new Reader(json).object();
    }

    private static void writeText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static final class Reader {
        private final String json;
        private int at;

        Reader(String json) {
            this.json = json;
        }

        Map<String, String> object() {
            Map<String, String> names = new TreeMap<>();
            expect('{');
            while (!found('}')) {
                if (!names.isEmpty()) {
                    expect(',');
                }
                String language = text();
                expect(':');
                names.put(language, text());
            }
            return names;
        }

        private String text() {
            expect('"');
            StringBuilder text = new StringBuilder();
            while (peek() != '"') {
                char c = json.charAt(at++);
                text.append(c == '\\' ? escaped() : c);
            }
            at++;
            return text.toString();
        }

        private char escaped() {
            char c = peek();
            at++;
            return switch (c) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> codeUnit();
                default -> c;
            };
        }

        private char codeUnit() {
            at += 4;
            return (char) Integer.parseInt(json, at - 4, Math.min(at, json.length()), 16);
        }

        private void expect(char c) {
            if (!found(c)) {
                throw new IllegalArgumentException("names: '" + c + "' expected at " + at + " of " + json);
            }
        }

        private boolean found(char c) {
            while (peek() == ' ') {
                at++;
            }
            boolean there = peek() == c;
            at += there ? 1 : 0;
            return there;
        }

        private char peek() {
            if (at >= json.length()) {
                throw new IllegalArgumentException("names: cut off: " + json);
            }
            return json.charAt(at);
        }
    }
}
