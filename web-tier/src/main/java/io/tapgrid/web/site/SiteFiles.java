package io.tapgrid.web.site;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every file below {@code site/} on the class path, by its address; {@code index.html} is at its folder's. The first page
 * also stands at the address of each sale: it is the same document for all, and finds out by itself what to show.
 */
@Singleton
final class SiteFiles {
    private static final String ROOT = "site";
    private static final String INDEX = "index.html";
    private static final String SALES = "/sales/";

    private final Map<String, SiteFile> files;

    SiteFiles() {
        this.files = Map.copyOf(load());
    }

    /** The addresses as templates of the router. */
    Set<String> templates() {
        Set<String> templates = new HashSet<>(files.keySet());
        templates.add(SALES + "{saleId}");
        return templates;
    }

    Optional<SiteFile> at(String path) {
        return Optional.ofNullable(files.get(path.startsWith(SALES) ? "/" : path));
    }

    private static Map<String, SiteFile> load() {
        URL root = SiteFiles.class.getClassLoader().getResource(ROOT);
        if (root == null) {
            return Map.of();
        }
        try {
            URI uri = root.toURI();
            if (!uri.getScheme().equals("jar")) {
                return walk(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return walk(jar.getPath(ROOT));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(root + ": the site cannot be read", e);
        }
    }

    private static Map<String, SiteFile> walk(Path root) throws IOException {
        Map<String, SiteFile> files = new HashMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> regular = paths.filter(Files::isRegularFile).toList();
            for (Path path : regular) {
                String name = "/" + root.relativize(path).toString().replace('\\', '/');
                SiteFile file = new SiteFile(name, read(path));
                files.put(address(name), file);
            }
        }
        return files;
    }

    private static String address(String name) {
        return name.endsWith("/" + INDEX) ? name.substring(0, name.length() - INDEX.length()) : name;
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
