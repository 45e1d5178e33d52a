package io.tapgrid.admin.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.shard.ShardCommand.ImportReservations.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Makes a reservation of a line {@code sku,uid}, or says what is wrong with it. */
final class LineParser {
    private static final String HEADER = "sku,uid";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Set<Sku> known;

    LineParser(Set<Sku> known) {
        this.known = Set.copyOf(known);
    }

    /** A line cannot become a reservation; the message says why. */
    static final class BadLineException extends Exception {
        private static final long serialVersionUID = 1L;

        BadLineException(String message) {
            super(message, null, false, false);
        }
    }

    /** Whether this first line only names the columns. */
    static boolean isHeader(String line) {
        return line.replace("\"", "").replace(" ", "").equalsIgnoreCase(HEADER);
    }

    static String text(LineReader.Line line, boolean first) throws BadLineException {
        if (line.tooLong()) {
            throw new BadLineException("longer than " + LineReader.LINE_BYTES_MAX + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.bytes()))
                    .toString();
            return first && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadLineException("not UTF-8");
        }
    }

    Line parse(String text) throws BadLineException {
        List<String> fields = text.indexOf('"') < 0 ? plain(text) : quoted(text);
        if (fields.size() != 2) {
            throw new BadLineException(fields.size() + " columns (expected: sku,uid)");
        }
        return new Line(sku(fields.get(0).strip()), uid(fields.get(1).strip()));
    }

    private static List<String> plain(String text) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            return List.of(text);
        }
        String rest = text.substring(comma + 1);
        return rest.indexOf(',') < 0 ? List.of(text.substring(0, comma), rest) : List.of(text.split(",", -1));
    }

    private static List<String> quoted(String text) throws BadLineException {
        if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw new BadLineException("quotes are not closed");
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (CsvParseException e) {
            throw new BadLineException("something stands after a closing quote");
        } catch (IOException e) {
            throw new IllegalStateException("reading a text in memory", e);
        }
    }

    private Sku sku(String text) throws BadLineException {
        if (!Sku.isValid(text) || !known.contains(new Sku(text))) {
            throw new BadLineException("sku: not an item of this sale");
        }
        return new Sku(text);
    }

    private static Uid uid(String text) throws BadLineException {
        if (!Uid.isValid(text)) {
            throw new BadLineException("uid: A-Z, a-z, 0-9 and any of ._@:-, 1 to 64 characters, are expected");
        }
        return new Uid(text);
    }
}
