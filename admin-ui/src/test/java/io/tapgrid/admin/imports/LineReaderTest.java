package io.tapgrid.admin.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineReaderTest {
    private static final String LONGEST = "x".repeat(LineReader.LINE_BYTES_MAX);

    private static List<String> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(InputStream in) throws IOException {
        LineReader reader = new LineReader(in);
        List<String> lines = new ArrayList<>();
        for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(line.tooLong() ? "too long" : new String(line.bytes(), StandardCharsets.UTF_8));
        }
        return lines;
    }

    @Test
    void a_line_ends_with_lf_or_crlf_and_the_last_one_needs_no_end() throws IOException {
        assertThat(read("a,1\nb,2\r\nc,3")).containsExactly("a,1", "b,2", "c,3");
        assertThat(read("a,1\n")).containsExactly("a,1");
    }

    @Test
    void an_empty_line_is_a_line_and_an_empty_stream_has_none() throws IOException {
        assertThat(read("\n\r\na")).containsExactly("", "", "a");
        assertThat(read("")).isEmpty();
    }

    @Test
    void a_carriage_return_within_a_line_belongs_to_it() throws IOException {
        assertThat(read("a\rb\r\r\nc")).containsExactly("a\rb\r", "c");
    }

    @Test
    void the_longest_line_is_kept_and_of_one_byte_more_only_the_fact() throws IOException {
        assertThat(read(LONGEST + "\nnext")).containsExactly(LONGEST, "next");
        assertThat(read(LONGEST + "x\nnext")).containsExactly("too long", "next");
        assertThat(read(LONGEST + "x")).containsExactly("too long");
    }

    @Test
    void the_end_of_a_line_does_not_count_towards_its_length() throws IOException {
        assertThat(read(LONGEST + "\r\nnext")).containsExactly(LONGEST, "next");
        assertThat(read(LONGEST + "x\r\nnext")).containsExactly("too long", "next");
    }

    @Test
    void lines_go_on_over_the_pieces_in_which_a_stream_comes() throws IOException {
        byte[] text = "PHONE-X,u1\r\nPHONE-X,手机\nlast".getBytes(StandardCharsets.UTF_8);
        InputStream byteByByte = new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1));
            }
        };
        assertThat(read(byteByByte)).containsExactly("PHONE-X,u1", "PHONE-X,手机", "last");
    }

    @Test
    void a_long_text_is_split_into_the_lines_it_was_made_of() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            lines.add("PHONE-X,shopper-" + i);
        }
        assertThat(read(String.join("\r\n", lines))).isEqualTo(lines);
    }
}
