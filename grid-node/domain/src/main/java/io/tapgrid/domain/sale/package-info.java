/** What a sale is and when it may do what: terms, items, the four rules, the states and the arrows between them. */
@NullMarked
package io.tapgrid.domain.sale;

import org.jspecify.annotations.NullMarked;
