package io.tapgrid.admin.status;

import io.tapgrid.admin.http.Routes;
import io.tapgrid.admin.http.Routes.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves the page and the description of the API from the class path; read once. */
public final class StatusPage {
    public void addTo(Routes routes) {
        file(routes, "/", "/console/index.html", "text/html; charset=utf-8");
        file(routes, "/console/status.css", "/console/status.css", "text/css; charset=utf-8");
        file(routes, "/console/status.js", "/console/status.js", "text/javascript; charset=utf-8");
        file(routes, "/admin/v1/openapi.json", "/console/openapi.json", "application/json");
    }

    private static void file(Routes routes, String path, String resource, String contentType) {
        byte[] bytes = read(resource);
        routes.add("GET", path, Access.OPEN, exchange -> exchange.answer(200, contentType, bytes));
    }

    private static byte[] read(String resource) {
        try (InputStream in = StatusPage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
