package io.tapgrid.standalone.apply;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tapgrid.standalone.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/** The documents of a YAML file, one sale each, not yet understood. */
final class SaleFile {
    private static final int BYTES_MAX = 4 * 1024 * 1024;
    private static final int SALES_MAX = 100;
    private static final int NESTING_MAX = 10;

    private final Path path;
    private final List<JsonNode> sales;

    private SaleFile(Path path, List<JsonNode> sales) {
        this.path = path;
        this.sales = sales;
    }

    static SaleFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new CommandFailure(path + ": there is no such file");
        }
        try {
            if (Files.size(path) > BYTES_MAX) {
                throw new CommandFailure(path + ": larger than 4 MiB");
            }
            return new SaleFile(path.toAbsolutePath(), documents(path));
        } catch (IOException e) {
            throw new CommandFailure(path + ": " + inOneLine(e), e);
        }
    }

    List<JsonNode> sales() {
        return sales;
    }

    /** The CSV that a sale names, which stands beside the YAML; empty when it names none. */
    Optional<Path> reservations(JsonNode sale) {
        JsonNode name = sale.get("reservations");
        if (name == null || name.isNull()) {
            return Optional.empty();
        }
        Optional<Path> csv = name.isTextual() ? beside(name.textValue()) : Optional.empty();
        if (csv.isEmpty()) {
            throw new CommandFailure("reservations: " + name + " (expected: a readable CSV file beside " + path + ")");
        }
        return csv;
    }

    private Optional<Path> beside(String name) {
        try {
            return Optional.of(path.resolveSibling(name)).filter(it -> Files.isRegularFile(it) && Files.isReadable(it));
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private static List<JsonNode> documents(Path path) throws IOException {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(BYTES_MAX);
        limits.setNestingDepthLimit(NESTING_MAX);
        limits.setMaxAliasesForCollections(0);
        ObjectMapper yaml = new ObjectMapper(
                        YAMLFactory.builder().loaderOptions(limits).build())
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> all = yaml.readerFor(JsonNode.class).readValues(path.toFile())) {
            while (all.hasNextValue()) {
                documents.add(all.nextValue());
                if (documents.size() > SALES_MAX) {
                    throw new CommandFailure(path + ": more than " + SALES_MAX + " sales");
                }
            }
        }
        if (documents.isEmpty()) {
            throw new CommandFailure(path + ": is empty (expected: a sale)");
        }
        return documents;
    }

    /** What the parser says and where, without its excerpts of the text, which are indented. */
    private static String inOneLine(IOException e) {
        String words = String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("  ") && !line.startsWith(" at "))
                .limit(4)
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .replace("in 'reader', ", "in ");
        return words.endsWith(":") ? words.substring(0, words.length() - 1) : words;
    }
}
