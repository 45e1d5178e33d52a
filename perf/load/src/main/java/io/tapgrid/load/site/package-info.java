/**
 * The shopper API as its callers see it: how a request is written, how an answer is read, how the shop signs. Written
 * from the public contract alone, so that a change on the server which breaks the contract shows here.
 */
@NullMarked
package io.tapgrid.load.site;

import org.jspecify.annotations.NullMarked;
