/** The endpoints by which operators plan sales and step in: create, change, move, adjust stock, read the law, audit. */
@NullMarked
package io.tapgrid.admin.sale;

import org.jspecify.annotations.NullMarked;
