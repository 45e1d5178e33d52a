package io.tapgrid.gridapi;

/** What a grid node says to one command: an answer that may be passed on, or that it is for another node or came too late. */
public sealed interface ShardReply {
    record Answered(Answer answer) implements ShardReply {}

    /** Not decided and never will be: this node is not the shard's primary, or {@code decideBefore} had passed. Ask again. */
    record Elsewhere() implements ShardReply {}
}
