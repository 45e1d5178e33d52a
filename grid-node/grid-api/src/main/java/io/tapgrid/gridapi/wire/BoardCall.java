package io.tapgrid.gridapi.wire;

import io.tapgrid.gridapi.BoardDoor;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Asks a server for its board, as {@link BoardCodec} writes it. */
public final class BoardCall implements IgniteCallable<byte[]> {
    private static final long serialVersionUID = 1L;

    private final long knownVersion;

    private transient @Nullable Ignite ignite;

    /** @param knownVersion of the board that the asker has; -1 for none */
    public BoardCall(long knownVersion) {
        this.knownVersion = knownVersion;
    }

    @IgniteInstanceResource
    void setIgnite(Ignite ignite) {
        this.ignite = ignite;
    }

    @Override
    public byte[] call() {
        if (ignite != null && ignite.cluster().nodeLocalMap().get(BoardDoor.KEY) instanceof BoardDoor door) {
            return BoardCodec.write(door.board(), knownVersion);
        }
        throw new IllegalStateException("this node has no board (expected: a server that is ready)");
    }
}
