package io.tapgrid.web;

/** What the management port says. */
final class Management {
    private Management() {}

    static Answered get(Site site, String path) {
        return new Request(site.managementPort(), "GET", path).send();
    }

    /** The value of a metric without labels. */
    static int metric(Site site, String name) {
        return get(site, "/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
