/** The shopper API over real HTTP, on the in-memory grid. */
@NullMarked
package io.tapgrid.web;

import org.jspecify.annotations.NullMarked;
