package io.tapgrid.gridapi.wire;

import io.tapgrid.gridapi.GridUnavailableException;
import io.tapgrid.gridapi.SaleAdmin;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/**
 * Carries an operator's question, as {@link AdminQuestion} writes it, to a server and its answer back. Runs in an
 * executor of its own, {@link #EXECUTOR}, where it may wait for the shards.
 */
public final class AdminCall implements IgniteCallable<byte[]> {
    /** The executor of {@code config/grid-node.xml} that these calls run in. */
    public static final String EXECUTOR = "operators";

    /** Key of the server's {@link SaleAdmin} in {@code ignite.cluster().nodeLocalMap()}. */
    public static final String DOOR_KEY = "tapgrid.admin-door";

    private static final long serialVersionUID = 1L;

    private final byte[] question;

    private transient @Nullable Ignite ignite;

    public AdminCall(byte[] question) {
        this.question = question;
    }

    @IgniteInstanceResource
    void setIgnite(Ignite ignite) {
        this.ignite = ignite;
    }

    @Override
    public byte[] call() {
        if (ignite != null && ignite.cluster().nodeLocalMap().get(DOOR_KEY) instanceof SaleAdmin admin) {
            try {
                return AdminQuestion.answer(question, admin);
            } catch (GridUnavailableException unavailable) {
                return AdminAnswer.unavailable(unavailable);
            }
        }
        return AdminAnswer.notServing();
    }
}
