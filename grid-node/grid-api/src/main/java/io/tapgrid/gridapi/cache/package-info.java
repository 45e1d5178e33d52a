/**
 * The grid's caches by name and type, where their entries live and when they may be written. Whoever joins the grid, as a server or as
 * a client, needs exactly these. How the caches are configured is the server's business.
 */
@NullMarked
package io.tapgrid.gridapi.cache;

import org.jspecify.annotations.NullMarked;
