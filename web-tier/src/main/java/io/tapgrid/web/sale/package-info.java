/**
 * The sales as everybody may see them: rendered once for each board and sent to everyone alike, so that a CDN can hold them for a second.
 * Nothing here is about a shopper.
 */
@NullMarked
package io.tapgrid.web.sale;

import org.jspecify.annotations.NullMarked;
