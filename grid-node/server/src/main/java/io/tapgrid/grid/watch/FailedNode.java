package io.tapgrid.grid.watch;

import java.util.EnumSet;
import java.util.Set;
import org.apache.ignite.Ignite;
import org.apache.ignite.failure.AbstractFailureHandler;
import org.apache.ignite.failure.FailureContext;
import org.apache.ignite.failure.FailureType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a node in which something essential broke: it ends, and where it is told that the others went on without it, it leaves its
 * mark first. A worker that is only slow is no reason, as Ignite has it by default.
 */
public final class FailedNode extends AbstractFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailedNode.class);

    private final CutOffMark mark;
    private final NodeEnd end;

    public FailedNode(CutOffMark mark, NodeEnd end) {
        this.mark = mark;
        this.end = end;
        setIgnoredFailureTypes(EnumSet.copyOf(
                Set.of(FailureType.SYSTEM_WORKER_BLOCKED, FailureType.SYSTEM_CRITICAL_OPERATION_TIMEOUT)));
    }

    @Override
    protected boolean handle(Ignite ignite, FailureContext failure) {
        LOG.error("this node failed: {}", failure.type(), failure.error());
        if (failure.type() == FailureType.SEGMENTATION) {
            mark.set();
        }
        end.end(failure.type().name());
        return true;
    }
}
