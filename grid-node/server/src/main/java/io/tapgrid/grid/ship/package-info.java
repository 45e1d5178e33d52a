/**
 * How the journal gets to MySQL: one thread a node takes the oldest entries of each shard the node is primary of, writes
 * their rows and the ledger in one transaction, and then lets the grid forget them.
 *
 * <p>Nothing here knows Ignite but {@code GridJournal}; the rest works against the port {@link
 * io.tapgrid.grid.ship.JournalSource}. Nothing here answers a shopper, and nothing is ever dropped: what cannot be
 * written waits, except a single row that the database refuses for what it is, which goes to {@code dead_letter}.
 *
 * <table>
 * <caption>Crash points of one batch</caption>
 * <tr><th>killed</th><th>state</th><th>repaired by</th></tr>
 * <tr><td>before the fence</td><td>MySQL rolls back</td><td>shipped again, by whoever is primary then</td></tr>
 * <tr><td>between fence and commit</td><td>MySQL rolls back, or has committed what the majority has</td><td>the next
 * shipper locks the watermark and sees which</td></tr>
 * <tr><td>between commit and removal</td><td>the entries are in both</td><td>the next pass compares their hashes with the
 * ledger and only removes them</td></tr>
 * <tr><td>primary cut off from the majority</td><td>it still reads its journal</td><td>the fence fails, nothing is
 * committed</td></tr>
 * </table>
 */
@NullMarked
package io.tapgrid.grid.ship;

import org.jspecify.annotations.NullMarked;
