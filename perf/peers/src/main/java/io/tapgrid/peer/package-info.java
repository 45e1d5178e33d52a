/**
 * The peer: a flash sale built the usual way, to measure Tapgrid against. Micronaut, Lettuce and a Redis of its own with
 * one Lua script that decides, and an append-only file written every second. It answers a grab as Tapgrid does, behind
 * the same login check, and does nothing else: no sale opens or closes, no hold expires, nothing reaches a database. It
 * knows no class of Tapgrid. Started by the benchmark as a process, {@link io.tapgrid.peer.PeerMain}.
 */
@NullMarked
package io.tapgrid.peer;

import org.jspecify.annotations.NullMarked;
