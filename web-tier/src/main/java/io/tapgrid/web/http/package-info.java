/**
 * What every endpoint needs of HTTP and nothing of the sale: reading a small strict JSON body and the request key, writing JSON, the
 * trace id, and the one place where a call is measured and its refusals and accidents become answers. The features call this; it calls
 * none of them.
 */
@NullMarked
package io.tapgrid.web.http;

import org.jspecify.annotations.NullMarked;
