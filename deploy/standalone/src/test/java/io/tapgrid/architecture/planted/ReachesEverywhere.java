package io.tapgrid.architecture.planted;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.http.HttpRequest;
import java.sql.Connection;
import org.apache.ignite.Ignite;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** Touches a class of every neighbour that some module must not know. */
final class ReachesEverywhere {
    @Nullable
    Ignite grid;

    @Nullable
    Connection database;

    @Nullable
    HttpRequest<String> request;

    @Nullable
    Server console;

    @Nullable
    HttpServer management;

    int @Nullable [] numbers;
}
