package io.tapgrid.admin.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapgrid.admin.imports.LineParser.BadLineException;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineParserTest {
    private final LineParser parser = new LineParser(Set.of(new Sku("PHONE-X"), new Sku("CASE")));

    private static LineReader.Line bytes(String text, Charset charset) {
        return new LineReader.Line(text.getBytes(charset), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PHONE-X,u1",
                " PHONE-X , u1 ",
                "\"PHONE-X\",\"u1\"",
                "PHONE-X,\"u1\"",
                "\"PHONE-X\",u1",
            })
    void a_reservation_may_be_quoted_or_padded(String text) throws BadLineException {
        assertThat(parser.parse(text)).isEqualTo(new Line(new Sku("PHONE-X"), new Uid("u1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PHONE-X          | 1 columns",
                "PHONE-X,u1,      | 3 columns",
                "PHONE-X,u1,u2    | 3 columns",
                "`PHONE-X,\"u1`   | quotes are not closed",
                "`\"PHONE-X\"x,u1`| something stands after a closing quote",
                "`\"PHONE-X,u1\"` | 1 columns",
                "PHONE-Y,u1       | sku",
                "phone-x,u1       | sku",
                "`,u1`            | sku",
                "`PHONE-X,`       | uid",
                "PHONE-X,u 1      | uid",
                "PHONE-X,手机     | uid",
                "uid,sku          | sku",
            })
    void a_bad_line_says_what_is_wrong_with_it(String text, String reason) {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> parser.parse(text.strip()))
                .withMessageContaining(reason);
    }

    @Test
    void a_uid_has_sixty_four_characters_at_most() throws BadLineException {
        String longest = "u".repeat(64);
        assertThat(parser.parse("CASE," + longest).uid()).isEqualTo(new Uid(longest));
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> parser.parse("CASE," + longest + "u"))
                .withMessageStartingWith("uid:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sku,uid", "SKU,UID", "\"sku\",\"uid\"", "sku, uid"})
    void the_names_of_the_columns_are_known(String text) {
        assertThat(LineParser.isHeader(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uid,sku", "sku;uid", "PHONE-X,u1", "sku,uid,name"})
    void nothing_else_is_taken_for_the_names_of_the_columns(String text) {
        assertThat(LineParser.isHeader(text)).isFalse();
    }

    @Test
    void a_byte_order_mark_is_left_out_where_the_file_begins_and_only_there() throws BadLineException {
        LineReader.Line marked = bytes("\uFEFFsku,uid", StandardCharsets.UTF_8);
        assertThat(LineParser.text(marked, true)).isEqualTo("sku,uid");
        assertThat(LineParser.text(marked, false)).isEqualTo("\uFEFFsku,uid");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1, café", "GBK, 手机", "UTF-16, u1"})
    void another_encoding_is_a_bad_line(Charset other, String uid) {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> LineParser.text(bytes("PHONE-X," + uid, other), false))
                .withMessage("not UTF-8");
    }

    @Test
    void a_line_that_was_too_long_says_so() {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> LineParser.text(new LineReader.Line(new byte[0], true), false))
                .withMessage("longer than 1024 bytes");
    }
}
