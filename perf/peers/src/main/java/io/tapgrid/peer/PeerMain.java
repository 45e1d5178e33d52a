package io.tapgrid.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The peer's process: {@code PeerMain FOLDER TOKEN_SECRET_FILE}. Starts Redis in the folder and the server before it,
 * both on free ports of 127.0.0.1, leaves {@code run/peer.pid} and {@code run/redis.pid} there, prints
 * {@code ready PORT}, and ends with Redis when its standard input does: so it does not outlive whoever started it.
 */
public final class PeerMain {

    private PeerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2) {
            System.err.println("usage: PeerMain FOLDER TOKEN_SECRET_FILE");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        String secret =
                Files.readString(Path.of(arguments[1]), StandardCharsets.UTF_8).trim();
        Path run = Files.createDirectories(folder.resolve("run"));
        try (var redis = RedisServer.start(folder.resolve("redis"));
                var server = PeerServer.start(redis.port(), secret, Clock.systemUTC())) {
            Files.writeString(run.resolve("redis.pid"), redis.pid() + "\n");
            Files.writeString(run.resolve("peer.pid"), ProcessHandle.current().pid() + "\n");
            System.out.println("ready " + server.port());
            System.out.flush();
            var unused = System.in.readAllBytes();
        }
    }
}
