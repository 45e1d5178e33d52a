/**
 * What DBAs find in the grid's SQL beside the tables: the views of {@code sql/grid/views.sql}, and how they get there. Which columns the
 * tables have is decided in {@code node}.
 */
@NullMarked
package io.tapgrid.grid.sql;

import org.jspecify.annotations.NullMarked;
