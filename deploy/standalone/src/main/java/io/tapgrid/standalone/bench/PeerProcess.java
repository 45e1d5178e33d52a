package io.tapgrid.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Target;
import io.tapgrid.load.speed.Meter;
import io.tapgrid.load.speed.Quiet;
import io.tapgrid.load.speed.ServerProcesses;
import io.tapgrid.standalone.CommandFailure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The peer of {@code perf/peers} as a process, with its Redis; it ends when its standard input is closed. */
final class PeerProcess implements AutoCloseable {

    private static final String READY = "ready ";
    private static final long END_SECONDS_MAX = 30;

    private final Process process;
    private final Path folder;
    private final URI site;

    private PeerProcess(Process process, Path folder, URI site) {
        this.process = process;
        this.folder = folder;
        this.site = site;
    }

    /** @param tokenSecret of the Tapgrid whose tokens it is to take */
    static PeerProcess start(Bench bench, Path tokenSecret) throws IOException {
        Path folder = BenchFolder.emptied(bench.folder().resolve("peer"));
        Process process = new ProcessBuilder(command(bench.home(), folder, tokenSecret))
                .redirectError(folder.resolve("peer.log").toFile())
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroy();
            throw new CommandFailure(
                    "the peer did not start (is redis-server installed?); see " + folder.resolve("peer.log"));
        }
        return new PeerProcess(process, folder, URI.create("http://127.0.0.1:" + line.substring(READY.length())));
    }

    /** With the heap of a web process beside several nodes. */
    private static List<String> command(Path home, Path folder, Path tokenSecret) {
        Path built = home.resolve("perf/peers/target");
        if (!Files.isDirectory(built.resolve("lib"))) {
            throw new CommandFailure(built + ": the peer is not built");
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("config/jvm.options"),
                "-Xms768m",
                "-Xmx768m",
                "-Dlogback.configurationFile=" + home.resolve("config/logback.xml"),
                "-cp",
                built.resolve("classes") + File.pathSeparator + built.resolve("lib") + "/*",
                "io.tapgrid.peer.PeerMain",
                folder.toString(),
                tokenSecret.toString());
    }

    Target target() {
        return Target.of(site);
    }

    /** Puts an item on sale, reserved for as many of the driver's shoppers. */
    void prepare(String sale, String sku, int units, int reserved) throws IOException, InterruptedException {
        URI uri = site.resolve(
                "/prepare/" + sale + "/" + sku + "?units=" + units + "&prefix=speed-&reserved=" + reserved);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 204) {
            throw new IOException("the peer answered " + status + " to " + uri);
        }
    }

    Meter meter(HttpDriver driver, Bench bench) throws IOException, InterruptedException {
        ServerProcesses servers = ServerProcesses.of(folder.resolve("run"));
        Quiet idle = Quiet.observe(servers, Duration.ofSeconds(bench.sizes().idleSeconds()));
        return new Meter(driver, Ground.CONNECTIONS, servers, idle, List.of());
    }

    void check(Findings findings) {
        if (!process.isAlive()) {
            findings.trouble("peer: it died");
        }
    }

    /** The peer takes Redis with it, unless it was killed. */
    @Override
    public void close() {
        endPeer();
        redis().ifPresent(ProcessHandle::destroy);
    }

    /** By the pid that the peer noted, if the process of that pid still works in our folder. */
    private Optional<ProcessHandle> redis() {
        try {
            String pid = Files.readString(folder.resolve("run/redis.pid")).strip();
            Path worksIn = Path.of("/proc", pid, "cwd").toRealPath();
            return worksIn.equals(folder.resolve("redis").toRealPath())
                    ? ProcessHandle.of(Long.parseLong(pid))
                    : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private void endPeer() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
