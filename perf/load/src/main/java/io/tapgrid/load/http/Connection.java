package io.tapgrid.load.http;

import io.tapgrid.load.http.Outcome.Why;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection of a loop: connecting, then idle or carrying exactly one call. Only its loop's thread
 * touches it. After anything odd it is closed rather than reused.
 */
final class Connection {

    private final Loop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerReader reader;
    private @Nullable Call call;
    private @Nullable ByteBuffer unsent;
    private long answerDeadline;

    private Connection(Loop loop, SocketChannel channel, Selector selector, int answerBytesMax) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.reader = new AnswerReader(answerBytesMax);
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** Begins to connect; the call is sent once that is done. */
    static Connection open(Loop loop, Selector selector, Target target, int answerBytesMax) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var connection = new Connection(loop, channel, selector, answerBytesMax);
            if (channel.connect(target.address())) {
                connection.key.interestOps(SelectionKey.OP_READ);
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Gives the connection its call; the answer is due at {@code answerDeadline} on the loop's clock. */
    void carry(Call next, long deadline) {
        call = next;
        answerDeadline = deadline;
        if (channel.isConnected()) {
            send(next);
        }
    }

    boolean overdue(long now) {
        return call != null && now - answerDeadline > 0;
    }

    void ready() {
        if (!key.isValid()) {
            return;
        }
        if (key.isConnectable()) {
            finishConnecting();
        } else if (key.isWritable()) {
            sendRest();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
    }

    /** Ends the connection and tells its call, if it has one. */
    void end(Why why) {
        Call ended = call;
        boolean connected = channel.isConnected();
        close();
        if (ended != null) {
            ended.tell(connected ? new Outcome.Unknown(why) : new Outcome.NotSent(notSentWhy(why)));
        }
    }

    private void finishConnecting() {
        try {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
        } catch (IOException e) {
            end(Why.CONNECT_FAILED);
            return;
        }
        Call waiting = call;
        if (waiting != null) {
            send(waiting);
        }
    }

    private void send(Call next) {
        ByteBuffer out = loop.writeBuffer();
        byte[] wire = next.request.wire();
        if (wire.length > out.capacity()) {
            unsent = ByteBuffer.wrap(wire);
            sendRest();
            return;
        }
        out.clear().put(wire).flip();
        try {
            channel.write(out);
        } catch (IOException e) {
            end(Why.CONNECTION_LOST);
            return;
        }
        if (out.hasRemaining()) {
            unsent = ByteBuffer.wrap(wire, wire.length - out.remaining(), out.remaining());
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private void sendRest() {
        ByteBuffer rest = unsent;
        if (rest == null) {
            return;
        }
        try {
            channel.write(rest);
        } catch (IOException e) {
            end(Why.CONNECTION_LOST);
            return;
        }
        boolean done = !rest.hasRemaining();
        unsent = done ? null : rest;
        key.interestOps(done ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void read() {
        ByteBuffer in = loop.readBuffer();
        in.clear();
        try {
            int count = channel.read(in);
            Answer answer = count < 0 ? reader.end() : reader.feed(in.flip());
            if (answer != null) {
                answered(answer, count >= 0 && reader.persistent());
            } else if (count < 0) {
                end(Why.CONNECTION_LOST);
            }
        } catch (MalformedAnswer e) {
            end(Why.MALFORMED_ANSWER);
        } catch (IOException e) {
            end(Why.CONNECTION_LOST);
        }
    }

    private void answered(Answer answer, boolean reusable) {
        Call done = call;
        if (done == null || unsent != null || !reusable) {
            close();
        } else {
            call = null;
            reader.reset();
            loop.idle(this);
        }
        if (done != null) {
            done.tell(new Outcome.Answered(answer));
        }
    }

    private void close() {
        call = null;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way; nothing depends on how.
        }
        loop.closed(this);
    }

    /** A connection that timed out before it was made failed to be made. */
    private static Why notSentWhy(Why why) {
        return why == Why.DRIVER_CLOSED ? why : Why.CONNECT_FAILED;
    }
}
