package io.tapgrid.gridapi.wire;

import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.gridapi.ShardReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The commands of one call to a node and the replies to them, in the same order. */
public final class ShardCallCodec {
    /** Changes with every change of anything in this package. */
    private static final int VERSION = 1;

    /** Commands of one call; callers send less. */
    public static final int COMMANDS_MAX = 4_096;

    private ShardCallCodec() {}

    /** A command with its shard and the time before which it must be decided. */
    public record Sent(int shard, ShardCommand command, Instant decideBefore) {}

    public static byte[] writeCommands(List<Sent> commands) {
        WireWriter out = begin(commands.size());
        for (Sent sent : commands) {
            out.putNumber(sent.shard());
            out.putTime(sent.decideBefore());
            CommandCodec.write(out, sent.command());
        }
        return out.toBytes();
    }

    public static List<Sent> readCommands(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int count = begin(in);
        List<Sent> commands = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int shard = in.getInt();
            Instant decideBefore = in.getTime();
            commands.add(new Sent(shard, CommandCodec.read(in), decideBefore));
        }
        return commands;
    }

    public static byte[] writeReplies(List<ShardReply> replies) {
        WireWriter out = begin(replies.size());
        replies.forEach(reply -> ReplyCodec.write(out, reply));
        return out.toBytes();
    }

    public static List<ShardReply> readReplies(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int count = begin(in);
        List<ShardReply> replies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            replies.add(ReplyCodec.read(in));
        }
        return replies;
    }

    private static WireWriter begin(int count) {
        if (count > COMMANDS_MAX) {
            throw new IllegalArgumentException("commands: " + count + " (expected: at most " + COMMANDS_MAX + ")");
        }
        WireWriter out = new WireWriter();
        out.putByte(VERSION);
        out.putNumber(count);
        return out;
    }

    private static int begin(WireReader in) {
        int version = in.getByte();
        int count = in.getInt();
        if (version != VERSION || count > COMMANDS_MAX) {
            throw new IllegalArgumentException("wire: version " + version + " with " + count + " entries");
        }
        return count;
    }
}
