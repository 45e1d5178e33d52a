package io.tapgrid.load.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers each request with the bytes a test wants, wrong ones too. One thread per connection; the script sees the
 * head of the request and writes to the socket itself, or closes it.
 */
public final class ScriptedServer implements AutoCloseable {

    /** What to do with one request; the connection goes on unless the script closes it. */
    public interface Script {
        void answer(String head, Socket socket) throws Exception;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final Script script;

    public ScriptedServer(Script script) throws IOException {
        this.script = script;
        daemon(this::accept);
    }

    public Target target() {
        return Target.of(URI.create("http://127.0.0.1:" + listener.getLocalPort()));
    }

    int connectionsSeen() {
        return connections.get();
    }

    static void write(Socket socket, String wire) throws IOException {
        socket.getOutputStream().write(wire.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws Exception {
        while (!listener.isClosed()) {
            Socket socket = listener.accept();
            socket.setTcpNoDelay(true);
            connections.incrementAndGet();
            daemon(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws Exception {
        try (socket) {
            while (!socket.isClosed()) {
                String head = readHead(socket.getInputStream());
                if (head.isEmpty()) {
                    return;
                }
                script.answer(head, socket);
            }
        }
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // The socket was closed from the other side or by the test's end.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
