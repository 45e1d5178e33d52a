/**
 * HTTP for shoppers: admission, purchases, sessions, the shopper page. Only {@code io.tapgrid.web.grid} knows that there is an Ignite
 * behind it. Decides nothing about units; that is the domain's, on the data node.
 */
@NullMarked
package io.tapgrid.web;

import org.jspecify.annotations.NullMarked;
