/**
 * The verb sql: sqlline over Ignite's thin JDBC driver, for a person at a terminal or one statement from a script. It knows
 * nothing of Tapgrid but the address and the name of the schema; what can be asked stands in {@code sql/grid/}.
 */
@NullMarked
package io.tapgrid.standalone.sql;

import org.jspecify.annotations.NullMarked;
