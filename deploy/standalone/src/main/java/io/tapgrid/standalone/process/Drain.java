package io.tapgrid.standalone.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks the grid, through one node's management port, to take no more commands and to bring its journal to MySQL. Must
 * come before the first node is stopped: once the majority is gone nothing can be shipped.
 */
public final class Drain {
    /** Longer than a node tries. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String NOT_DRAINED = "journal not drained (%s); the next start goes on with it";

    private final Consumer<String> progress;
    private final Health health = new Health();
    private final HttpClient client = HttpClient.newHttpClient();

    public Drain(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Asks one node after the other until one answers; each speaks for all of them. Whether MySQL has everything. */
    public boolean ask(List<InetSocketAddress> nodes) throws InterruptedException {
        for (InetSocketAddress node : nodes) {
            if (!health.isReady(node)) {
                continue;
            }
            try {
                return said(send(node));
            } catch (HttpTimeoutException tooLong) {
                progress.accept(NOT_DRAINED.formatted("no answer within " + LIMIT.toSeconds() + " s"));
                return false;
            } catch (IOException gone) {
                progress.accept("the node with management port " + node.getPort() + " went away while it drained ("
                        + gone + ")");
            }
        }
        progress.accept(NOT_DRAINED.formatted("no node is ready"));
        return false;
    }

    private boolean said(HttpResponse<String> answer) {
        boolean drained = answer.statusCode() == 200;
        progress.accept(drained ? "journal drained" : NOT_DRAINED.formatted(answer.body()));
        return drained;
    }

    private HttpResponse<String> send(InetSocketAddress node) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Health.uri(node, "/drain"))
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
