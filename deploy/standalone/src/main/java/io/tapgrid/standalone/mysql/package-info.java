/**
 * The database of a single machine: a MariaDB server out of Maven, run as a process of its own.
 *
 * <p>Here is what it takes to have one running: unpack, set up, start, adopt after a crash of ours, stop. What is
 * stored in it is not known here; see {@code sql/mysql} and the shipper. The supervisor of {@code ./tapgrid start}
 * calls {@link io.tapgrid.standalone.mysql.EmbeddedDatabase}; with an external MySQL nothing in here is used.
 */
@NullMarked
package io.tapgrid.standalone.mysql;

import org.jspecify.annotations.NullMarked;
