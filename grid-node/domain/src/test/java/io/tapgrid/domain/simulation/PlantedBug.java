package io.tapgrid.domain.simulation;

import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.Reason;
import io.tapgrid.domain.RequestKey;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.Sku;
import io.tapgrid.domain.Uid;
import io.tapgrid.domain.escrow.Adjustment;
import io.tapgrid.domain.escrow.Transfer;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.domain.purchase.PurchaseState;
import io.tapgrid.domain.purchase.ReleaseReason;
import io.tapgrid.domain.sale.Sale;
import io.tapgrid.domain.shard.Decision;
import io.tapgrid.domain.shard.Event;
import io.tapgrid.domain.shard.Event.StockAdjusted;
import io.tapgrid.domain.shard.Outcome;
import io.tapgrid.domain.shard.ShardCommand;
import io.tapgrid.domain.shard.ShardView;
import io.tapgrid.domain.stock.Pool;
import io.tapgrid.domain.stock.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Bugs that a kernel could have, each planted into one that has it. */
enum PlantedBug {
    /** A repeated key wins a second unit. */
    NO_DEDUPE_BY_KEY(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            RequestKey key = command instanceof ShardCommand.Grab grab ? grab.key() : null;
            ShardView forgetful =
                    withPurchases(view, it -> key != null && key.equals(it.requestKey()) ? unkeyed(it) : it);
            return super.decide(command, forgetful, now);
        }
    }),

    /** A key that has done something may do something else too: only its own request is known again. */
    KEY_GOOD_FOR_ANOTHER_REQUEST(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            Decision real = super.decide(command, view, now);
            return real.outcome().equals(new Outcome.Refused(Reason.KEY_REUSED))
                    ? super.decide(keyless(command), view, now)
                    : real;
        }
    }),

    /** A key is looked for only in the purchase that is asked about. */
    KEY_SCOPED_TO_ONE_PURCHASE(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            PurchaseId asked = command instanceof ShardCommand.Cart cart
                    ? cart.purchaseId()
                    : command instanceof ShardCommand.Cancel cancel ? cancel.purchaseId() : null;
            return asked == null
                    ? super.decide(command, view, now)
                    : super.decide(command, withPurchases(view, it -> it.id().equals(asked) ? it : unkeyed(it)), now);
        }
    }),

    /** At the deadline itself a hold still stands. */
    DEADLINE_OFF_BY_ONE(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            return super.decide(command, withPurchases(view, it -> later(it, now)), now);
        }
    }),

    /** At closesAt itself the sale still sells. */
    END_OFF_BY_ONE(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            return super.decide(command, withSale(view, it -> endsAt(it, now) ? longer(it) : it), now);
        }
    }),

    /** The slice gets units that the pool keeps. */
    REFILL_WITHOUT_DECREMENT(() -> new Kernel() {
        @Override
        Transfer refill(Pool pool, Slice slice, int shards, long waiting) {
            Transfer real = super.refill(pool, slice, shards, waiting);
            return new Transfer(pool, real.slice(), List.of(), real.sliceEvents());
        }
    }),

    /** Cancelling again gives the unit back again. */
    RELEASED_TWICE(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            Decision real = super.decide(command, view, now);
            return command instanceof ShardCommand.Cancel
                            && real.events().isEmpty()
                            && real.outcome() instanceof Outcome.Moved moved
                    ? new Decision(
                            List.of(new Event.UnitReleased(moved.purchase(), PurchaseState.HELD)), real.outcome())
                    : real;
        }
    }),

    /** Who repeats a win is told that he may have no more. */
    RULE_BEFORE_REPEAT(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            if (command instanceof ShardCommand.Grab grab && grab.key() != null) {
                RequestKey fresh = new RequestKey("never seen");
                Decision asIfNew =
                        super.decide(new ShardCommand.Grab(grab.saleId(), grab.sku(), grab.uid(), fresh), view, now);
                if (asIfNew.outcome().equals(new Outcome.Refused(Reason.LIMIT_REACHED))) {
                    return asIfNew;
                }
            }
            return super.decide(command, view, now);
        }
    }),

    /** Anybody may grab. */
    RESERVATION_NOT_CHECKED(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            return command instanceof ShardCommand.Grab
                    ? super.decide(command, withoutReservation(view), now)
                    : super.decide(command, view, now);
        }
    }),

    /** The pool is dry, so it says sold out, though a shard has units. */
    SOLD_OUT_WHILE_A_MARK_STANDS(() -> new Kernel() {
        @Override
        boolean isSoldOut(Pool pool) {
            return pool.available() == 0;
        }
    }),

    /** The slice gives everything back, but the pool goes on counting on it. */
    HAND_BACK_WITHOUT_CLEARING(() -> new Kernel() {
        @Override
        Transfer handBack(Pool pool, Slice slice, long keep) {
            Transfer real = super.handBack(pool, slice, keep);
            return new Transfer(withMarks(real.pool(), pool), real.slice(), real.poolEvents(), real.sliceEvents());
        }
    }),

    /** The mark goes although the slice keeps some units. */
    HAND_BACK_CLEARING_TOO_EARLY(() -> new Kernel() {
        @Override
        Transfer handBack(Pool pool, Slice slice, long keep) {
            long units = Math.max(slice.available() - keep, 0);
            return new Transfer(
                    pool.takeBack(units, pool.marked().without(slice.shard())),
                    slice.handBack(units, false),
                    List.of(new Event.PoolTookBack(pool.saleId(), pool.sku(), slice.shard(), units, true)),
                    List.of(new Event.SliceReturned(pool.saleId(), pool.sku(), slice.shard(), units, true)));
        }
    }),

    /** One unit of each hand-back does not arrive. */
    HAND_BACK_LOSES_A_UNIT(() -> new Kernel() {
        @Override
        Transfer handBack(Pool pool, Slice slice, long keep) {
            Transfer real = super.handBack(pool, slice, keep);
            long units = real.pool().takenBack() - pool.takenBack();
            return units < 2
                    ? real
                    : new Transfer(
                            pool.takeBack(units - 1, real.pool().marked()),
                            real.slice(),
                            real.poolEvents(),
                            real.sliceEvents());
        }
    }),

    /** A slice that the pool does not count on sells what was released into it. */
    UNMARKED_SLICE_SELLS(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            return super.decide(command, withMarkedSlices(view), now);
        }
    }),

    /** Units are left where they were released, out of everybody's reach. */
    RELEASED_UNITS_NEVER_RETURN(() -> new Kernel() {
        @Override
        Transfer handBack(Pool pool, Slice slice, long keep) {
            return slice.marked() ? super.handBack(pool, slice, keep) : new Transfer(pool, slice, List.of(), List.of());
        }
    }),

    /** A shard takes over the clock of whichever node it is on. */
    TIME_GOES_BACK(() -> new Kernel() {
        @Override
        Instant now(Instant last, Instant nodeClock) {
            return nodeClock;
        }
    }),

    /** An expiry is carried out as it was seen, whatever has happened since. */
    EXPIRED_WITHOUT_LOOKING_AGAIN(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            if (command instanceof ShardCommand.Expire it) {
                List<Purchase> mine =
                        view.purchases(it.purchaseId().saleId(), it.purchaseId().uid());
                Purchase purchase = mine.get(it.purchaseId().no());
                if (purchase.state().isHeldInSlice()) {
                    Purchase released = purchase.released(now, ReleaseReason.EXPIRED);
                    return new Decision(
                            List.of(new Event.UnitReleased(released, purchase.state())), new Outcome.Moved(released));
                }
            }
            return super.decide(command, view, now);
        }
    }),

    /** Who gave a unit back may not have another. */
    RULE_COUNTS_RELEASED(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            return command instanceof ShardCommand.Grab grab
                            && super.decide(command, view, now).outcome() instanceof Outcome.Won
                            && !view.purchases(grab.saleId(), grab.uid()).isEmpty()
                            && view.sale(grab.saleId()).orElseThrow().rule().allowsGrabWithoutKey()
                    ? Decision.refuse(Reason.LIMIT_REACHED)
                    : super.decide(command, view, now);
        }
    }),

    /** A purchase gets the number of one that was released. */
    NUMBER_USED_AGAIN(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            return command instanceof ShardCommand.Grab
                    ? super.decide(command, withoutReleased(view), now)
                    : super.decide(command, view, now);
        }
    }),

    /** Putting it into the cart again gives more time to pay. */
    CARTED_AGAIN_FOR_LONGER(() -> new Kernel() {
        @Override
        Decision decide(ShardCommand command, ShardView view, Instant now) {
            Decision real = super.decide(command, view, now);
            if (command instanceof ShardCommand.Cart
                    && real.events().isEmpty()
                    && real.outcome() instanceof Outcome.Moved moved) {
                Purchase longer = moved.purchase().carted(now, now.plus(Duration.ofSeconds(9)), null);
                return new Decision(List.of(new Event.UnitCarted(longer)), new Outcome.Moved(longer));
            }
            return real;
        }
    }),

    /** A key decides about stock as often as it comes. */
    ADJUSTED_TWICE(() -> new Kernel() {
        @Override
        Adjustment adjust(StockAdjusted wish, Pool pool, @Nullable StockAdjusted earlier) {
            return super.adjust(wish, pool, null);
        }
    }),

    /** A withdrawal that cannot have all takes what there is. */
    WITHDRAWN_IN_PART(() -> new Kernel() {
        @Override
        Adjustment adjust(StockAdjusted wish, Pool pool, @Nullable StockAdjusted earlier) {
            Adjustment real = super.adjust(wish, pool, earlier);
            return real.equals(new Adjustment.Refused(Reason.INSUFFICIENT_STOCK)) && pool.available() > 0
                    ? super.adjust(
                            new StockAdjusted(wish.saleId(), wish.sku(), -pool.available(), wish.reason(), wish.key()),
                            pool,
                            null)
                    : real;
        }
    });

    /** Makes a kernel anew for each history; holds nothing. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<Kernel> kernel;

    PlantedBug(Supplier<Kernel> kernel) {
        this.kernel = kernel;
    }

    Kernel kernel() {
        return kernel.get();
    }

    private static ShardView withPurchases(ShardView view, UnaryOperator<Purchase> change) {
        return new AlteredView(view) {
            @Override
            public List<Purchase> purchases(SaleId saleId, Uid uid) {
                return super.purchases(saleId, uid).stream().map(change).toList();
            }
        };
    }

    private static ShardCommand keyless(ShardCommand command) {
        if (command instanceof ShardCommand.Cart it) {
            return new ShardCommand.Cart(it.purchaseId(), null);
        }
        if (command instanceof ShardCommand.Cancel it) {
            return new ShardCommand.Cancel(it.purchaseId(), null);
        }
        return command;
    }

    private static ShardView withoutReleased(ShardView view) {
        return new AlteredView(view) {
            @Override
            public List<Purchase> purchases(SaleId saleId, Uid uid) {
                return super.purchases(saleId, uid).stream()
                        .filter(it -> it.state().isLive())
                        .toList();
            }
        };
    }

    private static ShardView withSale(ShardView view, UnaryOperator<Sale> change) {
        return new AlteredView(view) {
            @Override
            public Optional<Sale> sale(SaleId saleId) {
                return super.sale(saleId).map(change);
            }
        };
    }

    private static ShardView withoutReservation(ShardView view) {
        return withSale(
                view,
                it -> new Sale(
                        it.id(),
                        it.names(),
                        it.opensAt(),
                        it.closesAt(),
                        false,
                        it.rule(),
                        it.holdFor(),
                        it.payFor(),
                        it.state(),
                        it.version()));
    }

    private static ShardView withMarkedSlices(ShardView view) {
        return new AlteredView(view) {
            @Override
            public Slice slice(SaleId saleId, Sku sku) {
                return super.slice(saleId, sku).handBack(0, true);
            }
        };
    }

    private static Purchase unkeyed(Purchase it) {
        return changed(it, new Keys(null, null, null), it.holdExpiresAt(), it.payBy());
    }

    private static Purchase later(Purchase it, Instant now) {
        boolean ends = it.deadline().filter(now::equals).isPresent();
        Instant end = now.plusNanos(1_000);
        if (!ends) {
            return it;
        }
        Keys keys = new Keys(it.requestKey(), it.cartKey(), it.cancelKey());
        return it.state() == PurchaseState.HELD
                ? changed(it, keys, end, it.payBy())
                : changed(it, keys, it.holdExpiresAt(), end);
    }

    private record Keys(
            @Nullable RequestKey request,
            @Nullable RequestKey cart,
            @Nullable RequestKey cancel) {}

    private static Purchase changed(Purchase it, Keys keys, Instant holdExpiresAt, @Nullable Instant payBy) {
        return new Purchase(
                it.id(),
                it.sku(),
                it.state(),
                it.releaseReason(),
                keys.request(),
                keys.cart(),
                keys.cancel(),
                it.version(),
                it.decidedAt(),
                holdExpiresAt,
                payBy,
                it.changedAt(),
                it.payment());
    }

    private static boolean endsAt(Sale it, Instant now) {
        return it.closesAt().equals(now);
    }

    private static Sale longer(Sale it) {
        return new Sale(
                it.id(),
                it.names(),
                it.opensAt(),
                it.closesAt().plusNanos(1_000),
                it.reservationRequired(),
                it.rule(),
                it.holdFor(),
                it.payFor(),
                it.state(),
                it.version());
    }

    private static Pool withMarks(Pool after, Pool before) {
        return new Pool(
                after.saleId(),
                after.sku(),
                after.initial(),
                after.added(),
                after.withdrawn(),
                after.available(),
                after.granted(),
                after.takenBack(),
                before.marked(),
                after.version());
    }
}
