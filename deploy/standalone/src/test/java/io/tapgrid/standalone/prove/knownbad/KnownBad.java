package io.tapgrid.standalone.prove.knownbad;

import static net.bytebuddy.matcher.ElementMatchers.named;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/** The faults that can be planted, each in one method of one class, found by name. */
enum KnownBad {
    /** Every side of a cut takes itself for the majority. */
    NO_TOPOLOGY_VALIDATOR("io.tapgrid.gridapi.cache.MajorityTopologyValidator", "isMajority", Advices.AlwaysTrue.class),

    /** The grid refuses writes without a majority, but nobody looks again between commit and answer. */
    NO_MAJORITY_CHECK("io.tapgrid.grid.node.Majority", "holds", Advices.AlwaysTrue.class),

    /** A request that comes again is another request. */
    NO_REQUEST_KEYS("io.tapgrid.domain.purchase.KeyEffect", "of", Advices.Nothing.class),

    /** A shard without owners is an empty shard. */
    LOSS_IGNORED(
            "org.apache.ignite.configuration.CacheConfiguration", "setPartitionLossPolicy", Advices.LossIgnored.class),

    /** What nobody knows is told to the shopper as a refusal. */
    EXCEPTION_IS_A_REFUSAL("io.tapgrid.grid.shard.Asked", "unknown", Advices.UnknownIsRefused.class),

    /** What MySQL did not take is taken for shipped. */
    SHIPPER_SKIPS("io.tapgrid.grid.ship.ShipmentTransaction", "ship", Advices.ErrorIsShipped.class),

    /** Money rows are written behind to a store as well, and read from it. */
    STORE_BEHIND_MONEY("io.tapgrid.grid.node.GridCaches", "guarded", Advices.WithStore.class);

    private final String type;
    private final String method;
    private final Class<?> advice;

    KnownBad(String type, String method, Class<?> advice) {
        this.type = type;
        this.method = method;
        this.advice = advice;
    }

    AgentBuilder plantedBy(AgentBuilder builder) {
        return builder.type(named(type))
                .transform((changed, description, loader, module, domain) ->
                        changed.visit(Advice.to(advice).on(named(method))));
    }
}
