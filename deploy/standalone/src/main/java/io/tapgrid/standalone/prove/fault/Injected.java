package io.tapgrid.standalone.prove.fault;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault that was injected.
 *
 * @param backAfter from healing to the first win asked for afterwards; null where none came within the limit
 */
public record Injected(
        Instant at,
        FaultKind kind,
        String what,
        boolean isolation,
        Duration lasted,
        @Nullable Duration backAfter) {}
